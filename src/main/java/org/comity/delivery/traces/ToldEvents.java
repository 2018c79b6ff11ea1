package org.comity.delivery.traces;

import io.opentelemetry.api.trace.SpanContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.comity.journal.Event;
import org.comity.journal.Telling;
import org.comity.messages.MessageId;

/**
 * What happened to a message is a point in its trace, and the last of it is the end of the whole. It comes from the journal, so what
 * was committed before a crash is told after it, and what a person did on a page is told as what a flow did.
 */
final class ToldEvents {
    /** After these nothing happens to a message at its sender any more. */
    private static final Set<String> ENDS =
            Set.of("message.delivered", "message.turned-away-by-partner", "message.discarded");

    private static final int TIME_ORDERED = 7; // RFC 9562 5.7

    /** None if it was about no message. */
    List<Span> spans(Telling.Entry entry) {
        Event event = entry.event();
        if (event.message().isEmpty()) {
            return List.of();
        }
        MessageId message = event.message().get();
        Instant at = event.at();
        About about =
                new About(event.message(), event.request(), event.matter(), event.partner(), problems(event.detail()));
        SpanContext root = TraceIds.of(message);
        boolean wrong = !about.problems().isEmpty();
        List<Span> spans = new ArrayList<>();
        spans.add(new Span(event.name(), TraceIds.within(root, entry.hash()), root, at, at, about, wrong));
        if (ENDS.contains(event.name())) {
            spans.add(new Span("message", root, SpanContext.getInvalid(), begin(message, at), at, about, wrong));
        }
        return spans;
    }

    /** Our own ids say when they were given: when the message was written. */
    private static Instant begin(MessageId id, Instant end) {
        Instant given = Instant.ofEpochMilli(id.uuid().getMostSignificantBits() >>> 16);
        return id.uuid().version() == TIME_ORDERED && given.isBefore(end) ? given : end;
    }

    private static Set<String> problems(Map<String, String> detail) {
        Set<String> codes = new LinkedHashSet<>();
        Stream.of("problem", "problems")
                .flatMap(name -> Stream.ofNullable(detail.get(name)))
                .flatMap(all -> Arrays.stream(all.split("[ ,]+")))
                .filter(code -> !code.isEmpty())
                .forEach(codes::add);
        return codes;
    }
}
