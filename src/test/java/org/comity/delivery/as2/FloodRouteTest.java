package org.comity.delivery.as2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.comity.envelope.SealedMessage;
import org.junit.jupiter.api.Test;

/** THREAT-125: one partner posts requests over many connections at once, without a pause, and another writes now and then. */
class FloodRouteTest {
    private static final WholeGateway GATEWAY = WholeGateway.shared();
    private static final int CONNECTIONS = 32;

    /** Of the other's; with {@code -Dflood=100} it says how long they take. */
    private static final int MESSAGES = Integer.getInteger("flood", 3);

    private static final ForeignAgency FLOODING = ForeignAgency.joins(GATEWAY, "torrent-agency");
    private static final ForeignAgency QUIET = ForeignAgency.joins(GATEWAY, "patient-agency");
    private static final String UNDONE =
            "select count(*) from message where partner = 'torrent-agency' and state = 'RECEIVED'";

    /** From the first byte to the receipt, and to the request registered; milliseconds. */
    private record Served(long receipt, long registered) {}

    @Test
    void eachMessageOfAnotherIsTakenAndWorkedOffWhileTheFloodStillWaits() throws Exception {
        List<Served> alone = served();
        AtomicBoolean isOver = new AtomicBoolean();
        try (ExecutorService connections = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> flood = () -> {
                int taken = 0;
                while (!isOver.get()) {
                    taken += FLOODING.posts(FLOODING.seal(Requests.lawful())).statusCode() == 200 ? 1 : 0;
                }
                return taken;
            };
            List<Future<Integer>> floods = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                floods.add(connections.submit(flood));
            }
            try {
                await().atMost(Duration.ofMinutes(3)).until(() -> GATEWAY.count(UNDONE) >= CONNECTIONS);
                List<Served> meanwhile = served();
                assertThat(GATEWAY.count(UNDONE))
                        .as("of the flood, behind which nothing of the other's waited")
                        .isGreaterThan(CONNECTIONS);
                say("alone", alone);
                say("beside " + CONNECTIONS + " connections", meanwhile);
            } finally {
                isOver.set(true);
            }
            int taken = 0;
            for (Future<Integer> one : floods) {
                taken += one.get();
            }
            assertThat(taken).as("of the flood, which is served too").isGreaterThan(CONNECTIONS);
            await().atMost(Duration.ofMinutes(10)).until(() -> GATEWAY.count(UNDONE) == 0);
        }
    }

    private static List<Served> served() throws Exception {
        List<Served> served = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            Thread.sleep(500);
            SealedMessage sealed = QUIET.seal(Requests.lawful());
            long begun = System.nanoTime();
            HttpResponse<byte[]> answer = QUIET.posts(sealed);
            long receipt = System.nanoTime();
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(QUIET.verify(answer, sealed).problems()).isEmpty();
            await().pollInterval(Duration.ofMillis(20))
                    .atMost(Duration.ofMinutes(3))
                    .until(() -> GATEWAY.count(
                                    "select count(*) from request where id = ?",
                                    sealed.id().toString())
                            == 1);
            served.add(new Served(millis(begun, receipt), millis(begun, System.nanoTime())));
        }
        return served;
    }

    private static long millis(long from, long to) {
        return Duration.ofNanos(to - from).toMillis();
    }

    private static void say(String when, List<Served> served) {
        if (Integer.getInteger("flood") != null) {
            System.out.println(when + ": receipt p50, p99 "
                    + percentiles(served.stream().map(Served::receipt).toList()) + " ms, registered "
                    + percentiles(served.stream().map(Served::registered).toList()) + " ms");
        }
    }

    private static String percentiles(List<Long> values) {
        List<Long> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2) + ", " + sorted.get((sorted.size() * 99 - 1) / 100);
    }
}
