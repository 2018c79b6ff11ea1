package org.comity.journal;

import static org.comity.journal.Columns.utc;

import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.comity.partners.AgencyId;
import org.comity.partners.Fingerprint;
import org.comity.partners.Partner;
import org.comity.partners.PartnerCertificate;
import org.comity.partners.Partners;
import org.comity.trust.Certificates;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Partners in the database. Reads come from a copy at most one second old, which a commit of {@link #save} on this node renews at once. */
@Repository
public class PartnerRegistry implements Partners {
    /** How long another node's suspension of a partner may go unnoticed here. */
    static final Duration OLDEST_COPY = Duration.ofSeconds(1);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final TransactionTemplate transactions;
    private volatile Copy copy = Copy.NONE;
    private volatile long saves;

    PartnerRegistry(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.transactions = new TransactionTemplate(transactions);
    }

    @Override
    public Optional<Partner> find(AgencyId id) {
        return Optional.ofNullable(current().partners().get(id));
    }

    @Override
    public Optional<Partner> owning(Fingerprint fingerprint) {
        return Optional.ofNullable(current().owners().get(fingerprint));
    }

    @Override
    public List<Partner> all() {
        return List.copyOf(current().partners().values());
    }

    @Override
    public void hold() {
        lock();
        forget(); // this copy, and what others are reading just now, may be of before the lock
    }

    private void lock() {
        jdbc.sql("lock table partner_certificate in share row exclusive mode").update();
    }

    @Override
    public void save(Partner partner) {
        transactions.executeWithoutResult(transaction -> {
            lock(); // the check below must see every certificate of the others
            refuseKeysOfOthers(partner);
            write(partner);
            TransactionSynchronizationManager.registerSynchronization(new Renewal());
        });
    }

    /** THREAT-73: a certificate, and a key under whatever certificate, belongs to one partner. */
    private void refuseKeysOfOthers(Partner partner) {
        for (PartnerCertificate certificate : partner.certificates()) {
            jdbc.sql(
                            "select partner from partner_certificate where (fingerprint = ? or key_sha256 = ?) and partner <> ? limit 1")
                    .params(
                            certificate.fingerprint().hex(),
                            keyDigest(certificate),
                            partner.id().value())
                    .query(String.class)
                    .optional()
                    .ifPresent(other -> {
                        throw new IllegalArgumentException(
                                "the key of certificate " + certificate.fingerprint() + " is registered for " + other);
                    });
        }
    }

    private void write(Partner partner) {
        jdbc.sql("""
                        insert into partner (id, profile, state, changed) values (?, ?::jsonb, ?, ?)
                        on conflict (id) do update
                            set profile = excluded.profile, state = excluded.state, changed = excluded.changed""")
                .params(
                        partner.id().value(),
                        PartnerProfiles.write(partner),
                        partner.state().name(),
                        utc(clock.instant()))
                .update();
        jdbc.sql("delete from partner_certificate where partner = ?")
                .param(partner.id().value())
                .update();
        for (PartnerCertificate certificate : partner.certificates()) {
            jdbc.sql("insert into partner_certificate (fingerprint, key_sha256, partner, use) values (?, ?, ?, ?)")
                    .params(
                            certificate.fingerprint().hex(),
                            keyDigest(certificate),
                            partner.id().value(),
                            certificate.use().name())
                    .update();
        }
    }

    private static String keyDigest(PartnerCertificate certificate) {
        return Certificates.keyDigest(Certificates.parse(certificate.pem()));
    }

    private Copy current() {
        Copy seen = copy;
        return seen.isFreshAt(clock.instant()) ? seen : reread();
    }

    /** Holds no lock while it waits for the database: whoever has a connection may be waiting for that lock. */
    private Copy reread() {
        long before = saves;
        Copy read = read(clock.instant());
        if (!readsAnEarlierMoment()) {
            keep(read, before);
        }
        return read;
    }

    /** What was read before a save that is committed by now would hide the partner that was saved. */
    private synchronized void keep(Copy read, long before) {
        if (saves == before) {
            copy = read;
        }
    }

    private synchronized void forget() {
        saves++;
        copy = copy.outdated();
    }

    private Copy read(Instant now) {
        Map<String, Partner> parsed = copy.parsed();
        return Copy.of(
                now,
                jdbc.sql("select profile::text from partner").query(String.class).list().stream()
                        .map(profile -> Map.entry(
                                profile,
                                Optional.ofNullable(parsed.get(profile))
                                        .orElseGet(() -> PartnerProfiles.read(profile))))
                        .toList());
    }

    /** Whether the caller's transaction sees the rows as they were when it began: its copy is not everybody's. */
    private static boolean readsAnEarlierMoment() {
        Integer isolation = TransactionSynchronizationManager.getCurrentTransactionIsolationLevel();
        return isolation != null && isolation >= Connection.TRANSACTION_REPEATABLE_READ;
    }

    private final class Renewal implements TransactionSynchronization {
        @Override
        public void afterCompletion(int status) {
            forget();
        }
    }

    /** @param parsed by its stored text: an unchanged profile is not parsed again */
    private record Copy(
            Instant read,
            Map<AgencyId, Partner> partners,
            Map<Fingerprint, Partner> owners,
            Map<String, Partner> parsed) {
        static final Copy NONE = new Copy(Instant.MIN, Map.of(), Map.of(), Map.of());

        static Copy of(Instant now, List<Map.Entry<String, Partner>> rows) {
            Map<AgencyId, Partner> partners = new TreeMap<>();
            Map<Fingerprint, Partner> owners = new HashMap<>();
            Map<String, Partner> parsed = new HashMap<>();
            for (Map.Entry<String, Partner> row : rows) {
                Partner partner = row.getValue();
                parsed.put(row.getKey(), partner);
                partners.put(partner.id(), partner);
                partner.certificates().forEach(certificate -> owners.put(certificate.fingerprint(), partner));
            }
            return new Copy(now, partners, owners, parsed);
        }

        Copy outdated() {
            return new Copy(Instant.MIN, Map.of(), Map.of(), parsed);
        }

        boolean isFreshAt(Instant now) {
            return !now.isBefore(read)
                    && now.isBefore(read.plus(OLDEST_COPY)); // a clock that went back makes no copy fresh
        }
    }
}
