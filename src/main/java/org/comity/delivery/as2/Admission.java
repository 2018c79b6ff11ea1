package org.comity.delivery.as2;

import java.time.Instant;
import java.util.Optional;
import org.comity.problems.Problem;

/** What a lane says to who wants to post. */
sealed interface Admission {

    /**
     * Not now; nothing is held meanwhile.
     *
     * @param reason the partner does not answer; empty: enough is under way
     */
    record Wait(Instant until, Optional<Problem> reason) implements Admission {}

    /** Go: {@link Lane#post}, once, which gives the place back. */
    record Go(Places from) implements Admission {}
}
