package org.comity.casework;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.comity.journal.DatabaseTime;
import org.springframework.stereotype.Component;

/**
 * What our clock is held against: a count that no setting of a clock moves, the database's time, and what that was when a clock of ours was
 * last believed, before a restart.
 */
@Component
public class OtherClocks {
    /** Seconds since the machine booted; a machine that sleeps goes on counting, where {@link System#nanoTime} stands still. */
    private static final Path UPTIME = Path.of("/proc/uptime");

    private static final boolean COUNTS_SLEEP = Files.isReadable(UPTIME);

    private final DatabaseTime database;

    public OtherClocks(DatabaseTime database) {
        this.database = database;
    }

    /** Since some instant, the same as long as this process runs. */
    public Duration elapsed() {
        if (!COUNTS_SLEEP) {
            return Duration.ofNanos(System.nanoTime());
        }
        try {
            String seconds = Files.readString(UPTIME, StandardCharsets.US_ASCII).split(" ", 2)[0];
            return Duration.ofMillis(new BigDecimal(seconds).movePointRight(3).longValue());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public Instant database() {
        return database.now();
    }

    /** The database's time when a clock of ours was last believed; empty: never yet. */
    Optional<Instant> believed() {
        return database.believed();
    }

    void believe(Instant at) {
        database.believe(at);
    }
}
