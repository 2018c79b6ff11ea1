package org.comity.delivery.as2;

import java.time.Duration;
import java.time.Instant;
import org.comity.casework.OtherClocks;
import org.comity.journal.DatabaseTime;

/** Clocks that a test puts ahead together with the gateway's: weeks pass. While they {@link #standFor} something, only the gateway's steps. */
final class FollowingClocks extends OtherClocks {
    private static volatile Duration behind = Duration.ZERO;

    private final MovableClock clock;

    FollowingClocks(MovableClock clock, DatabaseTime database) {
        super(database);
        this.clock = clock;
    }

    /** The gateway's clock is wrong by so much, and these are right. */
    static void standFor(Duration step) {
        behind = step;
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
