package org.comity.delivery.queues;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where one of the agency's own systems wants its answer: a queue below {@code comity.reply.}. Whoever may submit chooses it, so it can
 * never name one of our own queues.
 */
public record ReplyAddress(String queue) {
    private static final Pattern FORM = Pattern.compile(Pattern.quote(Address.REPLIES) + "[A-Za-z0-9._-]{1,80}");

    public ReplyAddress {
        if (!FORM.matcher(queue).matches()) {
            throw new IllegalArgumentException(
                    "a reply address is " + Address.REPLIES + " and 1 to 80 of A-Z a-z 0-9 . _ -");
        }
    }

    /** For a name that comes from outside. */
    public static Optional<ReplyAddress> parse(String queue) {
        return FORM.matcher(queue).matches() ? Optional.of(new ReplyAddress(queue)) : Optional.empty();
    }
}
