package org.comity.delivery.relay;

import org.comity.casework.Stuck;
import org.comity.casework.StuckErrands;
import org.springframework.stereotype.Component;

/** Sets aside what an errand is about that crashed whoever worked on it. */
@Component
class ParkedPoison implements Poison {
    private final StuckErrands stuck;

    ParkedPoison(StuckErrands stuck) {
        this.stuck = stuck;
    }

    @Override
    public void setAside(Reference errand) {
        stuck.setAside(errand.address(), String.valueOf(errand.subject()), Stuck.CRASHED);
    }
}
