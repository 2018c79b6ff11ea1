package org.comity.delivery.as2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.comity.delivery.traces.TraceCollector;
import org.comity.envelope.SealedMessage;
import org.comity.messages.Ping;
import org.comity.partners.PartnerState;
import org.junit.jupiter.api.Test;

/** UC-27/4: every step of a message in one trace, also if the gateway was stopped between them; nothing of its content in it (THREAT-110). */
class TracesRouteTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void aMessageIsOneTraceFromItsSubmissionToItsReceiptAlsoOverARestart() throws Exception {
        try (TraceCollector collector = new TraceCollector()) {
            Map<String, String> settings =
                    new HashMap<>(Map.of("comity.traces.otlp", collector.url(), "camel.main.shutdown-timeout", "20"));
            WholeGateway first = new WholeGateway(settings);
            ForeignAgency them = ForeignAgency.joins(first, "traced-agency");
            them.server.behaves(exchange -> exchange.sendResponseHeaders(503, -1));
            String request = Officer.named(WholeGateway.LIAISON, first, them).submits("traced-agency");
            await().atMost(PATIENCE)
                    .until(() -> tries(collector, request) > 0
                            && collector.names(request).contains("request.submitted"));
            first.close();
            long before = tries(collector, request);
            assertThat(collector.names(request)).doesNotContain("message");

            settings.putAll(first.database().settings());
            try (WholeGateway second = new WholeGateway(settings)) {
                them.server.behaves(exchange -> them.answer(exchange, List.of()));
                await().atMost(PATIENCE).untilAsserted(() -> isWhole(collector.of(request)));
                assertThat(tries(collector, request)).isGreaterThan(before);

                ForeignAgency other = ForeignAgency.joins(second, "tracing-agency");
                SealedMessage asked = other.seal(Requests.lawful());
                assertThat(other.posts(asked).statusCode()).isEqualTo(200);
                wasReceived(collector, asked.id().toString());
                theReceiptThatItAsksForLaterIsPostedInItsTrace(other, collector);
                assertThat(collector.all()).allSatisfy(TracesRouteTest::holdsIdsOnly);

                collector.goesAway();
                SealedMessage unseen = other.seal(Requests.lawful());
                assertThat(other.posts(unseen).statusCode()).isEqualTo(200);
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(first.texts(
                                        "select state from message where id = ?",
                                        unseen.id().toString()))
                                .containsExactly("PROCESSED"));
                MeterRegistry meters = second.bean(MeterRegistry.class);
                await().atMost(PATIENCE)
                        .until(() -> meters.counter("comity.traces.spans", "outcome", "refused")
                                        .count()
                                > 0);
                other.close();
            }
            them.close();
        }
    }

    private static void isWhole(List<Span> spans) {
        assertThat(spans)
                .extracting(Span::getName)
                .contains(
                        "request.submitted",
                        "message.sealed",
                        "message.tried",
                        "message.delivered",
                        "message",
                        "deliver-message",
                        "UC-02/1 seal it once",
                        "UC-02/3 post the envelope",
                        "UC-02/4 verify the receipt",
                        "UC-02/5 record the outcome");
        Span whole = spans.stream()
                .filter(span -> span.getName().equals("message"))
                .findFirst()
                .orElseThrow();
        assertThat(whole.getParentSpanId()).isEqualTo(ByteString.EMPTY);
        Set<ByteString> ids = spans.stream().map(Span::getSpanId).collect(Collectors.toSet());
        assertThat(spans)
                .filteredOn(span -> !span.equals(whole))
                .allSatisfy(span -> assertThat(ids).contains(span.getParentSpanId()));
        assertThat(spans)
                .filteredOn(span -> span.getName().equals("message.tried"))
                .allSatisfy(
                        span -> assertThat(span.getAttributesList().toString()).contains("E-DEL-03"));
        assertThat(whole.getEndTimeUnixNano()).isGreaterThan(whole.getStartTimeUnixNano());
    }

    private static void wasReceived(TraceCollector collector, String message) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(collector.names(message))
                        .contains(
                                "message.received",
                                "receive-message",
                                "UC-03/2 open and check it",
                                "UC-03/8 record it in one transaction",
                                "UC-03/9 make the answer",
                                "process-message",
                                "UC-04/2 process it in one transaction"));
    }

    /** UC-03/9a: the flow is given the number of the receipt, and its spans are the message's all the same. */
    private static void theReceiptThatItAsksForLaterIsPostedInItsTrace(ForeignAgency other, TraceCollector collector)
            throws Exception {
        URI receipts = URI.create(other.server.url() + "/receipts");
        other.joins(Optional.of(receipts), PartnerState.ACTIVE);
        other.server.behaves(exchange -> exchange.sendResponseHeaders(200, -1));
        SealedMessage later = other.seal(new Ping("traced"));
        assertThat(other.sends(other.request(later.id())
                                .header("Receipt-Delivery-Option", receipts.toString())
                                .POST(BodyPublishers.ofByteArray(later.bytes())))
                        .statusCode())
                .isEqualTo(202);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(collector.names(later.id().toString()))
                        .contains("post-receipt", "UC-03/9a post its receipt"));
    }

    private static void holdsIdsOnly(Span span) {
        assertThat(span.getAttributesList())
                .extracting(KeyValue::getKey)
                .isSubsetOf("comity.message", "comity.request", "comity.matter", "comity.partner", "comity.problems");
        assertThat(span.toString())
                .doesNotContainIgnoringCase("hospital", "ransom", "SUZUKI", "198.51.100", WholeGateway.LIAISON);
    }

    private static long tries(TraceCollector collector, String request) {
        return collector.names(request).stream()
                .filter("deliver-message"::equals)
                .count();
    }
}
