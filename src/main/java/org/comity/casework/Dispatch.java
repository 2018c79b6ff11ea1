package org.comity.casework;

import java.time.Instant;
import org.comity.law.DeadlineRule;
import org.comity.matters.Request;
import org.springframework.stereotype.Component;

/** What follows when a request leaves us, or one reaches us: the clocks that its kind starts, and what we have to do yet. */
@Component
class Dispatch {
    private final Holds holds;
    private final Confirmations confirmations;

    Dispatch(Holds holds, Confirmations confirmations) {
        this.holds = holds;
        this.confirmations = confirmations;
    }

    void start(Request request, Instant now) {
        start(request, now, now);
    }

    /** @param left when it left, which a person may record later */
    void start(Request request, Instant left, Instant now) {
        if (request.kind().deadlines().contains(DeadlineRule.DR_01)) {
            holds.asked(request, left, now);
        }
        confirmations.sent(request, now);
    }
}
