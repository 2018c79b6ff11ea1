package org.comity.delivery.as2;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The machine's clock, put ahead by as much as a test says. */
public final class MovableClock extends Clock {
    private volatile Duration ahead = Duration.ZERO;

    /** From now on it shows the machine's time and this. */
    public void isAheadBy(Duration difference) {
        ahead = difference;
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the gateway's time is UTC");
    }
}
