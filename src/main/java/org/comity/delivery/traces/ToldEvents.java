package org.comity.delivery.traces;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.api.trace.SpanContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.comity.matters.MatterId;
import org.comity.messages.MessageId;
import org.comity.partners.AgencyId;

/**
 * What happened to a message is a point in its trace, and the last of it is the end of the whole. Status events wait in the outbox, so
 * what was committed before a crash is told after it, and what a person did on a page is told as what a flow did.
 */
final class ToldEvents {
    private static final String TYPE = "org.comity.";

    /** After these nothing happens to a message at its sender any more. */
    private static final Set<String> ENDS =
            Set.of("message.delivered", "message.turned-away-by-partner", "message.discarded");

    private static final int TIME_ORDERED = 7; // RFC 9562 5.7

    private final ObjectMapper json;

    ToldEvents(ObjectMapper json) {
        this.json = json;
    }

    /** None if it was about no message. */
    List<Span> spans(String cloudEvent) {
        JsonNode event = parse(cloudEvent);
        JsonNode data = event.path("data");
        Optional<MessageId> message = id(data, "message");
        if (message.isEmpty()) {
            return List.of();
        }
        About about = new About(
                message,
                id(data, "request"),
                text(data, "matter").map(matter -> new MatterId(UUID.fromString(matter))),
                text(data, "partner").map(AgencyId::new),
                problems(data));
        SpanContext root = TraceIds.of(message.get());
        String name = event.path("type").asText().substring(TYPE.length());
        Instant at = Instant.parse(event.path("time").asText());
        boolean wrong = !about.problems().isEmpty();
        List<Span> spans = new ArrayList<>();
        spans.add(new Span(name, TraceIds.within(root, event.path("id").asText()), root, at, at, about, wrong));
        if (ENDS.contains(name)) {
            spans.add(new Span("message", root, SpanContext.getInvalid(), begin(message.get(), at), at, about, wrong));
        }
        return spans;
    }

    /** Our own ids say when they were given: when the message was written. */
    private static Instant begin(MessageId id, Instant end) {
        Instant given = Instant.ofEpochMilli(id.uuid().getMostSignificantBits() >>> 16);
        return id.uuid().version() == TIME_ORDERED && given.isBefore(end) ? given : end;
    }

    private static Set<String> problems(JsonNode data) {
        Set<String> codes = new LinkedHashSet<>();
        text(data, "problem").ifPresent(codes::add);
        text(data, "problems").ifPresent(all -> codes.addAll(Arrays.asList(all.split("[ ,]+"))));
        return codes;
    }

    private static Optional<MessageId> id(JsonNode data, String name) {
        return text(data, name).flatMap(MessageId::parse);
    }

    private static Optional<String> text(JsonNode data, String name) {
        return Optional.of(data.path(name).asText("")).filter(text -> !text.isBlank());
    }

    private JsonNode parse(String cloudEvent) {
        try {
            return json.readTree(cloudEvent);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("a status event is JSON", broken);
        }
    }
}
