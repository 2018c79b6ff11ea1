package org.comity.deadlines;

import java.time.Instant;
import java.util.List;

/** What starts a clock. */
public sealed interface Start {

    record Happened(Instant event) implements Start {}

    /** Stands in for an event that is not known yet: preservation took effect, but the holder has not said when. */
    record Assumed(Instant event) implements Start {}

    /** The clock does not run: a rule that counts from complete information is not started by a part of it (DR-21). */
    record Missing(List<String> what) implements Start {
        public Missing {
            what = List.copyOf(what);
            if (what.isEmpty() || what.stream().anyMatch(one -> one.isBlank() || one.contains(", "))) {
                throw new IllegalArgumentException("a clock that does not run says what is missing, one by one");
            }
        }
    }
}
