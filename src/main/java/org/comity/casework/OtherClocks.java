package org.comity.casework;

import java.time.Duration;
import java.time.Instant;
import org.comity.journal.DatabaseTime;
import org.springframework.stereotype.Component;

/** What our clock is held against: a count that no setting of a clock moves, and the database's time. */
@Component
public class OtherClocks {
    private final DatabaseTime database;

    public OtherClocks(DatabaseTime database) {
        this.database = database;
    }

    /** Since some instant of this process. */
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime());
    }

    public Instant database() {
        return database.now();
    }
}
