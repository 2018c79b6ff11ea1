package org.comity.exercise;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * The script: an officer asks, a second person approves, the partner acknowledges, accepts and preserves; each step is told when it has
 * happened, with the time it took.
 */
final class Play {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int HOLD_DAYS = 90;

    private final Map<String, Desk> players;
    private final Told told;
    private final Clock clock;

    Play(Map<String, Desk> players, Told told, Clock clock) {
        this.players = Map.copyOf(players);
        this.told = told;
        this.clock = clock;
    }

    /** @return id of the request */
    String run(byte[] submission) throws IOException, InterruptedException, TimeoutException {
        Desk akiko = player("akiko");
        Desk pat = player("pat");
        String request = akiko.submit(submission);
        told.step("akiko submits the preservation request; it is lawful in form", request);
        player("kenji").move(request, "approve", Map.of("sha256", sha256(akiko.file(request), request)));
        told.step("kenji, a second person, approves exactly this text", "");

        JsonNode sent = await(akiko, request, file -> message(file, request).has("receipt"));
        told.step("sealed, delivered, and the partner's signed receipt verified", mic(message(sent, request)));
        JsonNode known = await(akiko, request, file -> isIn(file, "ACKNOWLEDGED"));
        told.step(
                "the partner registered it and acknowledged",
                "their reference "
                        + known.path("request").path("partnerReference").asText());

        await(pat, request, file -> isIn(file, "ACKNOWLEDGED"));
        pat.move(request, "take-up", Map.of());
        told.step("pat takes it up at the partner", "");
        answer(pat, request, "decision", Map.of("accepted", true, "remarks", "Order served on the provider."));
        await(akiko, request, file -> isIn(file, "ACCEPTED"));
        told.step("the partner accepts; chris approved the answer", "");

        Instant from = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant until = from.plus(HOLD_DAYS, ChronoUnit.DAYS);
        answer(
                pat,
                request,
                "preserved",
                Map.of("from", from.toString(), "until", until.toString(), "holderReference", "HOLD-0001"));
        JsonNode held = await(akiko, request, file -> isIn(file, "PRESERVED"));
        told.step(
                "the data are held",
                "from " + held.path("hold").path("starts").asText() + " until "
                        + held.path("hold").path("ends").asText());
        return request;
    }

    /** What the partner's officer writes, its second person approves. */
    private void answer(Desk officer, String request, String move, Map<String, Object> body)
            throws IOException, InterruptedException {
        String message = officer.move(request, move, body).path("message").asText();
        String sha256 = sha256(officer.file(request), message);
        player("chris").move(request, "approve", Map.of("message", message, "sha256", sha256));
    }

    private Desk player(String name) {
        Desk desk = players.get(name);
        if (desk == null) {
            throw new IllegalStateException("the exercise has no player " + name);
        }
        return desk;
    }

    private static JsonNode await(Desk desk, String request, Predicate<JsonNode> until)
            throws IOException, InterruptedException, TimeoutException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < giveUp) {
            try {
                JsonNode file = desk.file(request);
                if (until.test(file)) {
                    return file;
                }
            } catch (IOException notYetThere) {
                if (!String.valueOf(notYetThere.getMessage()).startsWith("HTTP 404")) {
                    throw notYetThere;
                }
            }
            Thread.sleep(PAUSE);
        }
        throw new TimeoutException("nothing happened to " + request + " for " + PATIENCE.toSeconds()
                + " s; see the page and the gateway.log files below the data directory");
    }

    private static boolean isIn(JsonNode file, String state) {
        return file.path("request").path("state").asText().equals(state);
    }

    private static JsonNode message(JsonNode file, String id) {
        for (JsonNode message : file.path("messages")) {
            if (message.path("id").asText().equals(id)) {
                return message;
            }
        }
        return file.path("messages").path(-1);
    }

    private static String sha256(JsonNode file, String message) {
        return message(file, message).path("documentSha256").asText();
    }

    private static String mic(JsonNode message) {
        return "MIC " + message.path("receipt").path("mic").asText() + ", signed by certificate "
                + message.path("receipt").path("signer").asText();
    }

    static List<String> cast() {
        return List.of("akiko", "kenji", "pat", "chris");
    }
}
