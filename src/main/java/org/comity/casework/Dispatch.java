package org.comity.casework;

import java.time.Instant;
import org.comity.law.DeadlineRule;
import org.comity.matters.Request;
import org.springframework.stereotype.Component;

/** What follows when a request leaves us, or one reaches us: the clocks that its kind starts. */
@Component
class Dispatch {
    private final Holds holds;

    Dispatch(Holds holds) {
        this.holds = holds;
    }

    void start(Request request, Instant now) {
        if (request.kind().deadlines().contains(DeadlineRule.DR_01)) {
            holds.asked(request, now);
        }
    }
}
