package org.comity.exercise;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.comity.partners.AgencyId;

/**
 * The last act: the same is asked of agencies in seventeen States at once (UC-19). Each has its request, sealed for it alone, and acts by
 * itself: most hold the data, one refuses, one asks, and the line to one is out of order for a while.
 */
final class Finale {
    private static final String OPERATIONS = "/api/v1/operations";
    private static final String REFUSES = "fr";
    private static final String ASKS = "pl";
    private static final int ALL = 17;

    /** The first promises this, each next one a day more. */
    private static final int SHORTEST_HOLD_DAYS = 65;

    private final Scene scene;
    private final Line line;
    private final Clock clock;

    Finale(Scene scene, Line line, Clock clock) {
        this.scene = scene;
        this.line = line;
        this.clock = clock;
    }

    /** @return id of the operation */
    String run() throws IOException, InterruptedException, TimeoutException {
        String operation = open();
        JsonNode known = deliver(operation);
        answer(operation, known);
        mend(operation);
        return operation;
    }

    /** UC-19/1 to 19/4. */
    private String open() throws IOException, InterruptedException {
        String to = Allies.countries().stream()
                .map(country -> "to=" + Allies.idOf(country))
                .collect(Collectors.joining("&"));
        String operation = scene.akiko().submit(OPERATIONS + "?" + to, Scene.example("operation.xml"));
        JsonNode file = scene.kenji().get(path(operation));
        scene.tell(
                "akiko asks the same of " + ALL + " agencies, each of another State; the law was judged for each pair",
                file.at("/operation/reference").asText() + ": " + String.join(" ", states(file)));
        scene.kenji()
                .post(
                        path(operation) + "/approve",
                        Map.of("sha256", file.path("documentsSha256").asText()));
        scene.tell("kenji reads where the " + ALL + " documents differ, and approves all at once", "");
        return operation;
    }

    /** UC-19/5 and 19/5a. */
    private JsonNode deliver(String operation) throws IOException, InterruptedException, TimeoutException {
        await(operation, "received", ALL - 1);
        scene.tell("sixteen have it, each sealed for it alone, each receipt verified", "");
        JsonNode known = await(operation, "acknowledged", ALL - 1);
        JsonNode late = asked(known, Allies.BEHIND_THE_LINE);
        scene.tell(
                "sixteen acknowledged; the line to the seventeenth is out of order, and held up nobody",
                late.path("partner").asText() + ": " + late.path("stateInWords").asText());
        return known;
    }

    /** UC-19/6. */
    private void answer(String operation, JsonNode known) throws IOException, InterruptedException, TimeoutException {
        List<String> hold = new ArrayList<>(Allies.countries());
        hold.removeAll(List.of(Allies.BEHIND_THE_LINE, REFUSES, ASKS));
        for (String country : hold) {
            preserve(known, country);
        }
        scene.theirs(request(known, "us"), "preserved", held(hold.size()));
        JsonNode held = await(operation, "preserved", hold.size() + 1);
        scene.tell(
                "fourteen hold the data, each for a time of its own",
                "the first hold ends " + ends(held).min(Instant::compareTo).orElseThrow());
        say(
                known,
                REFUSES,
                "decision",
                Map.of(
                        "accepted",
                        false,
                        "ground",
                        "POLITICAL_OFFENCE",
                        "reasons",
                        "Here the acts are part of a political offence.",
                        "alternativesConsidered",
                        true));
        await(operation, "refused", 1);
        scene.tell("France refuses, on a ground that the Convention has", "POLITICAL_OFFENCE, ETS185/29/5");
        say(known, ASKS, "question", Map.of("text", "Which of the three addresses is meant for Poland?"));
        scene.await(scene.akiko(), request(known, ASKS), "INFO_NEEDED");
        scene.tell("Poland asks back: the next move is ours, there alone", "");
    }

    private void mend(String operation) throws IOException, InterruptedException, TimeoutException {
        line.mend();
        preserve(await(operation, "acknowledged", ALL), Allies.BEHIND_THE_LINE);
        JsonNode counts = await(operation, "preserved", ALL - 2).at("/operation/counts");
        scene.tell(
                "the line is mended: Latvia got the same sealed bytes, acknowledged and holds the data",
                Stream.of("received", "acknowledged", "preserved", "refused")
                        .map(what -> what + " " + counts.path(what).asText() + " of " + ALL)
                        .collect(Collectors.joining(", ")));
    }

    private void preserve(JsonNode file, String country) throws IOException, InterruptedException {
        say(file, country, "preserved", held(Allies.countries().indexOf(country)));
    }

    private Map<String, Object> held(int more) {
        Instant from = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant until = from.plus(SHORTEST_HOLD_DAYS + more, ChronoUnit.DAYS);
        return Map.of("from", from.toString(), "until", until.toString(), "holderReference", "");
    }

    private void say(JsonNode file, String country, String what, Map<String, Object> body)
            throws IOException, InterruptedException {
        scene.answer(Allies.officer(country), Allies.approver(country), request(file, country), what, body);
    }

    private JsonNode await(String operation, String count, int many)
            throws IOException, InterruptedException, TimeoutException {
        return Scene.await(
                scene.akiko(),
                path(operation),
                file -> file.at("/operation/counts/" + count).asInt() >= many);
    }

    private static String path(String operation) {
        return OPERATIONS + "/" + operation;
    }

    private static String request(JsonNode file, String country) {
        return asked(file, country).path("request").asText();
    }

    /** The line of one partner in the file of the operation. */
    private static JsonNode asked(JsonNode file, String country) {
        AgencyId partner = Allies.idOf(country);
        for (JsonNode one : file.path("partners")) {
            if (one.path("partner").asText().equals(partner.value())) {
                return one;
            }
        }
        throw new IllegalStateException("the operation has no " + partner);
    }

    private static List<String> states(JsonNode file) {
        return file.path("partners").findValuesAsText("partner").stream()
                .map(partner -> partner.substring(0, 2).toUpperCase(Locale.ROOT))
                .toList();
    }

    private static Stream<Instant> ends(JsonNode file) {
        return file.path("partners").findValues("hold").stream()
                .map(hold -> Instant.parse(hold.path("until").asText()));
    }
}
