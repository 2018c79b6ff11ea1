package org.comity.delivery.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.comity.journal.Event;
import org.comity.journal.Telling;
import org.comity.messages.MessageId;
import org.comity.partners.AgencyId;
import org.junit.jupiter.api.Test;

/** UC-27/4a: whatever the collector does, who hands spans over goes on at once, and what was lost is counted. */
class SpansTest {
    private static final Telling.Entry EVENT = new Telling.Entry(
            "0".repeat(64),
            new Event(
                    "message.tried",
                    "somebody",
                    Instant.parse("2026-11-26T05:00:00Z"),
                    new AgencyId("jp-npa"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    MessageId.parse("01920000-0000-7000-8000-000000000001@jp-npa"),
                    Optional.empty(),
                    Map.of("problem", "E-DEL-02")));

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ToldEvents events = new ToldEvents();

    @Test
    void aCollectorThatHangsCostsSpansAndNobodysTime() {
        CountDownLatch hangs = new CountDownLatch(1);
        try (Spans spans = new Spans(collector(batch -> until(hangs)), meters)) {
            for (int i = 0; i < 3 * Spans.QUEUE; i++) {
                spans.offer(() -> events.spans(EVENT)); // would never return if it waited
            }
            assertThat(count("comity.traces.lost")).isGreaterThanOrEqualTo(Spans.QUEUE);
            hangs.countDown();
        }
    }

    @Test
    void whatACollectorRefusesIsCountedAndTheNextIsSent() {
        try (Spans spans = new Spans(collector(batch -> CompletableResultCode.ofFailure()), meters)) {
            spans.offer(() -> events.spans(EVENT));
            await().atMost(PATIENCE).until(() -> count("comity.traces.spans", "outcome", "refused") == 1);
            spans.offer(() -> {
                throw new IllegalStateException("no event of ours");
            });
            spans.offer(() -> events.spans(EVENT));
            await().atMost(PATIENCE).until(() -> count("comity.traces.spans", "outcome", "refused") == 2);
            assertThat(count("comity.traces.lost")).isEqualTo(1);
        }
    }

    @Test
    void anEventThatIsToldTwiceIsOneSpan() {
        Span once = events.spans(EVENT).getFirst();
        Span again = events.spans(EVENT).getFirst();
        assertThat(again.context()).isEqualTo(once.context());
        assertThat(once.about().problems()).containsExactly("E-DEL-02");
        assertThat(once.getAttributes().asMap().toString()).doesNotContain("somebody");
    }

    @Test
    void tracesLeaveTheMachineOnlyEncrypted() {
        assertThat(new TracesSettings(Optional.of(URI.create("http://127.0.0.1:4318/v1/traces"))).otlp())
                .isPresent();
        assertThat(new TracesSettings(Optional.of(URI.create("https://traces.example/v1/traces"))).otlp())
                .isPresent();
        assertThatThrownBy(() -> new TracesSettings(Optional.of(URI.create("http://traces.example/v1/traces"))))
                .hasMessageContaining("comity.traces.otlp");
    }

    private double count(String name, String... tags) {
        return meters.counter(name, tags).count();
    }

    private static CompletableResultCode until(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
        return CompletableResultCode.ofSuccess();
    }

    private static SpanExporter collector(Function<List<SpanData>, CompletableResultCode> behaviour) {
        return new SpanExporter() {
            @Override
            public CompletableResultCode export(Collection<SpanData> spans) {
                return behaviour.apply(List.copyOf(spans));
            }

            @Override
            public CompletableResultCode flush() {
                return CompletableResultCode.ofSuccess();
            }

            @Override
            public CompletableResultCode shutdown() {
                return CompletableResultCode.ofSuccess();
            }
        };
    }
}
