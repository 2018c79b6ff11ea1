package org.comity.delivery.as2;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.comity.problems.DeliveryProblem;
import org.comity.problems.Problem;

/**
 * Everything between this node and one partner: one HTTP client with the partner's TLS identity and its reused connections, a bound on
 * what is under way, a circuit. What one partner does cannot reach another's lane (THREAT-125).
 */
final class Lane {
    /** How long a message waits that finds its lane full (UC-02/2b). */
    private static final Duration WHEN_FULL = Duration.ofSeconds(1);

    private final HttpClient client;
    private final Semaphore room;
    private final Circuit circuit;
    private final As2Settings settings;

    Lane(HttpClient client, Circuit circuit, As2Settings settings) {
        this.client = client;
        this.room = new Semaphore(settings.inFlight());
        this.circuit = circuit;
        this.settings = settings;
    }

    /**
     * Not now.
     *
     * @param reason the partner does not answer; empty: enough is under way to it
     */
    record Wait(Instant until, Optional<Problem> reason) {}

    /** Takes a place; empty: go. Whoever was let go calls {@link #leave}. */
    Optional<Wait> enter(Instant now) {
        if (!room.tryAcquire()) {
            return Optional.of(new Wait(now.plus(WHEN_FULL), Optional.empty()));
        }
        Optional<Instant> until = circuit.waitUntil(now);
        if (until.isPresent()) {
            room.release();
        }
        return until.map(probe -> new Wait(probe, Optional.of(DeliveryProblem.UNREACHABLE.problem())));
    }

    void leave() {
        room.release();
    }

    /**
     * Posts and reads the answer within one bound of time and one of size.
     *
     * @throws IOException no connection, no answer in time, or too long an answer
     */
    HttpAnswer post(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(
                request, headers -> new BoundedBody(settings.largestAnswer().toBytes()));
        try {
            HttpResponse<byte[]> got = answer.get(settings.answerTimeout().toMillis(), TimeUnit.MILLISECONDS);
            return new HttpAnswer(
                    got.statusCode(), got.headers().firstValue("Content-Type").orElse(""), got.body());
        } catch (TimeoutException slow) {
            throw new IOException("no whole answer in " + settings.answerTimeout(), slow);
        } catch (ExecutionException broken) {
            throw new IOException("the exchange broke off", broken.getCause());
        } finally {
            answer.cancel(true); // ends what is still running; without effect on what is complete
        }
    }

    void answered() {
        circuit.answered();
    }

    void failed(Instant now) {
        circuit.failed(now);
    }
}
