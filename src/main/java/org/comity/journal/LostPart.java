package org.comity.journal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded server or broker ended and nobody stopped it (killed, out of memory, its disk failed). Without them the gateway can neither
 * take nor send anything, and one started anew beneath the open connections, leases and caches of this process would be a second way to
 * start: so the process ends, its supervisor starts it again, and the start that every test walks through recovers.
 */
public final class LostPart {
    /** Told apart from a start that failed (1) and wrong usage (2). */
    static final int EXIT = 3;

    private static final Logger LOG = LoggerFactory.getLogger(LostPart.class);

    private LostPart() {}

    /**
     * At once: nothing that an orderly stop would finish could be written down any more.
     *
     * @param what such as "the embedded PostgreSQL server of data/postgres"
     * @param why or where that is said
     */
    public static void endTheProcess(String what, String why) {
        if (isStopping()) {
            return;
        }
        LOG.error(
                "{} ended unexpectedly: this gateway ends too (exit code {}) and recovers at its next start; {}",
                what,
                EXIT,
                why);
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
