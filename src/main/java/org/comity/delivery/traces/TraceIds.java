package org.comity.delivery.traces;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;

/**
 * Which trace a span belongs to. It follows from the message's id, so that nothing is stored, nothing stands on the wire, a crash forgets
 * nothing, and two gateways whose spans come to one place find themselves in one trace.
 */
final class TraceIds {
    private TraceIds() {}

    /** Trace and outermost span of a message: the first 16 and the next 8 bytes of SHA-256 over "comity trace " and its id. */
    static SpanContext of(MessageId id) {
        String hex = digest("comity trace " + id);
        return context(hex.substring(0, 32), hex.substring(32, 48));
    }

    /** A span that nobody else names. */
    static SpanContext within(SpanContext message) {
        return context(
                message.getTraceId(),
                SpanId.fromLong(ThreadLocalRandom.current().nextLong() | 1));
    }

    /** A span that is the same one if it is told twice. */
    static SpanContext within(SpanContext message, String event) {
        return context(message.getTraceId(), digest("comity span " + event).substring(0, 16));
    }

    private static SpanContext context(String trace, String span) {
        return SpanContext.create(trace, span, TraceFlags.getSampled(), TraceState.getDefault());
    }

    private static String digest(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8)).hex();
    }
}
