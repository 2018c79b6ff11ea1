package org.comity.deadlines;

import java.time.Instant;
import java.time.ZoneId;

/** When somebody hears of what is coming. */
final class Warnings {

    private Warnings() {}

    /** Days ahead on the calendar of the zone; at the event itself if the warning is longer than the period. */
    static Instant at(Instant end, int daysAhead, Instant event, ZoneId zone) {
        Instant ahead = end.atZone(zone).minusDays(daysAhead).toInstant();
        Instant notBefore = event.isBefore(end) ? event : end;
        return ahead.isBefore(notBefore) ? notBefore : ahead;
    }
}
