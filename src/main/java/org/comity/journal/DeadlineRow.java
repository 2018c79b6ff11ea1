package org.comity.journal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.comity.deadlines.Escalation.Planned;
import org.comity.deadlines.Escalation.Step;
import org.comity.messages.MessageId;
import org.comity.problems.GatewayBug;

/**
 * A deadline as it is kept; what it was computed from stays readable beside it.
 *
 * @param task whose clock it is; empty: the request's own
 * @param rule such as {@code DR-01}
 * @param outcome which {@code deadlines.Outcome} it came to: {@code DEADLINE}, {@code TARGET}, {@code NOT_STARTED} ...
 * @param inputs a JSON object, as {@code deadlines.Inputs} names them
 * @param falls when it is over; empty: on no instant that is known
 * @param plan who hears of it when, oldest first
 * @param fired how many of the plan are done
 */
public record DeadlineRow(
        UUID id,
        MessageId request,
        Optional<UUID> task,
        String rule,
        String outcome,
        String inputs,
        Optional<Instant> falls,
        List<Planned> plan,
        int fired,
        boolean estimated,
        String provenance,
        State state) {

    /**
     * {@code RESTING}: kept without an instant; {@code OVERDUE}: fell due, and others still have to hear of it; {@code DUE}: nobody has any
     * more; {@code SUPERSEDED}: facts changed and another was computed; {@code STOPPED}: nothing runs any more.
     */
    public enum State {
        RESTING,
        ARMED,
        WARNED,
        OVERDUE,
        DUE,
        STOPPED,
        SUPERSEDED;

        public boolean isRunning() {
            return this == RESTING || this == ARMED || this == WARNED || this == OVERDUE;
        }

        /** Nothing comes of it any more, whatever day it had. */
        public boolean isGone() {
            return this == STOPPED || this == SUPERSEDED;
        }
    }

    /** Why a clock was stopped: {@code FOLLOWED_UP}: what is held is held until the follow-up is decided, on whatever day (DR-02). */
    public enum Stopped {
        DONE,
        OVER,
        FOLLOWED_UP
    }

    public DeadlineRow {
        plan = List.copyOf(plan);
    }

    /** What is to be done next; empty: nothing. */
    public Optional<Planned> next() {
        return fired < plan.size() ? Optional.of(plan.get(fired)) : Optional.empty();
    }

    /** Of one that has an instant. */
    public Instant due() {
        return falls.orElseThrow(() -> new GatewayBug(rule + " has no instant"));
    }

    /** When a person first hears of it. */
    public Instant warnAt() {
        return plan.stream()
                .filter(planned -> planned.step() == Step.WARNING)
                .map(Planned::at)
                .findFirst()
                .orElseGet(this::due);
    }
}
