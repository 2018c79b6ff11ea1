package org.comity.delivery.as2;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.comity.problems.DeliveryProblem;
import org.jspecify.annotations.Nullable;

/**
 * Everything between this node and one partner: one HTTP client with the partner's TLS identity and its reused connections, a bound on
 * what is under way, a circuit. No thread waits for the partner, and who finds no place goes back to the database; so what one partner
 * does cannot reach another's lane (THREAT-125). Safe for many threads.
 */
final class Lane {
    /** How long a message waits that finds no place (UC-02/2b). */
    private static final Duration WHEN_FULL = Duration.ofSeconds(1);

    private final HttpClient client;
    private final Circuit circuit;
    private final As2Settings settings;
    private final Lanes.Node node;

    private int underWay;
    private boolean answers;

    Lane(HttpClient client, Circuit circuit, As2Settings settings, Lanes.Node node) {
        this.client = client;
        this.circuit = circuit;
        this.settings = settings;
        this.node = node;
    }

    /** @param large whether what is to be posted counts against memory: parts of evidence, messages with files */
    synchronized Admission enter(Instant now, boolean large) {
        Places places = large ? node.large() : node.all();
        if (underWay >= settings.inFlight() || !places.take(answers && underWay == 0)) {
            return new Admission.Wait(now.plus(WHEN_FULL), Optional.empty());
        }
        Optional<Instant> closed = circuit.waitUntil(now); // last: whom it lets go is its only probe
        if (closed.isPresent()) {
            places.giveBack();
            return new Admission.Wait(closed.get(), Optional.of(DeliveryProblem.UNREACHABLE.problem()));
        }
        underWay++;
        return new Admission.Go(places);
    }

    /**
     * Posts and reads the answer within one bound of time and one of size.
     *
     * @return on a thread of its own: the answer; or exceptionally: no connection, no answer in time, or too long an answer
     */
    CompletionStage<HttpAnswer> post(Admission.Go go, Supplier<HttpRequest> request) {
        CompletableFuture<HttpResponse<byte[]>> sent;
        try {
            sent = client.sendAsync(
                    request.get(),
                    headers -> new BoundedBody(settings.largestAnswer().toBytes()));
        } catch (RuntimeException surprise) { // ours, not the partner's
            leave(go);
            throw surprise;
        }
        CompletableFuture<HttpAnswer> answer = sent.thenApply(Lane::bounded)
                .toCompletableFuture()
                .orTimeout(settings.answerTimeout().toMillis(), TimeUnit.MILLISECONDS);
        return answer.whenCompleteAsync(
                (heard, broken) -> {
                    sent.cancel(true); // ends what is still running; without effect on what is complete
                    learn(heard);
                    leave(go);
                },
                node.afterwards());
    }

    private static HttpAnswer bounded(HttpResponse<byte[]> got) {
        return new HttpAnswer(
                got.statusCode(), got.headers().firstValue("Content-Type").orElse(""), got.body());
    }

    private synchronized void learn(@Nullable HttpAnswer heard) {
        answers = heard != null && !heard.saysUnwell();
        if (answers) {
            circuit.answered();
        } else {
            circuit.failed(node.clock().instant());
        }
    }

    private synchronized void leave(Admission.Go go) {
        underWay--;
        go.from().giveBack();
    }
}
