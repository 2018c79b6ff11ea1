package org.comity.exercise;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.comity.people.Role;

/** Who plays and what they do again and again: one writes, a second person of the same side approves, and everybody waits for it to arrive. */
final class Scene {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final String NAMESPACE = "urn:comity:message:1";

    private final Map<String, Desk> players;
    private final Told told;

    Scene(Map<String, Desk> players, Told told) {
        this.players = Map.copyOf(players);
        this.told = told;
    }

    /** Who plays: whoever writes and whoever approves, at either side. */
    static boolean isCast(Player player) {
        return player.role() == Role.OFFICER || player.role() == Role.APPROVER;
    }

    /** Our officer. */
    Desk akiko() {
        return player("akiko");
    }

    /** Our second person. */
    Desk kenji() {
        return player("kenji");
    }

    /** The partner's officer. */
    Desk pat() {
        return player("pat");
    }

    void tell(String what, String proof) {
        told.step(what, proof);
    }

    /** kenji approves exactly the text that akiko's file shows. */
    void approve(String request, String message) throws IOException, InterruptedException {
        approve("kenji", akiko(), request, message);
    }

    /** akiko submits, kenji approves, and the partner's officer finds it registered. */
    String ask(String submission) throws IOException, InterruptedException, TimeoutException {
        String request = akiko().submit(submission);
        approve(request, request);
        await(akiko(), request, "ACKNOWLEDGED");
        await(pat(), request, "ACKNOWLEDGED");
        return request;
    }

    /** What akiko says, kenji approves. */
    String ours(String request, String content) throws IOException, InterruptedException {
        String message = akiko().say(request, submission("us-example-poc", content));
        approve(request, message);
        return message;
    }

    /** What pat says, chris approves. */
    String theirs(String request, String content, Evidence... files) throws IOException, InterruptedException {
        String message = pat().say(request, submission("jp-example-npa", content), files);
        approve("chris", pat(), request, message);
        return message;
    }

    /** What pat answers in a few fields, chris approves. */
    void theirs(String request, String move, Map<String, Object> body) throws IOException, InterruptedException {
        answer("pat", "chris", request, move, body);
    }

    /** What {@code officer} answers in a few fields, {@code approver} of the same agency approves. */
    void answer(String officer, String approver, String request, String move, Map<String, Object> body)
            throws IOException, InterruptedException {
        String message =
                player(officer).move(request, move, body).path("message").asText();
        approve(approver, player(officer), request, message);
    }

    /** pat's own gateway does not let her say it; why. */
    String stopped(String request, String content) throws IOException, InterruptedException {
        return String.join("; ", pat().stopped(request, submission("jp-example-npa", content)));
    }

    JsonNode await(Desk desk, String request, String state) throws IOException, InterruptedException, TimeoutException {
        return await(
                desk,
                "/api/v1/requests/" + request,
                file -> file.path("request").path("state").asText().equals(state));
    }

    /** What stands at {@code path}, as soon as it is so. */
    static JsonNode await(Desk desk, String path, Predicate<JsonNode> until)
            throws IOException, InterruptedException, TimeoutException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < giveUp) {
            try {
                JsonNode file = desk.get(path);
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
        throw new TimeoutException("nothing happened to " + path + " for " + PATIENCE.toSeconds()
                + " s; see the page and the gateway.log files below the data directory");
    }

    /** One message of a request's file. */
    static JsonNode message(JsonNode file, String id) {
        for (JsonNode message : file.path("messages")) {
            if (message.path("id").asText().equals(id)) {
                return message;
            }
        }
        return file.path("messages").path(-1);
    }

    /** What is still to be done for a request, of one kind. */
    static JsonNode openTask(JsonNode file, String kind) {
        for (JsonNode task : file.path("tasks")) {
            if (task.path("kind").asText().equals(kind) && !task.has("done")) {
                return task;
            }
        }
        return file.path("tasks").path(-1);
    }

    /** Of the jar, below {@code examples/}. */
    static String example(String name) throws IOException {
        try (InputStream in = Scene.class.getResourceAsStream("/examples/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the jar holds its examples");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void approve(String approver, Desk officer, String request, String message)
            throws IOException, InterruptedException {
        String sha256 =
                message(officer.file(request), message).path("documentSha256").asText();
        player(approver).move(request, "approve", Map.of("message", message, "sha256", sha256));
    }

    private static String submission(String to, String content) {
        return "<submission xmlns=\"" + NAMESPACE + "\" to=\"" + to + "\">" + content + "</submission>";
    }

    private Desk player(String name) {
        Desk desk = players.get(name);
        if (desk == null) {
            throw new IllegalStateException("the exercise has no player " + name);
        }
        return desk;
    }
}
