package org.comity.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.comity.GatewayDatabase;
import org.comity.GatewayProcess;
import org.comity.Officer;
import org.comity.OneAtATime;
import org.comity.SignedInPages;
import org.comity.problems.DeliveryProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** UC-02/3a and 3b: the partner is down, and whoever looks sees what waits, why, and until when; it comes back, and everything goes. */
@ExtendWith(OneAtATime.class)
class PartnerDownJourneyTest {
    /** Three open the partner's circuit, so most of these are not tried while it is down. */
    private static final int REQUESTS = 30;

    /** A try may be under way while we look. */
    private static final Duration JUST_NOW = Duration.ofSeconds(20);

    private static final Duration PLENTY = Duration.ofMinutes(4);

    @TempDir
    Path data;

    @Test
    void whatWaitsForAPartnerSaysWhyAndUntilWhenAndGoesWhenItIsBack() throws Exception {
        try (TwoGateways two = TwoGateways.under(data)) {
            GatewayProcess ours = two.start(two.ours(), "comity.as2.longest-probe-pause=15s");
            two.awaitUp(two.ours(), ours);
            Officer akiko = two.officer(two.ours(), "akiko");
            Officer kenji = two.officer(two.ours(), "kenji");
            for (int i = 0; i < REQUESTS; i++) {
                String request = akiko.submit(TwoGateways.example());
                kenji.approve(request, request);
            }

            await("each says why and until when")
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(waiting(akiko))
                            .hasSize(REQUESTS)
                            .allSatisfy(PartnerDownJourneyTest::saysWhyAndUntilWhen));
            String page = SignedInPages.of(two.authority(), two.ours().page(), "akiko", Setup.PASSWORD)
                    .page("/requests");
            assertThat(page.split("1 message", -1)).hasSize(REQUESTS + 1);
            String why = Pattern.quote(
                    DeliveryProblem.UNREACHABLE.problem().type().sentence().replace("'", "&#39;"));
            assertThat(page.split(why, -1)).hasSize(REQUESTS + 1);
            assertThat(page.split("(next|first try) \\d{4}-\\d\\d-\\d\\d", -1)).hasSize(REQUESTS + 1);

            GatewayProcess theirs = two.start(two.theirs());
            two.awaitUp(two.theirs(), theirs);

            GatewayDatabase here = two.here();
            await("everything is acknowledged")
                    .atMost(PLENTY)
                    .until(() -> here.count("select count(*) from request where state = 'ACKNOWLEDGED'") == REQUESTS);
            assertThat(waiting(akiko)).isEmpty();
            assertThat(two.there().count("select count(*) from inbox")).isEqualTo(REQUESTS);
        }
    }

    private static void saysWhyAndUntilWhen(JsonNode waiting) {
        assertThat(waiting.path("messages").asInt()).isEqualTo(1);
        assertThat(waiting.path("parked").asBoolean()).isFalse();
        assertThat(waiting.path("problem").asText()).isEqualTo(DeliveryProblem.UNREACHABLE.code());
        assertThat(Instant.parse(waiting.path("nextTry").asText()))
                .isAfter(Clock.systemUTC().instant().minus(JUST_NOW));
    }

    private static List<JsonNode> waiting(Officer officer) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode request : officer.json("/api/v1/requests").path("requests")) {
            if (request.has("waiting")) {
                found.add(request.path("waiting"));
            }
        }
        return found;
    }
}
