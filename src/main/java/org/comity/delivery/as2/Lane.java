package org.comity.delivery.as2;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.comity.problems.DeliveryProblem;
import org.jspecify.annotations.Nullable;

/**
 * Everything between this node and one partner: one HTTP client with the partner's TLS identity and its reused connections, a bound on
 * what is under way, a circuit. No thread waits for the partner. Who finds no place waits in front while the partner answers, and takes
 * the place of whoever leaves, the most urgent first; it goes back to the database when the partner does not answer, or when its patience
 * is over. How many wait in front is bounded by the relay, which claims no more of them; all lanes of a node together have a bound of
 * their own. So what one partner does cannot reach another's lane (THREAT-125). Safe for many threads.
 */
final class Lane {
    /** How long a message waits in the database that can neither go nor wait in front (UC-02/2b). */
    private static final Duration WHEN_FULL = Duration.ofSeconds(1);

    private final HttpClient client;
    private final Circuit circuit;
    private final As2Settings settings;
    private final Lanes.Node node;

    private final PriorityQueue<Waiting> waiting = new PriorityQueue<>();
    private long came;
    private int underWay;
    private boolean answers;

    Lane(HttpClient client, Circuit circuit, As2Settings settings, Lanes.Node node) {
        this.client = client;
        this.circuit = circuit;
        this.settings = settings;
        this.node = node;
    }

    /**
     * Who asks for a place.
     *
     * @param large whether what is to be posted counts against memory: parts of evidence, messages with files
     * @param urgency 0 first, 9 last
     */
    record Wish(boolean large, int urgency) {}

    private record Waiting(Wish wish, long number, CompletableFuture<Admission> turn) implements Comparable<Waiting> {
        @Override
        public int compareTo(Waiting other) {
            return wish.urgency() == other.wish.urgency()
                    ? Long.compare(number, other.number)
                    : Integer.compare(wish.urgency(), other.wish.urgency());
        }
    }

    /** Asks for a place. The answer may come later, on a thread of its own, and comes within seconds. */
    synchronized CompletionStage<Admission> enter(Instant now, Wish wish) {
        Admission admission = admit(now, wish.large());
        boolean somebodyWillLeave = answers && underWay > 0;
        waiting.removeIf(one -> one.turn().isDone()); // whom the time sent back
        return isForNow(admission) || !somebodyWillLeave || !node.front().take(waiting.isEmpty())
                ? CompletableFuture.completedStage(admission)
                : waitInFront(wish);
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

    private CompletionStage<Admission> waitInFront(Wish wish) {
        CompletableFuture<Admission> turn = new CompletableFuture<>();
        waiting.add(new Waiting(wish, came++, turn));
        Instant end = node.clock().instant().plus(node.patience());
        turn.completeOnTimeout(
                new Admission.Wait(end.plus(WHEN_FULL), Optional.empty()),
                node.patience().toMillis(),
                TimeUnit.MILLISECONDS);
        return turn.thenApplyAsync( // never on the thread that keeps the time
                admission -> {
                    node.front().giveBack();
                    return admission;
                },
                node.afterwards());
    }

    /** Whoever waits hears that it may go, or that the partner does not answer; the rest goes on waiting: large ones let small ones pass. */
    private void callTheNext() {
        List<Waiting> stay = new ArrayList<>();
        while (!waiting.isEmpty() && !isFull()) {
            Waiting next = waiting.remove();
            if (next.turn().isDone()) {
                continue;
            }
            Admission admission = admit(node.clock().instant(), next.wish().large());
            if (!isForNow(admission)) {
                stay.add(next);
            } else if (!next.turn().complete(admission) && admission instanceof Admission.Go(var from)) {
                underWay--; // its time was over just now
                from.giveBack();
            }
        }
        waiting.addAll(stay);
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
        } catch (RuntimeException | Error surprise) { // ours, not the partner's
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
        callTheNext();
    }
}
