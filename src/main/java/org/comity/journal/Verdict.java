package org.comity.journal;

import org.comity.messages.Digest;

/** What recomputing the journal showed. {@link #sentence()} is for an auditor's screen. */
public sealed interface Verdict {

    String sentence();

    default boolean isIntact() {
        return this instanceof Intact;
    }

    /** Every leaf fits its hash, every checkpoint its tree and its signature. */
    record Intact(long size, Digest root, int checkpoints) implements Verdict {
        @Override
        public String sentence() {
            return "intact: " + size + " leaves, " + checkpoints + " signed checkpoints, root " + root;
        }
    }

    /**
     * Something was changed (THREAT-114).
     *
     * @param from number of the first differing leaf
     * @param to the last that may differ first: the same where the leaf's own hash shows it
     */
    record Altered(long from, long to, String what) implements Verdict {
        @Override
        public String sentence() {
            return "ALTERED at leaf " + (from == to ? from : from + " to " + to) + ": " + what;
        }
    }

    /** A signed checkpoint covers leaves that are gone (THREAT-115), or the database was put back (THREAT-116). */
    record Truncated(long size, long signedSize) implements Verdict {
        @Override
        public String sentence() {
            return "TRUNCATED: " + size + " leaves are here, " + signedSize + " were signed";
        }
    }
}
