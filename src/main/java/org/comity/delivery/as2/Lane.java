package org.comity.delivery.as2;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.comity.problems.DeliveryProblem;
import org.jspecify.annotations.Nullable;

/**
 * Everything between this node and one partner: one HTTP client with the partner's TLS identity and its reused connections, a bound on
 * what is under way, a circuit. No thread waits for the partner. Who finds no place waits in front while the partner answers, and goes back
 * to the database when it does not or when many wait; so what one partner does cannot reach another's lane (THREAT-125). Safe for many
 * threads.
 */
final class Lane {
    /** How long a message waits in the database that finds no place (UC-02/2b), or at least while the partner answers. */
    private static final Duration WHEN_FULL = Duration.ofSeconds(1);

    /** And at most while it answers, however many were sent back before. */
    private static final Duration LONGEST_BACK = Duration.ofSeconds(5);

    /** Going back to the database and coming again costs more than a delivery: this many wait in front for each that is under way. */
    private static final int WAITING_FOR_EACH = 4;

    /** Far below the lease of an errand. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final HttpClient client;
    private final Circuit circuit;
    private final As2Settings settings;
    private final Lanes.Node node;

    private final Queue<CompletableFuture<Admission>> waiting = new ArrayDeque<>();
    private final Pace pace = new Pace();
    private int underWay;
    private boolean answers;

    Lane(HttpClient client, Circuit circuit, As2Settings settings, Lanes.Node node) {
        this.client = client;
        this.circuit = circuit;
        this.settings = settings;
        this.node = node;
    }

    /**
     * Asks for a place. The answer may come later, on a thread of its own, and comes within seconds.
     *
     * @param large whether what is to be posted counts against memory: parts of evidence, messages with files
     */
    synchronized CompletionStage<Admission> enter(Instant now, boolean large) {
        if (!isFull() || !answers || large) {
            return CompletableFuture.completedStage(admit(now, large));
        }
        waiting.removeIf(CompletableFuture::isDone); // whom the time sent back
        return waiting.size() < WAITING_FOR_EACH * settings.inFlight()
                ? waitInFront()
                : CompletableFuture.completedStage(back(now));
    }

    /** A time for each, at the pace at which others leave: all at once they would come in vain, again and again. */
    private Admission back(Instant now) {
        Duration turn = pace.next(waiting.size());
        Duration atLeast = turn.compareTo(WHEN_FULL) < 0 ? WHEN_FULL : turn;
        return new Admission.Wait(
                now.plus(atLeast.compareTo(LONGEST_BACK) > 0 ? LONGEST_BACK : atLeast), Optional.empty());
    }

    private Admission admit(Instant now, boolean large) {
        Places places = large ? node.large() : node.all();
        if (isFull() || !places.take(answers && underWay == 0)) {
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

    private boolean isFull() {
        return underWay >= settings.inFlight();
    }

    private CompletionStage<Admission> waitInFront() {
        CompletableFuture<Admission> turn = new CompletableFuture<>();
        waiting.add(turn);
        Instant end = node.clock().instant().plus(LONGEST_WAIT);
        turn.completeOnTimeout(
                new Admission.Wait(end.plus(WHEN_FULL), Optional.empty()),
                LONGEST_WAIT.toMillis(),
                TimeUnit.MILLISECONDS);
        return turn.thenApplyAsync(Function.identity(), node.afterwards()); // never on the thread that keeps the time
    }

    /** Whoever waits hears that it may go, or that the partner does not answer; the rest goes on waiting. */
    private void callTheNext() {
        while (!waiting.isEmpty()) {
            if (waiting.element().isDone()) {
                waiting.remove();
                continue;
            }
            Admission admission = admit(node.clock().instant(), false);
            if (!isForNow(admission)) {
                return;
            }
            boolean heard = waiting.remove().complete(admission);
            if (!heard && admission instanceof Admission.Go(var from)) { // its time was over just now
                underWay--;
                from.giveBack();
            }
        }
    }

    private static boolean isForNow(Admission admission) {
        return !(admission instanceof Admission.Wait(var until, var reason)) || reason.isPresent();
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
        pace.left(isFull());
        underWay--;
        go.from().giveBack();
        callTheNext();
    }
}
