package org.comity.casework;

import java.time.Instant;
import java.util.Optional;
import org.comity.law.DeadlineRule;
import org.comity.law.RequestKind;
import org.comity.matters.Direction;
import org.comity.matters.Request;
import org.comity.matters.TaskKind;
import org.springframework.stereotype.Component;

/**
 * UC-14/6b, DR-11: what was asked in urgency by expedited means is confirmed formally where the requested State demands it (ETS185/25/3).
 * The treaty gives no time: where the relationship records none, the task has no due date and no clock.
 */
@Component
class Confirmations {
    private final ClockInputs inputs;
    private final Tasks tasks;

    Confirmations(ClockInputs inputs, Tasks tasks) {
        this.inputs = inputs;
        this.tasks = tasks;
    }

    /** The request has left, or was received; only what we ask is ours to confirm. */
    void sent(Request request, Instant now) {
        boolean weAskInUrgency = request.direction() == Direction.OUT && RequestClocks.isUrgent(request);
        if (weAskInUrgency && isOfArticle25(request.kind()) && inputs.binds(DeadlineRule.DR_11, request, now)) {
            tasks.open(request, TaskKind.CONFIRMATION, Optional.empty(), Optional.empty(), now);
        }
    }

    /** A request for mutual assistance: neither an offer nor what officers of two offices ask each other. */
    private static boolean isOfArticle25(RequestKind kind) {
        return kind != RequestKind.SPON_26 && !kind.isInformal();
    }
}
