package org.comity.journal;

import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded server ended and nobody stopped it (killed, out of memory, its disk failed). Without it the gateway can neither take nor
 * send anything, and a server started anew beneath the open connections, leases and caches of this process would be a second way to
 * start: so the process ends, its supervisor starts it again, and the start that every test walks through recovers.
 */
final class LostDatabase {
    /** Told apart from a start that failed (1) and wrong usage (2). */
    static final int EXIT = 3;

    private static final Logger LOG = LoggerFactory.getLogger(LostDatabase.class);

    private LostDatabase() {}

    /** At once: nothing that an orderly stop would finish could be written down any more. */
    static void endTheProcess(Path directory) {
        if (isStopping()) {
            return;
        }
        LOG.error(
                "the embedded PostgreSQL server of {} ended unexpectedly: this gateway ends too (exit code {}) and recovers at its next start;"
                        + " why it ended is in {}",
                directory,
                EXIT,
                directory.resolve("log"));
        Runtime.getRuntime().halt(EXIT);
    }

    /** SIGTERM to the whole service reaches the server as well as us: whoever is stopping waits for its own end. */
    private static boolean isStopping() {
        Thread probe = new Thread(() -> {}, "is-stopping");
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException stopping) {
            return true;
        }
    }
}
