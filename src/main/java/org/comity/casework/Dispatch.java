package org.comity.casework;

import java.time.Instant;
import org.comity.law.DeadlineRule;
import org.comity.law.RequestKind;
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
        boolean hold = RequestKind.ofElement(request.kind())
                .map(kind -> kind.deadlines().contains(DeadlineRule.DR_01))
                .orElse(false);
        if (hold) {
            holds.asked(request, now);
        }
    }
}
