package org.comity.journal;

import java.nio.file.Path;
import java.time.Duration;
import org.comity.journal.embedded.EmbeddedPostgres;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the gateway keeps its data, and how often it signs the journal.
 *
 * @param data directory of everything this gateway keeps; the embedded server lives in {@code postgres} below it
 */
@ConfigurationProperties("comity")
public record JournalSettings(
        @DefaultValue("data") Path data, @DefaultValue Journal journal) {

    /**
     * @param checkpointEvery how long a leaf waits at most for a signed checkpoint over it
     * @param acceptRollback for one start after the database was restored: it may be older than its last checkpoint, and a thousand references are passed over (THREAT-116)
     * @param checkpointLeaves after how many leaves a checkpoint is signed at the latest
     */
    public record Journal(
            @DefaultValue("60s") Duration checkpointEvery,
            @DefaultValue("1000") int checkpointLeaves,
            @DefaultValue("false") boolean acceptRollback) {
        public Journal {
            if (checkpointEvery.isNegative() || checkpointEvery.isZero() || checkpointLeaves < 1) {
                throw new IllegalArgumentException("comity.journal: checkpoints need a positive pause and leaf count");
            }
        }
    }

    /** The last signed checkpoint, outside the database. */
    public Path witness() {
        return data.resolve("journal").resolve("checkpoint");
    }

    public Path postgres() {
        return data.resolve("postgres");
    }

    /** Whether another gateway, or a command alone, runs on this directory now. */
    public boolean isTaken() {
        return EmbeddedPostgres.isTaken(postgres());
    }
}
