package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.comity.desk.api.Dialogue.example;
import static org.comity.desk.api.Dialogue.id;
import static org.comity.desk.api.Dialogue.state;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.comity.messages.Content;
import org.comity.messages.MessageId;
import org.comity.messages.Preserved;
import org.comity.messages.Result;
import org.comity.partners.Partners;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** UC-17/2b, UC-17/2c: what a correction replaces is the same at both sides, whatever was on its way when it arrived. */
class CrossedCorrectionsTest extends RunningGateway {
    private final Instant from = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
    private final Instant before = from.minus(Duration.ofMinutes(1));
    private final Instant until = from.plus(Duration.ofDays(85));
    private Dialogue we;
    private String request;

    @Autowired
    private Partners partners;

    @BeforeEach
    void aPreservationIsSent() {
        we = new Dialogue(this);
        request = we.sent(example("preservation-request.xml"));
    }

    @Test // UC-17/2c: the holder has signed nothing, so it lets the data go when the correction arrives
    void whatOnlyTheTelephoneHoldsIsReplaced() throws Exception {
        heard(request, preserved(from), AGENCY, "TELEPHONE").expect(200);
        assertThat(state(we.officer.file(request))).isEqualTo("PRESERVED");
        JsonNode correction = we.submit(correcting(example("preservation-request.xml")))
                .expect(201)
                .json();
        assertThat(correction.path("cautions").findValuesAsText("about"))
                .as("nothing stays held")
                .doesNotContain("corrects-held");
        String id = correction.path("id").asText();
        we.approver.approve(id, id);
        assertThat(we.await(request, "SUPERSEDED").at("/hold/state").asText()).isEqualTo("RELEASED");

        MessageId signed = says(new Preserved(id(request), from, until, "EV-1"), before); // it was on its way
        JsonNode file = we.await(request, "PRESERVED");
        assertThat(file.at("/hold/stated").asText()).isEqualTo(until.toString());
        assertThat(file.at("/hold/heard").asBoolean()).isFalse();
        assertThat(file.findValuesAsText("confirmedBy")).containsOnly(signed.toString());
    }

    @Test // UC-17/2c: even where a follow-up keeps open what nobody there holds
    void whatOnlyTheTelephoneHoldsOpenIsReplaced() throws Exception {
        heard(request, preserved(from), AGENCY, "TELEPHONE").expect(200);
        String followUp = we.sent(example("kinds/mla-31.xml")
                .replace(
                        "<link relation=\"PRESERVATION\">",
                        "<link relation=\"PRESERVATION\" message=\"" + request + "\">"));
        we.await(request, "FOLLOWED_UP");
        we.sent(correcting(example("preservation-request.xml")));
        assertThat(we.await(request, "SUPERSEDED").at("/hold/state").asText()).isEqualTo("RELEASED");

        says(new Preserved(id(request), from, until, ""), before);
        assertThat(we.await(request, "FOLLOWED_UP").at("/hold/state").asText())
                .as("it follows still")
                .isEqualTo("HELD_OPEN");
        we.say(new Result(id(followUp), Result.Outcome.FULFILLED, List.of(), "Attached."));
        we.await(request, "COMPLETED");
    }

    @Test // UC-17/2b
    void whatWasHeldBeforeTheCorrectionArrivedIsHeldHereToo() throws Exception {
        we.sent(correcting(example("preservation-request.xml")));
        we.await(request, "SUPERSEDED");
        says(new Preserved(id(request), from, until, ""), before);
        JsonNode file = we.await(request, "PRESERVED");
        assertThat(file.at("/hold/state").asText()).isEqualTo("PRESERVED");
        assertThat(file.at("/hold/stated").asText()).isEqualTo(until.toString());
        assertThat(file.path("timeline").findValuesAsText("event")).contains("request.not-replaced");
        assertThat(rows().sql("select rule from deadline where request = ? and state = 'ARMED' order by rule")
                        .param(request)
                        .query(String.class)
                        .list())
                .as("its clock, and that of our own follow-up, if any")
                .contains("DR-01")
                .doesNotContain("DR-90");
        assertThat(alerts(request)).doesNotContain("held-though-replaced", "message-early");
        assertThat(we.submit(example("preservation-request.xml"))
                        .expect(201)
                        .json()
                        .path("cautions")
                        .findValuesAsText("request"))
                .as("it asks for the same again")
                .contains(request);
    }

    @Test // UC-17/2b: nothing was replaced there, and the evidence is the answer
    void whatWasDecidedBeforeTheCorrectionArrivedIsDecidedHereToo() throws Exception {
        String mla = we.sent(example("kinds/mla-31.xml"));
        we.sent(example("kinds/mla-31.xml")
                .replace(
                        "<link relation=\"PRESERVATION\">",
                        "<link relation=\"CORRECTED\" message=\"" + mla + "\"/><link relation=\"PRESERVATION\">"));
        we.await(mla, "SUPERSEDED");
        says(new Result(id(mla), Result.Outcome.FULFILLED, List.of(), "Attached."), before);
        we.await(mla, "FULFILLED");
    }

    @Test // UC-17/2b: an extension that was granted
    void whatWasExtendedBeforeTheCorrectionArrivedIsLongerHereToo() throws Exception {
        we.say(new Preserved(id(request), from, until, ""));
        we.await(request, "PRESERVED");
        String link = "<link relation=\"PRESERVATION\" message=\"" + request + "\"/>";
        String number = we.officer.file(request).at("/request/reference").asText();
        String asked = example("kinds/pres-29x.xml")
                .replace("R-2026-000018", number)
                .replace("</daysAsked>", "</daysAsked>" + link);
        String extension = we.sent(asked);
        we.sent(asked.replace(link, "<link relation=\"CORRECTED\" message=\"" + extension + "\"/>" + link));
        we.await(extension, "SUPERSEDED");
        Instant later = until.plus(Duration.ofDays(30));
        says(new Preserved(id(extension), from, later, ""), before);
        we.await(extension, "FULFILLED");
        assertThat(we.officer.file(request).at("/hold/stated").asText()).isEqualTo(later.toString());
    }

    @Test // UC-17/2b: nobody here would keep the end of that hold
    void whatIsHeldAfterTheCorrectionArrivedCallsSomebody() throws Exception {
        we.sent(correcting(example("preservation-request.xml")));
        we.await(request, "SUPERSEDED");
        MessageId late = says(
                new Preserved(id(request), from, until, ""),
                Clock.systemUTC().instant().plusSeconds(2));
        we.officer.await(
                request,
                file -> file.path("messages").findValuesAsText("id").contains(late.toString())
                        && alerts(request).contains("held-though-replaced"));
        assertThat(we.officer.message(request, late.toString()).path("delivery").asText())
                .as("read, not parked as early: it is not")
                .isEqualTo("PROCESSED");
        assertThat(state(we.officer.file(request))).isEqualTo("SUPERSEDED");
    }

    @Test // UC-17/2b: a letter that took days
    void aLetterThatCrossedTheCorrectionIsWrittenDown() throws Exception {
        EmbassyWithoutGateway.register(partners);
        String ours = EmbassyWithoutGateway.example("examples/preservation-request.xml");
        request = arrived(ours);
        arrived(correcting(ours));
        we.await(request, "SUPERSEDED");
        Thread.sleep(1_100); // records are to the second
        heard(request, preserved(Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS)), AGENCY, "POST")
                .expect(200);
        assertThat(state(we.officer.file(request)))
                .as("held since the correction arrived")
                .isEqualTo("SUPERSEDED");
        assertThat(alerts(request)).contains("held-though-replaced");
        heard(request, preserved(before.minusSeconds(60)), AGENCY, "POST").expect(200);
        JsonNode file = we.await(request, "PRESERVED");
        assertThat(file.at("/hold/stated").asText()).isEqualTo(until.toString());
    }

    private String arrived(String xml) {
        String id = we.submitted(xml);
        we.approver.approve(id, id);
        for (String what : List.of("carried", "arrived")) {
            we.officer
                    .post(
                            "/api/v1/requests/" + id + "/messages/" + id + "/" + what,
                            "application/json",
                            OfficersClient.json(written("COURIER")),
                            "")
                    .expect(200);
        }
        return id;
    }

    private String correcting(String xml) {
        return xml.replace("<remarks>", "<link relation=\"CORRECTED\" message=\"" + request + "\"/><remarks>");
    }

    private MessageId says(Content content, Instant created) throws Exception {
        return them().send(partnersPort(), content, them().newId(), created);
    }

    private String preserved(Instant since) {
        return "<preserved request=\"" + request + "\"><from>" + since + "</from><until>" + until
                + "</until></preserved>";
    }

    private OfficersClient.Answer heard(String about, String content, String to, String way) {
        String submission = "<submission xmlns=\"urn:comity:message:1\" to=\"" + to + "\">" + content + "</submission>";
        return we.officer.multipart(
                "/api/v1/requests/" + about + "/heard",
                OfficersClient.newKey(),
                new OfficersClient.PartOf("record", "", "application/json", OfficersClient.json(written(way))),
                new OfficersClient.PartOf(
                        "submission", "s.xml", "application/xml", submission.getBytes(StandardCharsets.UTF_8)));
    }

    private static Map<String, ?> written(String way) {
        return Map.of(
                "at",
                        Clock.systemUTC()
                                .instant()
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString(),
                "way", way,
                "sender", Map.of("person", "Sato", "organisation", "Them"),
                "recipient", Map.of("person", "Desk", "organisation", "Us"),
                "number", "N-17/26");
    }

    private static List<String> alerts(String about) {
        return rows().sql("select cause from alert where request = ? and acknowledged is null")
                .param(about)
                .query(String.class)
                .list();
    }
}
