package org.comity.exercise;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * The first act: an officer asks, a second person approves, the partner acknowledges, accepts and preserves; each step is told when it has
 * happened, with the time it took.
 */
final class Play {
    private static final int HOLD_DAYS = 90;

    private final Scene scene;
    private final Clock clock;

    Play(Scene scene, Clock clock) {
        this.scene = scene;
        this.clock = clock;
    }

    /** @return id of the request */
    String run() throws IOException, InterruptedException, TimeoutException {
        Desk akiko = scene.akiko();
        Desk pat = scene.pat();
        String request = akiko.submit(Scene.example("preservation-request.xml"));
        scene.tell("akiko submits the preservation request; it is lawful in form", request);
        scene.approve(request, request);
        scene.tell("kenji, a second person, approves exactly this text", "");

        JsonNode sent = Scene.await(
                akiko,
                "/api/v1/requests/" + request,
                file -> Scene.message(file, request).has("receipt"));
        scene.tell("sealed, delivered, and the partner's signed receipt verified", mic(Scene.message(sent, request)));
        JsonNode known = scene.await(akiko, request, "ACKNOWLEDGED");
        scene.tell(
                "the partner registered it and acknowledged",
                "their reference "
                        + known.path("request").path("partnerReference").asText());

        scene.await(pat, request, "ACKNOWLEDGED");
        pat.move(request, "take-up", Map.of());
        scene.tell("pat takes it up at the partner", "");
        scene.theirs(request, "decision", Map.of("accepted", true, "remarks", "Order served on the provider."));
        scene.await(akiko, request, "ACCEPTED");
        scene.tell("the partner accepts; chris approved the answer", "");

        Instant from = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant until = from.plus(HOLD_DAYS, ChronoUnit.DAYS);
        scene.theirs(
                request,
                "preserved",
                Map.of("from", from.toString(), "until", until.toString(), "holderReference", "HOLD-0001"));
        JsonNode held = scene.await(akiko, request, "PRESERVED");
        scene.tell(
                "the data are held",
                "from " + held.path("hold").path("starts").asText() + " until "
                        + held.path("hold").path("ends").asText());
        return request;
    }

    private static String mic(JsonNode message) {
        return "MIC " + message.path("receipt").path("mic").asText() + ", signed by certificate "
                + message.path("receipt").path("signer").asText();
    }
}
