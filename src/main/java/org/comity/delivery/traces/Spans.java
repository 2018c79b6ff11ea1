package org.comity.delivery.traces;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

/**
 * Between what works and whoever collects traces: a bounded queue and one thread. Whoever hands something over only puts it there, or, when
 * the collector is away or slow and the queue is full, counts it as lost and goes on.
 */
final class Spans implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Spans.class);

    /** Flows and events that wait: some seconds of a gateway at its limit, some megabytes. */
    static final int QUEUE = 2_048;

    /** Flows and events in one post, each of up to ten spans. */
    private static final int BATCH = 256;

    private static final long TOGETHER_MILLIS = 500;

    /** More than the exporter's own patience. */
    private static final long POST_SECONDS = 15;

    /** The end of the process waits no longer for a collector. */
    private static final long LAST_SECONDS = 2;

    private final BlockingQueue<Supplier<List<Span>>> waiting = new ArrayBlockingQueue<>(QUEUE);
    private final SpanExporter exporter;
    private final Counter lost;
    private final Counter sent;
    private final Counter refused;
    private final Thread thread;
    private volatile boolean ending;
    private boolean away; // of the one thread

    Spans(SpanExporter exporter, MeterRegistry meters) {
        this.exporter = exporter;
        this.lost = meters.counter("comity.traces.lost");
        this.sent = meters.counter("comity.traces.spans", "outcome", "sent");
        this.refused = meters.counter("comity.traces.spans", "outcome", "refused");
        this.thread = Thread.ofPlatform().daemon().name("traces").start(this::run);
    }

    /**
     * Never waits and never throws.
     *
     * @param made called later, by the thread of the traces
     */
    void offer(Supplier<List<Span>> made) {
        if (!waiting.offer(made)) {
            lost.increment();
        }
    }

    private void run() {
        try {
            while (!ending || !waiting.isEmpty()) {
                round();
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() throws InterruptedException {
        Supplier<List<Span>> first = waiting.poll(TOGETHER_MILLIS, TimeUnit.MILLISECONDS);
        if (first == null) {
            return;
        }
        List<Supplier<List<Span>>> batch = new ArrayList<>(List.of(first));
        waiting.drainTo(batch, BATCH - 1);
        export(batch.stream().flatMap(this::spans).toList());
        if (!ending && batch.size() < BATCH) {
            Thread.sleep(TOGETHER_MILLIS); // what happens meanwhile goes in one post
        }
    }

    private Stream<SpanData> spans(Supplier<List<Span>> made) {
        try {
            return made.get().stream().map(SpanData.class::cast);
        } catch (RuntimeException surprise) { // no reason to stop making traces
            lost.increment();
            LOG.warn("spans were lost: {}", surprise.toString());
            return Stream.empty();
        }
    }

    private void export(List<SpanData> spans) {
        if (!spans.isEmpty()) {
            CompletableResultCode taken = exporter.export(spans).join(POST_SECONDS, TimeUnit.SECONDS);
            (taken.isSuccess() ? sent : refused).increment(spans.size());
            say(taken);
        }
    }

    /** When it begins and when it is over, and not with every post. */
    private void say(CompletableResultCode taken) {
        if (taken.isSuccess() && away) {
            LOG.info("the collector takes spans again");
        } else if (!taken.isSuccess() && !away) {
            String why = taken.isDone()
                    ? NestedExceptionUtils.getMostSpecificCause(failure(taken)).toString()
                    : "no answer";
            LOG.warn("the collector takes no spans; they are lost, nothing else is: {}", why);
        }
        away = !taken.isSuccess();
    }

    private static Throwable failure(CompletableResultCode refused) {
        Throwable failure = refused.getFailureThrowable();
        return failure == null ? new IllegalStateException("it says no more") : failure;
    }

    /** What still waits is sent if the collector takes it at once. */
    @Override
    public void close() {
        ending = true;
        try {
            if (!thread.join(Duration.ofSeconds(LAST_SECONDS))) {
                thread.interrupt();
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
        exporter.shutdown();
    }
}
