package org.comity.matters;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.comity.messages.MessageId;

/**
 * Something to be done for a request, once.
 *
 * @param due empty: no date is recorded anywhere, and none is made up
 * @param note what its opener wants known; no content of messages
 */
public record Task(
        UUID id,
        MessageId request,
        TaskKind kind,
        Optional<Instant> due,
        Instant opened,
        Optional<Done> done,
        Optional<String> note) {

    /**
     * @param by a person, or {@code gateway} where a message did it or the request was over before
     * @param needed false: it need not be done, and {@code said} is why
     * @param said what was done, in the words of who ticked it off; empty where a message did it
     * @param with the message that did it, or that carries what was made
     */
    public record Done(Instant at, String by, boolean needed, Optional<String> said, Optional<MessageId> with) {}
}
