package org.comity.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.comity.GatewayDatabase;
import org.comity.GatewayProcess;
import org.comity.Officer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * UC-02, UC-03: two hundred requests are under way while both gateways are killed at several moments (THREAT-118). Nothing is lost and
 * nothing happens twice.
 */
class KillJourneyTest {
    private static final int REQUESTS = 200;
    private static final Duration PLENTY = Duration.ofMinutes(4);

    /** What is late otherwise by minutes or hours: the shortest that the settings allow. */
    private static final String[] HASTE = {
        "comity.relay.lease=10s", "comity.as2.longest-pause=2s", "comity.as2.longest-probe-pause=2s"
    };

    @TempDir
    Path data;

    @Test
    void everythingArrivesOnceHoweverOftenEitherSideIsKilled() throws Exception {
        try (TwoGateways two = TwoGateways.under(data)) {
            GatewayProcess ours = two.start(two.ours(), HASTE);
            two.awaitUp(two.ours(), ours);
            List<String> requests = submitAndApprove(two);
            GatewayDatabase here = two.here();
            GatewayDatabase there = two.there();
            assertThat(waiting(here)).isEqualTo(REQUESTS);

            GatewayProcess theirs = two.start(two.theirs(), HASTE);
            two.awaitUp(two.theirs(), theirs);
            ours = killedAt(two, two.ours(), ours, () -> delivered(here) >= 10);
            ours = killedAt(two, two.ours(), ours, () -> delivered(here) >= 60);
            theirs = killedAt(two, two.theirs(), theirs, () -> delivered(here) >= 110);
            ours = killedAt(two, two.ours(), ours, () -> delivered(here) >= 150);

            await("everything is acknowledged").atMost(PLENTY).until(() -> acknowledged(here) == REQUESTS);
            await("and the partner knows it").atMost(PLENTY).until(() -> waiting(there) == 0);

            everyMessageArrivedOnce(here, there);
            everyReceiptVerifies(two, requests);
            ours.stop();
            theirs.stop();
        }
    }

    /** Requests one way, acknowledgements the other: what one side sent the other has, once, as it was sent. */
    private static void everyMessageArrivedOnce(GatewayDatabase here, GatewayDatabase there) {
        for (var way : List.of(List.of(here, there), List.of(there, here))) {
            List<String> sent = way.getFirst()
                    .texts(
                            "select id || ' ' || mic from message where direction = 'OUT' and state = 'DELIVERED' order by id");
            assertThat(sent).hasSize(REQUESTS);
            assertThat(way.getLast().texts("select message || ' ' || mic from inbox order by message"))
                    .isEqualTo(sent);
            assertThat(way.getFirst().count("select count(*) from receipt where direction = 'IN'"))
                    .isEqualTo(REQUESTS);
            assertThat(way.getLast().count("select count(*) from receipt where direction = 'OUT'"))
                    .isEqualTo(REQUESTS);
            assertThat(way.getFirst().count("select count(*) from parked")).isZero();
            assertThat(way.getFirst().count("select count(*) from request")).isEqualTo(REQUESTS);
        }
    }

    private void everyReceiptVerifies(TwoGateways two, List<String> requests) {
        Officer akiko = two.officer(two.ours(), "akiko");
        for (String request : requests) {
            var message = akiko.message(request, request);
            SignedReceipt receipt = SignedReceipt.verified(
                    data, akiko.bytes(message.at("/receipt/href").asText()), two.authority());
            assertThat(receipt.message()).isEqualTo(request);
            assertThat(receipt.mic()).isEqualTo(message.at("/receipt/mic").asText());
            assertThat(receipt.disposition()).endsWith("processed");
        }
    }

    /** Waits for the moment, kills, and starts it again on what it left. */
    private static GatewayProcess killedAt(
            TwoGateways two, Party party, GatewayProcess gateway, Callable<Boolean> moment) throws Exception {
        await().atMost(PLENTY).pollInterval(Duration.ofMillis(20)).until(moment);
        gateway.kill();
        assertThat(delivered(two.here())).as("killed in the middle").isLessThan(REQUESTS);
        GatewayProcess again = two.start(party, HASTE);
        two.awaitUp(party, again);
        return again;
    }

    private static int delivered(GatewayDatabase database) {
        return database.count("select count(*) from message where direction = 'OUT' and state = 'DELIVERED'");
    }

    private static int waiting(GatewayDatabase database) {
        return database.count("select count(*) from message where direction = 'OUT' and state <> 'DELIVERED'");
    }

    private static int acknowledged(GatewayDatabase database) {
        return database.count("select count(*) from request where state = 'ACKNOWLEDGED'");
    }

    private static List<String> submitAndApprove(TwoGateways two) throws Exception {
        Officer akiko = two.officer(two.ours(), "akiko");
        Officer kenji = two.officer(two.ours(), "kenji");
        byte[] example = TwoGateways.example();
        List<Future<String>> submitted = new ArrayList<>();
        try (ExecutorService hands = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < REQUESTS; i++) {
                submitted.add(hands.submit(() -> {
                    String request = akiko.submit(example);
                    kenji.approve(request, request);
                    return request;
                }));
            }
        }
        List<String> requests = new ArrayList<>();
        for (Future<String> one : submitted) {
            requests.add(one.get());
        }
        assertThat(new HashSet<>(requests)).hasSize(REQUESTS);
        return requests;
    }
}
