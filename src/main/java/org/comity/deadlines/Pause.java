package org.comity.deadlines;

import java.time.Instant;
import java.util.Optional;

/**
 * A time in which a clock rests (DR-34).
 *
 * @param resumed empty: it still rests
 */
public record Pause(Instant suspended, Optional<Instant> resumed) {
    public Pause {
        if (resumed.isPresent() && resumed.get().isBefore(suspended)) {
            throw new IllegalArgumentException("a clock is suspended before it is resumed");
        }
    }
}
