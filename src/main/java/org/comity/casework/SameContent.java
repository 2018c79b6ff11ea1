package org.comity.casework;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.comity.messages.Digest;
import org.comity.messages.Message;
import org.comity.messages.MessageId;
import org.comity.messages.Part;
import org.comity.messages.Ping;
import org.comity.messages.SignedHeaders;
import org.comity.schemas.MessageXml;

/** What a message says, whatever its id and dates: so that an officer sees that a "new" request is an earlier one word for word. */
final class SameContent {
    private static final Instant NEVER = Instant.parse("2000-01-01T00:00:00Z");
    private static final MessageXml XML = new MessageXml();

    private SameContent() {}

    /** Empty for what says the same each time, or is a piece of something. */
    static Optional<Digest> digest(Message message) {
        if (message.content() instanceof Ping || message.content() instanceof Part) {
            return Optional.empty();
        }
        SignedHeaders headers = message.headers();
        SignedHeaders bare = new SignedHeaders(
                new MessageId(new UUID(0, 0), headers.from()),
                headers.from(),
                headers.to(),
                NEVER,
                NEVER.plusSeconds(1),
                headers.exercise());
        return Optional.of(Digest.of(XML.write(new Message(bare, message.content(), message.attachments()))));
    }
}
