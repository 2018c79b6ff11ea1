package org.comity.trust;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.comity.partners.AgencyId;
import org.comity.partners.Partner;
import org.comity.partners.Partners;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Keeps {@link RevocationLists} fresh from the addresses of the active partners' profiles, away from any message. What was fetched last is
 * kept on disk, so that a restart while an authority is unreachable changes nothing; it is checked like a fetched one.
 */
@Component
public class RevocationSchedule implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RevocationSchedule.class);

    /** How often it looks whether there is a new address or authority: a partner that was just activated is usable that soon. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    /** When a list that did not come is asked for again: its partner is refused meanwhile. */
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

    /** Time for some addresses that are dead, one after the other. */
    private static final Duration LONGEST_LOOK = Duration.ofMinutes(2);

    private final RevocationLists lists;
    private final CertificatePaths paths;
    private final Partners partners;
    private final TrustSettings settings;
    private final Clock clock;
    private final RevocationSource source;
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final Clockwork clockwork = new Clockwork("revocation", LOOK, this::refreshOrSay);
    private volatile Map<String, Set<String>> fetched = Map.of();
    private volatile Instant refreshed = Instant.EPOCH;
    private volatile Instant tried = Instant.EPOCH;
    private volatile Instant looked;
    private volatile Map<String, String> failed = Map.of();

    @Autowired
    public RevocationSchedule(
            RevocationLists lists, CertificatePaths paths, Partners partners, TrustSettings settings, Clock clock) {
        this(lists, paths, partners, settings, clock, new RevocationSource());
    }

    RevocationSchedule(
            RevocationLists lists,
            CertificatePaths paths,
            Partners partners,
            TrustSettings settings,
            Clock clock,
            RevocationSource source) {
        this.lists = lists;
        this.paths = paths;
        this.partners = partners;
        this.settings = settings;
        this.clock = clock;
        this.source = source;
        this.looked = clock.instant();
    }

    /**
     * Fetches every list of the active partners now; after a partner was activated, and by the schedule. Whom nobody has called back
     * (UC-09/4), or who is suspended, makes us call no address.
     *
     * @return address to reason of those that did not come
     */
    public Map<String, String> refresh() {
        refreshed = clock.instant();
        fetched = wanted(active());
        return refresh(fetched.keySet());
    }

    private Map<String, String> refresh(Set<String> due) {
        List<Partner> active = active();
        Map<String, Set<String>> wanted = wanted(active);
        tried = clock.instant();
        asked.retainAll(wanted.keySet()); // first: of a list that is let go here nobody may say that it did not come
        lists.keepOnly(wanted.keySet());
        Map<String, String> failures = new TreeMap<>();
        wanted.forEach((address, anchors) -> {
            if (!due.contains(address)) {
                return;
            }
            try {
                byte[] der = source.fetch(address, lists.room(address, active));
                RevocationList fresh = RevocationList.parse(der);
                take(address, fresh, anchors);
                if (fresh.isProven()) {
                    keep(address, der);
                }
            } catch (IOException | CertificateException | IllegalArgumentException failure) {
                failures.put(address, String.valueOf(failure.getMessage()));
            } catch (RuntimeException surprise) { // the other addresses are asked all the same
                LOG.warn("revocation list {} cannot be read", address, surprise);
                failures.put(address, String.valueOf(surprise.getMessage()));
            }
            asked.add(address);
        });
        forgetFilesBut(wanted.keySet());
        Map<String, String> before = failed;
        failed = failures;
        failures.forEach((address, reason) -> {
            if (!reason.equals(before.get(address))) {
                LOG.warn("revocation list {} did not come: {}", address, reason);
            }
        });
        return failures;
    }

    /**
     * Whether each list of {@code partner} came or did not come since it became active: until then that we hold none says nothing. Nobody
     * waits for a look that does not end, or ends in a surprise.
     */
    public boolean hasAskedFor(Partner partner) {
        return asked.containsAll(partner.revocationLists()) || isDue(looked, LONGEST_LOOK);
    }

    /**
     * A list of an active partner that is past its next update, or was asked for and never came.
     *
     * @param file under which it is kept in the directory of the lists
     * @param isMissed the partner has a certificate in use that no current list covers: it is cut off, or will be at the end of the grace.
     *     Otherwise it may be the list of an authority that the partner left, or one that moved: then its old one says nothing new any more
     */
    public record Overdue(AgencyId partner, String file, boolean isMissed) {}

    public List<Overdue> overdue() {
        Instant now = clock.instant();
        return active().stream().flatMap(partner -> overdue(partner, now)).toList();
    }

    private Stream<Overdue> overdue(Partner partner, Instant now) {
        List<String> late = partner.revocationLists().stream()
                .filter(address -> asked.contains(address)
                        && lists.nextUpdate(address).filter(now::isBefore).isEmpty())
                .toList();
        boolean isMissed = !late.isEmpty() && !hasCurrentLists(partner, now);
        return late.stream().map(address -> new Overdue(partner.id(), fileName(address), isMissed));
    }

    private boolean hasCurrentLists(Partner partner, Instant now) {
        try {
            return paths.haveCurrentLists(partner, now);
        } catch (RuntimeException surprise) { // a certificate of one partner keeps nobody from hearing of the others'
            LOG.warn("whether {} has current revocation lists cannot be said", partner.id(), surprise);
            return false;
        }
    }

    /** Takes what was kept on disk. */
    void recall() {
        List<Partner> active = active();
        wanted(active).forEach((address, anchors) -> {
            Path kept = file(address);
            try {
                if (Files.exists(kept)) {
                    byte[] der = RevocationSource.read(Files.newInputStream(kept), lists.room(address, active));
                    take(address, RevocationList.parse(der), anchors);
                }
            } catch (IOException | CertificateException unreadable) {
                LOG.warn("kept revocation list {} is not taken: {}", kept, unreadable.getMessage());
            }
        });
    }

    private void take(String address, RevocationList fresh, Set<String> anchors) throws CertificateException {
        if (!fresh.mayBeBelow(anchors.stream().map(Certificates::parse).toList())) {
            throw new CertificateException("the list is not signed by the authority whose name it bears");
        }
        if (!lists.take(address, fresh, clock.instant())) {
            throw new CertificateException(
                    "the list is older than the one held, or from the future, or not signed by who signed the one held");
        }
    }

    @Override
    public void start() {
        recall();
        clockwork.start();
    }

    @Override
    public void stop() {
        clockwork.stop();
    }

    @Override
    public boolean isRunning() {
        return clockwork.isRunning();
    }

    /** An exception would end the schedule for good. */
    void refreshOrSay() {
        try {
            if (isDue(refreshed, settings.revocationInterval())
                    || !wanted(active()).equals(fetched)
                    || !asked.containsAll(fetched.keySet())) {
                refresh();
            } else if (!failed.isEmpty() && isDue(tried, AFTER_FAILURE)) {
                refresh(failed.keySet()); // one that is dead for good does not have all the others fetched
            }
            looked = clock.instant();
        } catch (RuntimeException surprise) {
            LOG.warn("revocation lists were not refreshed", surprise);
        }
    }

    private boolean isDue(Instant last, Duration pause) {
        Duration since = Duration.between(last, clock.instant());
        return since.isNegative() || since.compareTo(pause) > 0; // or the clock went back
    }

    private List<Partner> active() {
        return partners.all().stream().filter(Partner::isActive).toList();
    }

    /** Address to the anchors of those who name it. */
    private static Map<String, Set<String>> wanted(List<Partner> active) {
        Map<String, Set<String>> wanted = new LinkedHashMap<>();
        for (Partner partner : active) {
            for (String address : partner.revocationLists()) {
                wanted.computeIfAbsent(address, first -> new LinkedHashSet<>()).addAll(partner.anchors());
            }
        }
        return wanted;
    }

    /** Lists of partners that are gone or suspended, and what a kill left half written. */
    private void forgetFilesBut(Set<String> addresses) {
        Set<Path> current = addresses.stream().map(this::file).collect(Collectors.toSet());
        try (DirectoryStream<Path> kept =
                Files.newDirectoryStream(Files.createDirectories(settings.revocationLists()), "*.{crl,new}")) {
            for (Path one : kept) {
                if (!current.contains(one)) {
                    Files.deleteIfExists(one);
                }
            }
        } catch (IOException | DirectoryIteratorException untidy) {
            LOG.warn("old revocation lists stay in {}: {}", settings.revocationLists(), untidy.getMessage());
        }
    }

    private void keep(String address, byte[] der) throws IOException {
        Files.createDirectories(settings.revocationLists());
        Path fresh = file(address).resolveSibling(file(address).getFileName() + ".new");
        Files.write(fresh, der);
        Files.move(fresh, file(address), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path file(String address) {
        return settings.revocationLists().resolve(fileName(address));
    }

    /** Under which the list of {@code address} is kept. */
    public static String fileName(String address) {
        return Certificates.sha256(address) + ".crl";
    }
}
