package org.comity.exercise;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The second act: what follows a preservation, and what the law stops. The hold is prolonged and followed up, evidence is supplied on
 * conditions and its use explained; a risk ends in a withdrawal; answers that the law does not know do not leave; information that was
 * declined stays where it is.
 */
final class Sequel {
    private static final int MORE_DAYS = 180;
    private static final Evidence RECORDS = new Evidence(
            "records.csv",
            "account,at,from\ncust-0098812,2026-11-14T02:03:41+09:00,203.0.113.77\n".getBytes(StandardCharsets.UTF_8));

    private static final Pattern USES =
            Pattern.compile("<item>([^<]*)</item>.*?<purpose>([^<]*)</purpose>", Pattern.DOTALL);

    private final Scene scene;

    Sequel(Scene scene) {
        this.scene = scene;
    }

    /** @return id of the request for mutual assistance that followed {@code preservation} */
    String run(String preservation) throws IOException, InterruptedException, TimeoutException {
        prolong(preservation);
        String followUp = followUp(preservation);
        supply(preservation, followUp);
        explain(followUp);
        withdraw();
        decline();
        return followUp;
    }

    /** UC-16/1a. */
    private void prolong(String preservation) throws IOException, InterruptedException, TimeoutException {
        JsonNode held = scene.akiko().file(preservation);
        String ticket = held.at("/request/partnerReference").asText();
        String extension = scene.ask(inMatterOf(held, Scene.example("kinds/pres-29x.xml"))
                .replace("R-2026-000018", ticket)
                .replaceFirst("message=\"[^\"]*\"", "message=\"" + preservation + "\""));
        scene.tell("akiko asks for more time: an extension that names " + ticket, extension);
        Instant from = Instant.parse(held.at("/hold/starts").asText());
        Instant until = from.plus(MORE_DAYS, ChronoUnit.DAYS);
        scene.theirs(
                extension,
                "preserved",
                Map.of("from", from.toString(), "until", until.toString(), "holderReference", "HOLD-0001"));
        scene.await(scene.akiko(), extension, "FULFILLED");
        scene.tell(
                "the first hold is longer, at both sides",
                "until " + scene.akiko().file(preservation).at("/hold/ends").asText());
    }

    /** UC-16/2 and 16/3. */
    private String followUp(String preservation) throws IOException, InterruptedException, TimeoutException {
        String asked = inMatterOf(scene.akiko().file(preservation), Scene.example("kinds/mla-31.xml"))
                .replace(
                        "<link relation=\"PRESERVATION\">",
                        "<link relation=\"PRESERVATION\" message=\"" + preservation + "\">");
        String followUp = scene.ask(asked);
        scene.await(scene.akiko(), preservation, "FOLLOWED_UP");
        JsonNode held = scene.await(scene.pat(), preservation, "FOLLOWED_UP");
        scene.tell(
                "the request for mutual assistance has arrived: no clock ends the hold any more",
                "hold " + held.at("/hold/state").asText() + ", follow-up " + followUp);
        return followUp;
    }

    /** UC-14/3, 14/5, UC-16/5; UC-14/1a on the way. */
    private void supply(String preservation, String followUp)
            throws IOException, InterruptedException, TimeoutException {
        scene.pat().move(followUp, "take-up", Map.of());
        scene.tell(
                "pat would refuse it as a fiscal matter: her own gateway stops that",
                scene.stopped(
                        followUp,
                        decision(
                                followUp,
                                "<refused ground=\"FISCAL_ONLY\" alternativesConsidered=\"true\">"
                                        + "<reasons>A tax case.</reasons></refused>")));
        String conditions = scene.theirs(
                followUp,
                decision(
                        followUp,
                        "<conditional><condition kind=\"CONFIDENTIAL\"/><condition kind=\"STATED_USE_ONLY\"/>"
                                + "<reasons>ETS185/28/2</reasons></conditional>"));
        scene.await(scene.akiko(), followUp, "CONDITIONS_PROPOSED");
        scene.tell("the partner will supply the data on two conditions", conditions);
        scene.ours(
                followUp,
                "<conditionReply request=\"" + followUp + "\" conditions=\"" + conditions + "\" accepted=\"true\"/>");
        scene.await(scene.pat(), followUp, "ACCEPTED");
        scene.tell("akiko accepts the conditions: from now on they bind", "");
        String result = scene.theirs(
                followUp,
                "<result request=\"" + followUp
                        + "\" outcome=\"FULFILLED\"><text>Records of the provider, as preserved." + "</text></result>",
                RECORDS);
        scene.await(scene.akiko(), followUp, "FULFILLED");
        scene.tell("the evidence is here, a file attached", result);
        JsonNode ended = scene.akiko().file(followUp);
        String file = Scene.message(ended, result).at("/attachments/0/href").asText();
        scene.akiko().text(file + "?purpose=INVESTIGATION", "application/octet-stream");
        scene.tell("akiko takes it and says for what, because it came on conditions", "");
        String check = Scene.openTask(ended, "CHECK").path("href").asText();
        scene.akiko().post(check + "/done", Map.of("said", "Whole: one account, as asked."));
        scene.tell("akiko has checked it, and says so: until then that was a task", "");
        scene.await(scene.pat(), preservation, "COMPLETED");
        JsonNode held = scene.await(scene.akiko(), preservation, "COMPLETED");
        scene.tell(
                "decided: the hold is released at both sides",
                held.at("/hold/state").asText());
    }

    /** UC-14/6. */
    private void explain(String followUp) throws IOException, InterruptedException, TimeoutException {
        String query = scene.theirs(
                followUp,
                "<useQuery request=\"" + followUp + "\"><text>What use was made of the records?</text></useQuery>");
        scene.await(scene.akiko(), followUp, "USE_ASKED");
        scene.tell("the partner asks what use was made of them", query);
        String begun = scene.akiko().text(messages(followUp) + query + "/draft", "application/xml");
        scene.approve(followUp, scene.akiko().say(followUp, begun));
        scene.await(scene.pat(), followUp, "FULFILLED");
        scene.tell(
                "akiko explains it: the gateway wrote down who took what, when and for what",
                USES.matcher(begun)
                        .results()
                        .map(use -> use.group(1) + " " + use.group(2))
                        .collect(Collectors.joining("; ")));
    }

    /** A day on which it could be looked at again. */
    private String later(String request) throws IOException, InterruptedException {
        Instant opened =
                Instant.parse(scene.akiko().file(request).at("/request/opened").asText());
        return DateTimeFormatter.ISO_LOCAL_DATE.format(
                opened.plus(MORE_DAYS, ChronoUnit.DAYS).atOffset(ZoneOffset.UTC));
    }

    /** UC-05/3a, UC-05/4a; UC-14/1a on the way. */
    private void withdraw() throws IOException, InterruptedException, TimeoutException {
        String second = scene.ask(Scene.example("preservation-request.xml"));
        scene.tell("akiko asks for another preservation", second);
        scene.tell(
                "pat would postpone it: a preservation cannot be postponed",
                scene.stopped(
                        second,
                        decision(
                                second,
                                "<postponed alternativesConsidered=\"true\"><reasons>It would warn the suspects of a case of"
                                        + " ours.</reasons><review>" + later(second) + "</review></postponed>")));
        scene.theirs(
                second,
                "risk-notice",
                Map.of("reason", "The provider informs its customers of every preservation letter."));
        scene.await(scene.akiko(), second, "RISK_NOTICED");
        scene.tell("she gives notice of a risk instead, and akiko decides", "");
        scene.ours(
                second,
                "<withdrawal request=\"" + second
                        + "\"><reason>The suspects must not be warned.</reason></withdrawal>");
        scene.await(scene.akiko(), second, "WITHDRAWN");
        scene.await(scene.pat(), second, "WITHDRAWN");
        scene.tell("akiko withdraws the request: nothing is held for it", "");
    }

    /** UC-15/3a. */
    private void decline() throws IOException, InterruptedException, TimeoutException {
        String offer = scene.ask(Scene.example("kinds/spon-26.xml"));
        scene.tell("akiko offers information, on conditions; nothing of it is in the offer", offer);
        scene.theirs(
                offer,
                "<conditionReply request=\"" + offer + "\" conditions=\"" + offer
                        + "\" accepted=\"false\"><reason>Our law gives the defence access.</reason></conditionReply>");
        scene.await(scene.akiko(), offer, "DECLINED");
        scene.await(scene.pat(), offer, "DECLINED");
        scene.tell("the partner cannot accept them: the information never leaves", "");
    }

    private static String messages(String request) {
        return "/api/v1/requests/" + request + "/messages/";
    }

    private static String decision(String request, String outcome) {
        return "<decision request=\"" + request + "\">" + outcome + "</decision>";
    }

    private static String inMatterOf(JsonNode file, String submission) {
        return submission.replace(
                "to=\"us-example-poc\"",
                "to=\"us-example-poc\" matter=\"" + file.at("/request/matter").asText() + "\"");
    }
}
