package org.comity.casework;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.comity.messages.Digest;
import org.comity.messages.Message;
import org.comity.messages.MessageId;
import org.comity.messages.Part;
import org.comity.messages.Ping;
import org.comity.messages.RequestContent;
import org.comity.messages.SignedHeaders;
import org.comity.partners.AgencyId;
import org.comity.schemas.MessageXml;

/** What a message says, whatever its id and dates: so that an officer sees that a "new" request is an earlier one word for word. */
final class SameContent {
    /** A data item as {@link MessageXml} writes it: the same item always gives the same text, and none is within another. */
    private static final Pattern ITEM = Pattern.compile("<data[ >].*?</data>", Pattern.DOTALL);

    private static final Instant NEVER = Instant.parse("2000-01-01T00:00:00Z");
    private static final MessageXml XML = new MessageXml();

    private SameContent() {}

    /** Empty for what says the same each time, or is a piece of something. */
    static Optional<Digest> digest(Message message) {
        if (message.content() instanceof Ping || message.content() instanceof Part) {
            return Optional.empty();
        }
        SignedHeaders headers = message.headers();
        SignedHeaders bare = bare(headers.from(), headers.to(), headers.exercise());
        return Optional.of(Digest.of(XML.write(new Message(bare, message.content(), message.attachments()))));
    }

    /** Which data a request asks for, each item in these words; empty if it names none. */
    static Set<Digest> items(AgencyId from, AgencyId to, RequestContent content) {
        if (content.data().isEmpty()) {
            return Set.of();
        }
        byte[] document = XML.write(new Message(bare(from, to, false), content, List.of()));
        return ITEM.matcher(new String(document, StandardCharsets.UTF_8))
                .results()
                .map(item -> Digest.of(item.group().getBytes(StandardCharsets.UTF_8)))
                .collect(Collectors.toSet());
    }

    private static SignedHeaders bare(AgencyId from, AgencyId to, boolean exercise) {
        return new SignedHeaders(new MessageId(new UUID(0, 0), from), from, to, NEVER, NEVER.plusSeconds(1), exercise);
    }
}
