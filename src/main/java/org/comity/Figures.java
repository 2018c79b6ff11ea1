package org.comity;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.comity.dashboard.Workload;
import org.comity.dashboard.Workload.Load;
import org.comity.trust.CertificateEnds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.CompositeHealth;
import org.springframework.boot.actuate.health.HealthComponent;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What a scraper reads at the management port, beside what the frameworks measure of themselves: counted every few seconds by a thread of
 * its own, so that who asks often costs nothing and who asks while the database is away is answered with the last figures and their age.
 * {@code docs/operations.md} lists the names; no label holds anything of a request.
 */
@Component
class Figures {
    private static final Logger LOG = LoggerFactory.getLogger(Figures.class);
    private static final Duration PAUSE = Duration.ofSeconds(15); // what scrapers usually ask at
    /** Every certificate of every partner is parsed for it, and days pass slowly. */
    private static final Duration CERTIFICATES_AGAIN = Duration.ofMinutes(10);

    private final Workload workload;
    private final CertificateEnds certificates;
    private final HealthEndpoint health;
    private final Clock clock;
    private final MultiGauge due;
    private final MultiGauge parked;
    private final MultiGauge deadlines;
    private final MultiGauge overdue;
    private final MultiGauge undelivered;
    private final MultiGauge unreached;
    private final MultiGauge days;
    private final MultiGauge parts;
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile Optional<Load> last = Optional.empty();
    private volatile Instant measured;
    private Instant certificatesDue = Instant.MIN; // of the one thread

    Figures(Workload workload, CertificateEnds certificates, HealthEndpoint health, MeterRegistry meters, Clock clock) {
        this.workload = workload;
        this.certificates = certificates;
        this.health = health;
        this.clock = clock;
        this.measured = clock.instant(); // nothing is yet, for no longer than this
        this.due = MultiGauge.builder("comity.outbox.due.by.address").register(meters);
        this.parked = MultiGauge.builder("comity.parked.by.reason").register(meters);
        this.deadlines = MultiGauge.builder("comity.deadlines").register(meters);
        this.overdue = MultiGauge.builder("comity.deadlines.overdue").register(meters);
        this.undelivered = MultiGauge.builder("comity.messages.undelivered").register(meters);
        this.unreached = MultiGauge.builder("comity.partner.unreached").register(meters);
        this.days = MultiGauge.builder("comity.certificate.days").register(meters);
        this.parts = MultiGauge.builder("comity.health").register(meters);
        gauge(meters, "comity.outbox.due", "", load -> load.sum(load.due()));
        gauge(meters, "comity.outbox.oldest", "seconds", load -> seconds(load.oldestDue()));
        gauge(meters, "comity.parked", "", load -> load.sum(load.parked()));
        gauge(meters, "comity.alerts.open", "", Load::alerts);
        gauge(meters, "comity.alerts.unheard", "", Load::unheard);
        gauge(meters, "comity.messages.retried", "", Load::retried);
        gauge(
                meters,
                "comity.messages.end",
                "seconds",
                load -> load.end()
                        .map(end -> seconds(Duration.between(clock.instant(), end)))
                        .orElse(Double.NaN));
        gauge(meters, "comity.receipts.owed", "", Load::receiptsOwed);
        gauge(meters, "comity.journal.unnumbered", "", Load::unnumbered);
        gauge(meters, "comity.clock.offset", "seconds", load -> seconds(load.clockOffset()));
        Gauge.builder(
                        "comity.figures.age",
                        this,
                        figures -> seconds(Duration.between(figures.measured, clock.instant())))
                .baseUnit("seconds")
                .register(meters);
    }

    private void gauge(MeterRegistry meters, String name, String unit, ToDoubleFunction<Load> figure) {
        Gauge.Builder<Figures> gauge = Gauge.builder(
                name, this, figures -> figures.last.map(figure::applyAsDouble).orElse(Double.NaN));
        (unit.isEmpty() ? gauge : gauge.baseUnit(unit)).register(meters);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private void measure() {
        try {
            parts(health.health()); // first: also while the database is away
            Load load = workload.measure();
            rows(due, "address", load.due());
            rows(parked, "reason", load.parked());
            rows(deadlines, "state", load.deadlines());
            rows(overdue, "next", load.overdue());
            rows(undelivered, "state", load.undelivered());
            unreached.register(
                    workload.unreached().stream()
                            .map(one -> Row.of(Tags.of("partner", one.partner()), one.waiting()))
                            .toList(),
                    true);
            Instant now = clock.instant();
            if (!now.isBefore(certificatesDue)) {
                certificates(now);
                certificatesDue = now.plus(CERTIFICATES_AGAIN);
            }
            last = Optional.of(load);
            measured = now;
        } catch (RuntimeException away) { // the age of the figures says so
            LOG.debug("nothing could be measured", away);
        }
    }

    private void certificates(Instant now) {
        days.register(
                certificates.all().stream()
                        .map(one -> Row.of(
                                Tags.of("agency", one.agency().value(), "use", one.use()),
                                seconds(Duration.between(now, one.ends()))
                                        / Duration.ofDays(1).toSeconds()))
                        .toList(),
                true);
    }

    private static void rows(MultiGauge gauge, String tag, Map<String, Long> counts) {
        gauge.register(
                counts.entrySet().stream()
                        .map(one -> Row.of(Tags.of(tag, one.getKey().toLowerCase(Locale.ROOT)), one.getValue()))
                        .toList(),
                true);
    }

    private void parts(HealthComponent whole) {
        if (whole instanceof CompositeHealth composite) {
            List<Row<?>> rows = composite.getComponents().entrySet().stream()
                    .<Row<?>>map(part -> Row.of(
                            Tags.of("part", part.getKey()),
                            Status.UP.equals(part.getValue().getStatus()) ? 1 : 0))
                    .toList();
            parts.register(rows, true);
        }
    }

    /** Not before everything runs: a part that is still starting is not down. */
    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        Thread.ofPlatform().daemon().name("figures").start(() -> {
            try {
                do {
                    measure();
                } while (!end.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Before the parts stop. */
    @EventListener(ContextClosedEvent.class)
    void end() {
        end.countDown();
    }
}
