package org.comity.casework;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.comity.journal.AlertRows;
import org.comity.journal.Outbox;
import org.comity.partners.AgencyId;
import org.comity.partners.OwnAgencies;
import org.comity.partners.OwnAgency;
import org.comity.trust.CertificateEnds;
import org.comity.trust.CertificateEnds.Ending;
import org.comity.trust.RevocationSchedule;
import org.comity.trust.RevocationSchedule.Overdue;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * UC-09/7d: says ahead that a certificate of ours or of a partner ends, once 30, 7 and 1 days before and once when it has; and of a partner's
 * revocation list that is overdue, once, or once a day while it is missed (UC-09/7h). A standing errand of the outbox looks every hour: one of all nodes does it, and a
 * night in which the gateway was down is made up for.
 */
@Service
public class ExpiryWarnings implements SmartLifecycle {
    /** New certificates take weeks at some authorities, and the partner's call-back takes an office day. */
    private static final List<Duration> AHEAD =
            List.of(Duration.ZERO, Duration.ofDays(1), Duration.ofDays(7), Duration.ofDays(30));

    private static final Duration AGAIN = Duration.ofHours(1);
    private static final String SUBJECT = "ends";

    private final Clock clock;
    private final CertificateEnds certificates;
    private final RevocationSchedule revocations;
    private final OwnAgencies own;
    private final AlertRows alerts;
    private final Alerting alerting;
    private final Outbox outbox;
    private final AtomicBoolean started = new AtomicBoolean();

    ExpiryWarnings(
            Clock clock,
            CertificateEnds certificates,
            RevocationSchedule revocations,
            OwnAgencies own,
            AlertRows alerts,
            Alerting alerting,
            Outbox outbox) {
        this.clock = clock;
        this.certificates = certificates;
        this.revocations = revocations;
        this.own = own;
        this.alerts = alerts;
        this.alerting = alerting;
        this.outbox = outbox;
    }

    @Transactional
    public void look() {
        Instant now = clock.instant();
        certificates.all().forEach(ending -> stage(ending, now).ifPresent(stage -> warn(ending, stage, now)));
        revocations.overdue().forEach(list -> warn(list, now));
        outbox.later(Addresses.CERTIFICATES, SUBJECT, now.plus(AGAIN));
    }

    /** A partner's certificate concerns every own agency; our own concerns its agency. */
    private void warn(Ending ending, Duration stage, Instant now) {
        String subject = String.format(
                Locale.ROOT,
                "%s %s %.16s ends %s (%s)",
                ending.agency(),
                ending.use(),
                ending.fingerprint().hex(),
                ending.ends(),
                stage.isZero() ? "ended" : stage.toDays() + " days");
        own.agencies().stream()
                .map(OwnAgency::id)
                .filter(agency -> own.find(ending.agency()).isEmpty() || agency.equals(ending.agency()))
                .forEach(agency -> once(agency, "certificate-ends", subject, now));
    }

    /** What is missed is said once a day for all lists of the partner, which says itself when a list is over; what is not, once for ever. */
    private void warn(Overdue list, Instant now) {
        String subject = list.isMissed()
                ? list.partner() + ", seen " + LocalDate.ofInstant(now, ZoneOffset.UTC)
                : String.format(Locale.ROOT, "%s %.16s, others cover its certificates", list.partner(), list.file());
        own.agencies().forEach(agency -> once(agency.id(), "revocation-list-overdue", subject, now));
    }

    private void once(AgencyId agency, String cause, String subject, Instant now) {
        if (!alerts.wasRaised(agency, cause, subject)) {
            alerting.raise(agency, cause, subject, Optional.empty(), now);
        }
    }

    private static Optional<Duration> stage(Ending ending, Instant now) {
        Duration left = Duration.between(now, ending.ends());
        return AHEAD.stream().filter(stage -> left.compareTo(stage) <= 0).findFirst();
    }

    /** Puts the standing errand; the look itself is the relay's to start. */
    @Override
    public void start() {
        outbox.put(Addresses.CERTIFICATES, SUBJECT, Priorities.DEADLINE, clock.instant());
        started.set(true);
    }

    @Override
    public void stop() {
        started.set(false);
    }

    @Override
    public boolean isRunning() {
        return started.get();
    }
}
