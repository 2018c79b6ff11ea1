package org.comity.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.comity.FreePorts;
import org.comity.GatewayDatabase;
import org.comity.GatewayProcess;
import org.comity.Officer;
import org.comity.OneAtATime;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * UC-13 as a newcomer sees it: one command, two gateways, a request from draft to preserved data; then stopped, started for all that
 * follows a preservation (UC-14, UC-15, UC-16) and an operation to seventeen States (UC-19), killed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // each step leaves its fields to the next
@ExtendWith(OneAtATime.class)
class ExerciseJourneyTest {
    private static final int HEAP = 256; // megabytes
    private static final Duration PLENTY = Duration.ofMinutes(1);

    private final int port = FreePorts.first();
    private Path data;
    private TwoGateways two;
    private GatewayProcess exercise;
    private String request;
    private String second;
    private JsonNode played;

    @BeforeAll
    void playOnFreshData(@TempDir Path fresh) {
        data = fresh;
        two = TwoGateways.on(Stage.under(data, port));
        request = play("short");
    }

    @AfterAll
    void endWhatRuns() {
        exercise.close();
        await("the partner has ended").atMost(PLENTY).until(() -> !two.there().isRunning());
        two.close();
    }

    @Test
    @Order(1)
    void tellsEachStepWithTheSecondsItTook() {
        assertThat(steps())
                .containsExactly(
                        "keys, certificates and settings are in " + data.toAbsolutePath(),
                        "our gateway is up",
                        "the partner's gateway is up, process " + partner().pid(),
                        "akiko submits the preservation request; it is lawful in form",
                        "kenji, a second person, approves exactly this text",
                        "sealed, delivered, and the partner's signed receipt verified",
                        "the partner registered it and acknowledged",
                        "pat takes it up at the partner",
                        "the partner accepts; chris approved the answer",
                        "the data are held");
        assertThat(exercise.console()).doesNotContain("Exception");
    }

    @Test
    @Order(2)
    void theFileOfTheRequestShowsTheHoldAndItsDeadline() {
        played = akiko().file(request);

        assertThat(played.at("/request/state").asText()).isEqualTo("PRESERVED");
        Instant starts = Instant.parse(played.at("/hold/starts").asText());
        Instant ends = Instant.parse(played.at("/hold/ends").asText());
        assertThat(Duration.between(starts, ends)).isGreaterThanOrEqualTo(Duration.ofDays(60)); // ETS185/29/7
        assertThat(played.path("deadlines"))
                .filteredOn(deadline -> deadline.path("rule").asText().equals("DR-01"))
                .extracting(deadline -> deadline.path("state").asText())
                .as("in force, and the estimate before it")
                .containsExactly("ARMED", "SUPERSEDED");
        JsonNode hold = StreamSupport.stream(played.path("deadlines").spliterator(), false)
                .filter(deadline -> deadline.path("rule").asText().equals("DR-01"))
                .findFirst()
                .orElseThrow();
        assertThat(hold.path("estimated").asBoolean()).isFalse();
        assertThat(Instant.parse(hold.path("due").asText())).isAfterOrEqualTo(ends); // released late, if at all
        assertThat(played.at("/request/followUpBefore").asText())
                .as("warned early: what the partner promised")
                .isEqualTo(ends.toString());
        assertThat(played.at("/request/due").asText())
                .as("the request for the data is sent days before")
                .isEqualTo(hold.path("warnAt").asText());
    }

    @Test
    @Order(3)
    void theTimelineTellsTheJourneyInOrder() {
        List<String> events = new ArrayList<>();
        List<Instant> times = new ArrayList<>();
        played.path("timeline").forEach(moment -> {
            events.add(moment.path("event").asText());
            times.add(Instant.parse(moment.path("at").asText()));
        });

        assertThat(times).isSorted();
        assertThat(events)
                .contains("message.delivered")
                .containsSubsequence(
                        "request.submitted",
                        "request.approved",
                        "message.sealed",
                        "request.acknowledged",
                        "request.accepted",
                        "request.preserved");
        assertThat(events.getLast()).isEqualTo("deadline.armed"); // computed anew from the real start
    }

    @Test
    @Order(4)
    void openSslVerifiesTheReceiptOfTheRequest() {
        JsonNode message = akiko().message(request, request);
        assertThat(message.path("delivery").asText()).isEqualTo("DELIVERED");

        byte[] kept = akiko().bytes(message.at("/receipt/href").asText());
        SignedReceipt receipt = SignedReceipt.verified(data, kept, data.resolve("authority.pem"));

        assertThat(receipt.message()).isEqualTo(request);
        assertThat(receipt.mic()).isEqualTo(message.at("/receipt/mic").asText());
        assertThat(receipt.disposition()).endsWith("processed");
        assertThat(two.there().texts("select mic from inbox where message = '" + request + "'"))
                .containsExactly(receipt.mic()); // what the partner says that it has, it has
    }

    @Test
    @Order(5)
    void stopsWhollyAndPlaysOnWithWhatItKnew() {
        ProcessHandle partner = partner();
        exercise.stop();
        assertThat(partner.isAlive()).isFalse();
        assertThat(two.here().isRunning()).isFalse();
        assertThat(two.there().isRunning()).isFalse();

        second = play("whole");

        assertThat(second).isNotEqualTo(request);
        JsonNode first = akiko().file(request);
        assertThat(first.path("request")).isEqualTo(played.path("request"));
        assertThat(first.path("hold")).isEqualTo(played.path("hold"));
        assertThat(first.path("messages")).isEqualTo(played.path("messages"));
        List<String> pending = akiko().json("/api/v1/requests").path("requests").findValuesAsText("id");
        assertThat(pending)
                .as("all that was played to its end is pending no more; of the operation sixteen are")
                .hasSize(1 + 16)
                .contains(request);
    }

    @Test
    @Order(6)
    void tellsWhatFollowsAPreservationAndWhatTheLawStops() {
        assertThat(steps())
                .endsWith(
                        "the data are held",
                        "akiko asks for more time: an extension that names "
                                + akiko().file(second)
                                        .at("/request/partnerReference")
                                        .asText(),
                        "the first hold is longer, at both sides",
                        "the request for mutual assistance has arrived: no clock ends the hold any more",
                        "pat would refuse it as a fiscal matter: her own gateway stops that",
                        "the partner will supply the data on two conditions",
                        "akiko accepts the conditions: from now on they bind",
                        "the evidence is here, a file attached",
                        "akiko takes it and says for what, because it came on conditions",
                        "akiko has checked it, and says so: until then that was a task",
                        "decided: the hold is released at both sides",
                        "the partner asks what use was made of them",
                        "akiko explains it: the gateway wrote down who took what, when and for what",
                        "akiko asks for another preservation",
                        "pat would postpone it: a preservation cannot be postponed",
                        "she gives notice of a risk instead, and akiko decides",
                        "akiko withdraws the request: nothing is held for it",
                        "akiko offers information, on conditions; nothing of it is in the offer",
                        "the partner cannot accept them: the information never leaves",
                        "akiko asks the same of 17 agencies, each of another State; the law was judged for each pair",
                        "kenji reads where the 17 documents differ, and approves all at once",
                        "sixteen have it, each sealed for it alone, each receipt verified",
                        "sixteen acknowledged; the line to the seventeenth is out of order, and held up nobody",
                        "fourteen hold the data, each for a time of its own",
                        "France refuses, on a ground that the Convention has",
                        "Poland asks back: the next move is ours, there alone",
                        "the line is mended: Latvia got the same sealed bytes, acknowledged and holds the data");
        assertThat(exercise.console())
                .contains("E-LAW-09", "E-LAW-13", "records.csv investigation of the case stated")
                .doesNotContain("Exception");
    }

    // UC-16/2 to 16/5, UC-14/3 to 14/6
    @Test
    @Order(7)
    void bothSidesKnowTheSameOfTheFollowUp() {
        String followUp = said("evidence  https://localhost:" + port + "/requests/(\\S+)");
        for (Officer officer : List.of(akiko(), pat())) {
            JsonNode held = officer.file(second);
            assertThat(held.at("/request/state").asText()).isEqualTo("COMPLETED");
            assertThat(held.at("/hold/state").asText()).isEqualTo("RELEASED");
            assertThat(events(held))
                    .containsSubsequence("request.preserved", "request.followed-up", "request.follow-up-decided");
            JsonNode asked = officer.file(followUp);
            assertThat(asked.at("/request/state").asText()).isEqualTo("FULFILLED");
            assertThat(asked.at("/request/matter")).isEqualTo(held.at("/request/matter"));
            assertThat(events(asked))
                    .containsSubsequence(
                            "request.conditions-proposed",
                            "request.conditions-accepted",
                            "request.fulfilled",
                            "request.use-asked",
                            "request.use-explained")
                    .doesNotContain("request.refused");
        }
    }

    // UC-05/3a, UC-05/4a, UC-15/3a
    @Test
    @Order(8)
    void whatWasWithdrawnOrDeclinedEndedAtBothSides() {
        for (GatewayDatabase side : List.of(two.here(), two.there())) {
            assertThat(side.texts("select state from request where kind = 'SPON-26'"))
                    .containsExactly("DECLINED");
            assertThat(side.texts("select r.state || ' ' || h.state from request r join hold h on h.request = r.id"
                            + " where r.state = 'WITHDRAWN'"))
                    .containsExactly("WITHDRAWN RELEASED");
            assertThat(side.texts("select id from message where kind = 'information'"))
                    .as("it never left, nor came")
                    .isEmpty();
        }
    }

    // UC-19/5, 19/5a, 19/6: the partner's gateway speaks for all seventeen, each with a key and a host name of its own
    @Test
    @Order(9)
    void theOperationStandsAtSeventeenAgenciesAsItsPageSays() {
        JsonNode file = akiko().json("/api/v1/operations/" + said("/operations/(\\S+)"));
        Map<String, Instant> received = new TreeMap<>();
        List<String> asked = new ArrayList<>();
        file.path("partners").forEach(one -> {
            String partner = one.path("partner").asText();
            received.put(partner, Instant.parse(one.path("received").asText()));
            asked.add(partner + " " + one.path("state").asText() + " "
                    + one.path("partnerReference").asText());
        });

        assertThat(file.path("states").toString()).isEqualTo("{\"INFO_NEEDED\":1,\"PRESERVED\":15,\"REFUSED\":1}");
        assertThat(received).hasSize(17);
        assertThat(Collections.max(received.entrySet(), Map.Entry.comparingByValue())
                        .getKey())
                .as("the one behind the dead line, which held up nobody")
                .isEqualTo("lv-example-poc");
        assertThat(two.there()
                        .texts("select agency || ' ' || state || ' ' || reference from request"
                                + " where agency <> 'us-example-poc' order by agency"))
                .hasSize(16)
                .isSubsetOf(asked);
    }

    @Test // THREAT-111
    @Order(10)
    void noLogSaysWhatWasWrittenWhoItConcernsOrWhoPeopleAre() throws IOException {
        List<String> sentences = new ArrayList<>();
        Matcher said = Pattern.compile("[>\"]([^<>\"]{30,})[<\"]")
                .matcher(new String(TwoGateways.example(), StandardCharsets.UTF_8));
        while (said.find()) {
            sentences.add(said.group(1).strip());
        }
        assertThat(sentences).hasSizeGreaterThan(5);
        Map<Party, GatewayDatabase> sides = Map.of(two.ours(), two.here(), two.theirs(), two.there());
        for (Map.Entry<Party, GatewayDatabase> side : sides.entrySet()) {
            List<String> known = new ArrayList<>(sentences);
            known.addAll(side.getValue()
                    .texts("select full_name from person union select title from matter"
                            + " union select reference from matter union select name from attachment"));
            Properties tokens = new Properties();
            try (Reader in = Files.newBufferedReader(side.getKey().tokens())) {
                tokens.load(in);
            }
            tokens.values().forEach(token -> known.add(token.toString()));
            known.add(Files.readString(data.resolve("key-password")).strip());
            assertThat(known).hasSizeGreaterThan(sentences.size() + 10);
            String log = Files.readString(side.getKey().directory().resolve("gateway.log"));
            assertThat(log).as(side.getKey().id().value()).isNotEmpty().doesNotContain(known);
        }
    }

    // UC-13/1a
    @Test
    @Order(11)
    void thePartnerEndsWithItsParentThatWasKilled() {
        ProcessHandle partner = partner();
        assertThat(partner.isAlive()).isTrue();

        exercise.kill();

        await("the partner ends").atMost(PLENTY).until(() -> !partner.isAlive());
        assertThat(two.there().isRunning()).isFalse();
    }

    /** @return id of the request that was played */
    private String play(String length) {
        exercise = GatewayProcess.start(
                data.resolve("console.log"),
                HEAP,
                "exercise",
                "--data",
                data.toString(),
                "--port",
                Integer.toString(port),
                "--play",
                length);
        exercise.awaitLine("Ctrl-C stops them");
        return said("request   https://localhost:" + port + "/requests/(\\S+)");
    }

    private List<String> steps() {
        return exercise.console()
                .lines()
                .filter(line -> line.matches("\\s+\\d+\\.\\d\\d s  .*"))
                .map(line -> line.replaceFirst("\\s+\\d+\\.\\d\\d s  ", ""))
                .toList();
    }

    private ProcessHandle partner() {
        return ProcessHandle.of(Long.parseLong(said("gateway is up, process (\\d+)")))
                .orElseThrow();
    }

    private String said(String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(exercise.console());
        assertThat(matcher.find()).as(exercise.console()).isTrue();
        return matcher.group(1);
    }

    private static List<String> events(JsonNode file) {
        return file.path("timeline").findValuesAsText("event");
    }

    private Officer akiko() {
        return two.officer(two.ours(), "akiko");
    }

    private Officer pat() {
        return two.officer(two.theirs(), "pat");
    }
}
