package org.comity.casework;

import java.io.InputStream;
import java.time.Duration;

/** What looks through a file before anyone opens it. */
public interface Scanner {

    /** Whether one is set up at all; otherwise files are handed out as not scanned. */
    boolean isSetUp();

    /** How long a file counts as clean: signatures come every day. */
    Duration goodFor();

    /** Safe for many threads; bounded in time and in what it believes of the answer. */
    Finding scan(InputStream file);

    /** What came of it. */
    sealed interface Finding {
        record Clean() implements Finding {}

        /** @param signature by what the scanner knows it; its own word, shortened, without control characters */
        record Infected(String signature) implements Finding {}

        /** It is there, and could not read the whole of this file, or not in time: nothing is known of it. */
        record Unscannable(String why) implements Finding {}

        /** It does not answer: nothing is known of any file. */
        record Away(String why) implements Finding {}
    }
}
