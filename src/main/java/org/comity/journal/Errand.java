package org.comity.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something to do, claimed from the {@link Outbox}.
 *
 * @param address where to queue it, such as {@code comity.outbound}
 * @param subject what it is about: the id of a message, deadline or alert
 * @param partner whose it is; empty: nobody's
 * @param line errands of one line are done one at a time, in the order they were put; null: no order
 * @param priority 0 first, 9 last
 * @param due when it was due, before this claim moved it ahead
 * @param unfinished how often in a row work on it ended in a crash or a surprise: the crash counter of THREAT-124
 */
public record Errand(
        long id,
        String address,
        String subject,
        String partner,
        @Nullable String line,
        int priority,
        Instant due,
        int unfinished) {

    public Strand strand() {
        return new Strand(priority, address, partner);
    }
}
