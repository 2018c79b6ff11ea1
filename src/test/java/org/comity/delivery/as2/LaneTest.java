package org.comity.delivery.as2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.comity.delivery.relay.Pauses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** UC-02/2b, THREAT-125: who waits where when a lane to a partner is full. */
class LaneTest {
    private static final int IN_FLIGHT = 2;
    private static final int IN_FRONT = 8;
    private static final Lane.Wish SMALL = new Lane.Wish(false, 4);
    private static final Lane.Wish LARGE = new Lane.Wish(true, 4);
    private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");

    private final Semaphore answers = new Semaphore(0);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer partner;
    private Lane lane;

    @BeforeEach
    void open() throws IOException {
        partner = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        partner.setExecutor(threads);
        partner.createContext("/", this::answer);
        partner.start();
        lane = lane(Duration.ofMinutes(1));
    }

    private Lane lane(Duration patience) {
        As2Settings settings = new Binder(new MapConfigurationPropertySource(Map.of("comity.as2.in-flight", IN_FLIGHT)))
                .bindOrCreate("comity.as2", As2Settings.class);
        return new Lane(
                HttpClient.newHttpClient(),
                new Circuit(1, new Pauses(Duration.ofSeconds(1), Duration.ofMinutes(1)), new Random()),
                settings,
                new Lanes.Node(
                        new Places(100),
                        new Places(2 * IN_FRONT),
                        patience,
                        new Places(1),
                        threads,
                        Clock.systemUTC()));
    }

    @AfterEach
    void close() {
        answers.release(1000);
        partner.stop(0);
        threads.shutdownNow();
    }

    @Test
    void whoFindsNoPlaceGoesOnAsSoonAsOneIsFree() {
        answersOnce();
        List<CompletableFuture<HttpAnswer>> posted = posts(IN_FLIGHT + IN_FRONT);
        assertThat(posted).noneMatch(CompletableFuture::isDone);
        answers.release(IN_FLIGHT + IN_FRONT);
        assertThat(posted)
                .allSatisfy(answer ->
                        assertThat(answer.get(60, TimeUnit.SECONDS).saysDone()).isTrue());
    }

    @Test
    void whoFindsNoPlaceInFrontEitherComesBackAfterASecond() throws Exception {
        answersOnce();
        posts(IN_FLIGHT + IN_FRONT);
        assertThat(enter().get(0, TimeUnit.SECONDS))
                .isEqualTo(new Admission.Wait(NOW.plusSeconds(1), Optional.empty()));
    }

    @Test
    void largeOnesWaitInFrontTooAndLetSmallOnesPassWhileTheMemoryIsTaken() throws Exception {
        answersOnce();
        Admission.Go first = (Admission.Go) enter(LARGE).get(0, TimeUnit.SECONDS); // the memory for large ones
        CompletableFuture<Admission> large = enter(LARGE);
        Admission.Go second = (Admission.Go) enter().get(0, TimeUnit.SECONDS);
        CompletableFuture<Admission> small = enter();
        answers.release();
        lane.post(second, this::request);
        assertThat(small.get(60, TimeUnit.SECONDS)).isInstanceOf(Admission.Go.class);
        assertThat(large).isNotDone();
        answers.release();
        lane.post(first, this::request);
        assertThat(large.get(60, TimeUnit.SECONDS)).isInstanceOf(Admission.Go.class);
    }

    @Test
    void theMostUrgentTakesThePlaceThatIsFree() throws Exception {
        answersOnce();
        Admission.Go one = (Admission.Go) enter().get(0, TimeUnit.SECONDS);
        enter().get(0, TimeUnit.SECONDS);
        CompletableFuture<Admission> routine = enter();
        CompletableFuture<Admission> urgent = enter(new Lane.Wish(false, 2));
        answers.release();
        lane.post(one, this::request);
        assertThat(urgent.get(60, TimeUnit.SECONDS)).isInstanceOf(Admission.Go.class);
        assertThat(routine).isNotDone();
    }

    @Test
    void whosePatienceIsOverGoesBackAndLeavesItsPlaceInFront() throws Exception {
        lane = lane(Duration.ofMillis(1));
        answersOnce();
        posts(IN_FLIGHT);
        for (int number = 0; number < 3 * IN_FRONT; number++) {
            assertThat(enter().get(60, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            Admission.Wait.class,
                            wait -> assertThat(wait.until()).as("it did wait").isNotEqualTo(NOW.plusSeconds(1)));
        }
    }

    @Test
    void nobodyWaitsInFrontForAPartnerThatDidNotAnswerYet() throws Exception {
        posts(IN_FLIGHT);
        assertThat(enter().get(0, TimeUnit.SECONDS))
                .isEqualTo(new Admission.Wait(NOW.plusSeconds(1), Optional.empty()));
    }

    @Test
    void whoeverWaitsInFrontHearsThatThePartnerDoesNotAnswer() throws Exception {
        answersOnce();
        posts(IN_FLIGHT);
        CompletableFuture<Admission> waits = enter();
        partner.stop(0); // breaks what is under way
        assertThat(waits.get(60, TimeUnit.SECONDS)).isInstanceOf(Admission.Wait.class);
        await().until(() -> enter().get(0, TimeUnit.SECONDS) instanceof Admission.Wait(var until, var reason)
                && reason.isPresent());
    }

    private void answersOnce() {
        answers.release();
        assertThat(posts(1))
                .allSatisfy(answer ->
                        assertThat(answer.get(60, TimeUnit.SECONDS).saysDone()).isTrue());
    }

    private List<CompletableFuture<HttpAnswer>> posts(int count) {
        List<CompletableFuture<HttpAnswer>> posted = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            posted.add(enter().thenCompose(admission -> lane.post((Admission.Go) admission, this::request)));
        }
        return posted;
    }

    private CompletableFuture<Admission> enter() {
        return lane.enter(NOW, SMALL).toCompletableFuture();
    }

    private CompletableFuture<Admission> enter(Lane.Wish wish) {
        return lane.enter(NOW, wish).toCompletableFuture();
    }

    private HttpRequest request() {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + partner.getAddress().getPort() + "/"))
                .build();
    }

    private void answer(HttpExchange exchange) throws IOException {
        answers.acquireUninterruptibly();
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }
}
