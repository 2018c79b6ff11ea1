package org.comity.delivery.as2;

import java.time.Duration;
import java.time.Instant;
import org.comity.casework.OtherClocks;
import org.comity.journal.DatabaseTime;

/** Clocks that a test puts ahead together with the gateway's: weeks pass. After a {@link #step} of the gateway's they stay behind. */
final class FollowingClocks extends OtherClocks {
    private static volatile Duration behind = Duration.ZERO;

    private final MovableClock clock;

    FollowingClocks(MovableClock clock, DatabaseTime database) {
        super(database);
        this.clock = clock;
    }

    /** Only the gateway's own clock: it is wrong by so much from now on, and these are right. */
    static void step(Duration step) {
        behind = step;
        WholeGateway.CLOCK.isAheadBy(step);
    }

    @Override
    public Duration elapsed() {
        return Duration.between(Instant.EPOCH, database());
    }

    @Override
    public Instant database() {
        return clock.instant().minus(behind);
    }
}
