package org.comity.journal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded server or broker ended and nobody stopped it (killed, out of memory, its disk failed). Without them the gateway can neither
 * take nor send anything, and one started anew beneath the open connections, leases and caches of this process would be a second way to
 * start: so the process ends, its supervisor starts it again, and the start that every test walks through recovers.
 */
public final class LostPart {
    /** Told apart from a start that failed (1), wrong usage (2) and what the JVM says when its heap is full (3). */
    static final int EXIT = 4;

    private static final Logger LOG = LoggerFactory.getLogger(LostPart.class);

    private LostPart() {}

    /**
     * At once: nothing that an orderly stop would finish could be written down any more.
     *
     * @param what such as "the embedded PostgreSQL server of data/postgres"
     * @param why or where that is said
     */
    public static void endTheProcess(String what, String why) {
        end(what + " ended unexpectedly: this gateway ends too (exit code " + EXIT
                + ") and recovers at its next start; " + why);
    }

    /** The database was put back to an older one while this process worked on it: only a start asks a person what is to be done (THREAT-116). */
    static void databaseIsOlder() {
        end(
                "the database is older than the checkpoint that this gateway had seen in it: it was put back, or a standby took over that lacked"
                        + " the last of it. This gateway ends (exit code " + EXIT
                        + ") and does not start before a person has decided (docs/operations.md, \"Backup and restore\")");
    }

    private static void end(String sentence) {
        if (!isStopping()) {
            LOG.error("{}", sentence);
            Runtime.getRuntime().halt(EXIT);
        }
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
