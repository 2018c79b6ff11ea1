package org.comity.casework;

import java.time.Instant;
import java.util.Optional;
import org.comity.deadlines.Computation;
import org.comity.deadlines.Deadline;
import org.comity.deadlines.Inputs;
import org.comity.law.DeadlineRule;
import org.comity.law.Relationship;
import org.comity.matters.Direction;
import org.comity.matters.Request;
import org.comity.matters.TaskKind;
import org.comity.messages.Urgency;
import org.springframework.stereotype.Component;

/**
 * UC-14/6b, DR-11: what was asked in urgency by expedited means is confirmed formally where the requested State demands it (ETS185/25/3).
 * The treaty gives no time: where the relationship records none, the task has no due date.
 */
@Component
class Confirmations {
    private final Pairs pairs;
    private final PairHolidays holidays;
    private final Tasks tasks;

    Confirmations(Pairs pairs, PairHolidays holidays, Tasks tasks) {
        this.pairs = pairs;
        this.holidays = holidays;
        this.tasks = tasks;
    }

    /** The request has left, or was received; only what we ask is ours to confirm. */
    void sent(Request request, Instant now) {
        if (request.direction() == Direction.IN || request.urgency() == Urgency.ROUTINE) {
            return;
        }
        Relationship pair = pairs.of(request.agency(), request.partner());
        String requested = pairs.partnerCountry(request.partner());
        pair.confirmation(requested)
                .filter(asked -> asked.required())
                .ifPresent(asked -> tasks.open(
                        request,
                        TaskKind.CONFIRMATION,
                        asked.days().isPresent()
                                ? due(request, pair, requested, asked.days().getAsInt(), now)
                                : Optional.empty(),
                        Optional.empty(),
                        now));
    }

    /** What we owe is due at the earliest reading of the period. */
    private Optional<Instant> due(Request request, Relationship pair, String requested, int days, Instant now) {
        Inputs inputs = Inputs.from(now, days, pairs.ownZone(request.agency()))
                .counted(pair.counting(), holidays.of(pair, requested, now, days))
                .owned(true);
        return Computation.compute(DeadlineRule.DR_11, inputs).deadline().map(Deadline::operative);
    }
}
