package org.comity.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.comity.faults.Caller.Answer;
import org.comity.faults.Caller.NeverTold;

/** One or two requests of one matter, from submission to preserved data, by four persons at two gateways. Everything they were told is written down. */
final class Case {
    private static final Duration PAUSE = Duration.ofMillis(700);
    private static final int HOLD_DAYS = 90;
    private static final int LARGEST_FILE = 200_000; // bytes

    private final People people;
    private final ToldLog told;
    private final String template;
    private final String name;
    private final Random random;

    Case(People people, ToldLog told, String template, String name, long seed) {
        this.people = people;
        this.told = told;
        this.template = template;
        this.name = name;
        this.random = new Random(seed);
    }

    /** Who plays. */
    record People(Caller akiko, Caller kenji, Caller pat, Caller chris) {}

    /** A gateway said no where nothing stood in the way. */
    static final class Refused extends Exception {
        Refused(String what, Answer answer) {
            super(what + ": HTTP " + answer.status() + " " + answer.json());
        }
    }

    void play() throws NeverTold, Refused, InterruptedException {
        List<String> requests = new ArrayList<>();
        requests.add(ask(Optional.empty()));
        if (random.nextInt(3) == 0) { // behind the first, whatever becomes of that
            String matter = file(people.akiko(), requests.getFirst())
                    .path("request")
                    .path("matter")
                    .asText();
            requests.add(ask(Optional.of(matter)));
        }
        for (String request : requests) {
            answer(request);
        }
        for (String request : requests) {
            await(people.akiko(), request, "PRESERVED");
            told.say("finished", request);
        }
    }

    private String ask(Optional<String> matter) throws NeverTold, Refused, InterruptedException {
        String xml = template.replace("NPA-CYB-2026-0417", name + (matter.isPresent() ? "-2" : "-1"));
        byte[] document = matter.map(of -> xml.replaceFirst("title=\"[^\"]*\"", "matter=\"" + of + "\""))
                .orElse(xml)
                .getBytes(StandardCharsets.UTF_8);
        Optional<byte[]> evidence = file();
        Answer answer = evidence.isPresent()
                ? people.akiko().post("/api/v1/requests", "submission", "application/xml", document, evidence.get())
                : people.akiko().post("/api/v1/requests", "application/xml", document);
        String request = done("submit", answer).path("id").asText();
        told.say("submitted", request);
        evidence.ifPresent(bytes -> told.say("file", request, sha256(bytes), bytes.length));
        approve(people.akiko(), people.kenji(), request, request);
        return request;
    }

    private void answer(String request) throws NeverTold, Refused, InterruptedException {
        await(people.pat(), request, "ACKNOWLEDGED");
        Answer up = people.pat().post("/api/v1/requests/" + request + "/take-up", Map.of());
        if (!up.isDone() && state(file(people.pat(), request)).equals("ACKNOWLEDGED")) {
            throw new Refused("take-up", up);
        }
        say(request, "decision", Map.of("accepted", true, "remarks", "Order served for " + name));
        Instant from = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        Instant until = from.plus(HOLD_DAYS, ChronoUnit.DAYS);
        say(request, "preserved", Map.of("from", from.toString(), "until", until.toString(), "holderReference", name));
        told.say("held", request, until);
    }

    /** Not waiting for what was said before to be delivered: that is the gateway's to keep in order. */
    private void say(String request, String move, Map<String, Object> words)
            throws NeverTold, Refused, InterruptedException {
        String path = "/api/v1/requests/" + request + "/" + move;
        Optional<byte[]> evidence = file();
        Answer answer = evidence.isPresent()
                ? people.pat().post(path, "message", "application/json", Caller.bytes(words), evidence.get())
                : people.pat().post(path, words);
        String message = done(move, answer).path("message").asText();
        evidence.ifPresent(bytes -> told.say("file", message, sha256(bytes), bytes.length));
        approve(people.pat(), people.chris(), request, message);
    }

    private void approve(Caller author, Caller approver, String request, String message)
            throws NeverTold, Refused, InterruptedException {
        String sha256 =
                message(file(author, request), message).path("documentSha256").asText();
        Answer answer =
                approver.post("/api/v1/requests/" + request + "/approve", Map.of("message", message, "sha256", sha256));
        // a call whose answer was lost may have approved it
        if (!answer.isDone()
                && message(file(author, request), message)
                        .path("delivery")
                        .asText()
                        .equals("AWAITING_APPROVAL")) {
            throw new Refused("approve " + message, answer);
        }
        told.say("approved", request, message, sha256);
    }

    private void await(Caller who, String request, String state) throws NeverTold, InterruptedException {
        Answer answer = who.get("/api/v1/requests/" + request);
        while (!answer.isDone() || !state(answer.json()).equals(state)) {
            Thread.sleep(PAUSE);
            answer = who.get("/api/v1/requests/" + request);
        }
    }

    private static JsonNode file(Caller who, String request) throws NeverTold, Refused, InterruptedException {
        return done("file of " + request, who.get("/api/v1/requests/" + request));
    }

    private static JsonNode message(JsonNode file, String id) {
        for (JsonNode one : file.path("messages")) {
            if (one.path("id").asText().equals(id)) {
                return one;
            }
        }
        return file.path("no such message");
    }

    private static String state(JsonNode file) {
        return file.path("request").path("state").asText();
    }

    private static JsonNode done(String what, Answer answer) throws Refused {
        if (!answer.isDone()) {
            throw new Refused(what, answer);
        }
        return answer.json();
    }

    /** One in four comes with a file. */
    private Optional<byte[]> file() {
        if (random.nextInt(4) > 0) {
            return Optional.empty();
        }
        byte[] bytes = new byte[1 + random.nextInt(LARGEST_FILE)];
        random.nextBytes(bytes);
        return Optional.of(bytes);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
