package org.comity.delivery.as2;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.comity.casework.Carrying;
import org.comity.casework.ClockWatch;
import org.comity.delivery.relay.Pauses;
import org.comity.journal.Attempts;
import org.comity.journal.MessageRow;
import org.comity.journal.Outbox;
import org.comity.problems.Checked;
import org.comity.problems.DeliveryProblem;
import org.comity.problems.Problem;
import org.springframework.stereotype.Component;

/** UC-02/5: writes down what a try came to, one transaction each, and when the next one is. */
@Component("outcomes")
public class Outcomes {
    private final Clock clock;
    private final Carrying carrying;
    private final Rows rows;
    private final As2Settings settings;
    private final ClockWatch clocks;
    private final Pauses pauses;
    private final SecureRandom random = new SecureRandom();

    Outcomes(Clock clock, Carrying carrying, Rows rows, As2Settings settings, ClockWatch clocks) {
        this.clock = clock;
        this.carrying = carrying;
        this.rows = rows;
        this.settings = settings;
        this.clocks = clocks;
        this.pauses = new Pauses(settings.firstPause(), settings.longestPause());
    }

    /** What was tried before, and the errand. */
    @Component("outcomeRows")
    public record Rows(Attempts attempts, Outbox outbox) {}

    public void record(Outcome outcome) {
        switch (outcome) {
            case Outcome.Delivered(var id, var receipt, var took) -> carrying.delivered(id, receipt, took);
            case Outcome.TurnedAway(var id, var receipt, var took) -> carrying.turnedAway(id, receipt, took);
            case Outcome.TryLater(var message, var problem, var took) -> later(message, problem, took);
            case Outcome.RefusedUnsigned(var message, var problem, var took) -> refused(message, problem, took);
            case Outcome.Held(var id, var reason, var until) -> carrying.held(id, reason, until);
            case Outcome.Nothing nothing -> {}
        }
    }

    /** A posted receipt that verified, passed on so that it can be answered. */
    public Checked<Outcome> recordProof(Checked<Outcome> verified) {
        return verified.then(outcome -> {
            record(outcome);
            return Checked.passed(outcome);
        });
    }

    private void later(MessageRow message, Problem problem, Duration took) {
        Instant now = clock.instant();
        Instant next = now.plus(pauses.after(message.progress().attempts() + 1, random));
        // the last try falls on notAfter itself, so that giving up is never late
        carrying.later(
                message.id(), problem, took, next.isAfter(message.headers().notAfter()) ? end(message, now) : next);
    }

    private static Instant end(MessageRow message, Instant now) {
        Instant end = message.headers().notAfter().plusMillis(1);
        return end.isAfter(now) ? end : now;
    }

    /** UC-02/3c: proxies lie, so not at the first, nor while it may only be starting; but a person can mend what more tries cannot. */
    private void refused(MessageRow message, Problem problem, Duration took) {
        Instant now = clock.instant();
        List<Instant> before = rows.attempts().sinceDelivered(message.id()).stream()
                .filter(attempt -> attempt.problem()
                        .filter(DeliveryProblem.REFUSED_UNSIGNED.code()::equals)
                        .isPresent())
                .map(Attempts.Attempt::at)
                .toList();
        Instant first = before.stream().min(Comparator.naturalOrder()).orElse(now);
        boolean forLong = !now.isBefore(first.plus(settings.refusedFor())) && clocks.isSettled(now);
        if (before.size() + 1 >= settings.refusals() && forLong) {
            carrying.giveUp(message.id(), "refused", problem);
        } else {
            later(message, problem, took);
        }
    }
}
