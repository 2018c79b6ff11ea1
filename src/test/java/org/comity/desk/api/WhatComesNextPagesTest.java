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
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.comity.messages.Identifier;
import org.comity.messages.MessageId;
import org.comity.messages.PartialDisclosure;
import org.comity.messages.Preserved;
import org.comity.messages.Referral;
import org.comity.messages.RequestContent.DataItem;
import org.comity.messages.Result;
import org.comity.messages.UseExplanation;
import org.comity.messages.UseQuery;
import org.comity.people.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a page offers an officer to do next, read without a browser. */
class WhatComesNextPagesTest extends RunningGateway {
    private final Instant from = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
    private Dialogue we;
    private PageReader officer;

    @BeforeEach
    void anOfficer() {
        we = new Dialogue(this);
        officer = new PageReader(this, we.unit, Role.OFFICER);
    }

    @Test // UC-16/1g, UC-16/1b, UC-16/5
    void moreOfWhatIsHeldIsAskedForWhileTheFirstFollowUpIsOpen() throws Exception {
        String held = we.sent(example("preservation-request.xml"));
        we.say(new Preserved(id(held), from, from.plus(Duration.ofDays(90)), ""));
        we.await(held, "PRESERVED");
        assertThat(officer.read("/requests/" + held)).contains("Send the request for mutual assistance");

        String subscriber = we.sent(following("mla-31s", held));
        we.await(held, "FOLLOWED_UP");
        assertThat(officer.read("/requests/" + held))
                .contains("/requests/" + held + "/avenues", "Ask for more of what is held");
        assertThat(officer.read("/requests/" + held + "/avenues")).contains("It follows the preservation");
        assertThat(officer.read("/requests/" + held + "/follow-up?kind=MLA-31")).contains(held);

        String content = we.sent(following("mla-31", held));
        assertThat(new PageReader(this, we.unit, Role.APPROVER).read("/requests/" + held))
                .as("only an officer writes it")
                .doesNotContain("Ask for more of what is held");
        we.say(new Result(id(subscriber), Result.Outcome.FULFILLED, List.of(), "Attached."));
        we.await(subscriber, "FULFILLED");
        assertThat(state(we.officer.file(held))).isEqualTo("FOLLOWED_UP");
        we.say(new Result(id(content), Result.Outcome.FULFILLED, List.of(), "Attached."));
        we.await(held, "COMPLETED");
        assertThat(officer.get("/requests/" + held + "/avenues").statusCode()).isEqualTo(404);
    }

    @Test // UC-16/4a: ETS185/30
    void theRequestToTheStateOfAnotherProviderIsBegunOnThePageOfItsDisclosure() throws Exception {
        String held = we.sent(example("preservation-request.xml"));
        String told = we.say(new PartialDisclosure(
                        id(held),
                        "Exemple Hébergement",
                        "IS",
                        "203.0.113.77 > 198.51.100.4",
                        List.of(new DataItem(
                                "TRA",
                                Optional.empty(),
                                List.of(new Identifier.Plain(Identifier.Form.EMAIL, "relay@mail.example")),
                                Optional.empty(),
                                Optional.of("The path leads there."))),
                        Optional.empty()))
                .toString();
        MessageId withheld = we.say(new PartialDisclosure(
                id(held),
                "",
                "",
                "",
                List.of(),
                Optional.of(new PartialDisclosure.Withheld("ESSENTIAL_INTERESTS", "A case of ours."))));
        we.officer.await(
                held,
                file -> file.path("timeline")
                        .findValuesAsText("event")
                        .containsAll(List.of("request.disclosed", "request.withheld")));
        String disclosure = "/requests/" + held + "/messages/" + told;
        assertThat(officer.read(disclosure)).contains(disclosure + "/begin", "Ask for preservation there");
        assertThat(officer.read(disclosure + "/begin"))
                .as("whom to ask is left to choose")
                .contains("<select id=\"-to\"")
                .contains("Exemple Hébergement", "relay@mail.example", told)
                .doesNotContain("203.0.113.77");

        String dead = "/requests/" + held + "/messages/" + withheld;
        assertThat(officer.read(dead)).doesNotContain("/begin");
        assertThat(officer.get(dead + "/begin").statusCode()).isEqualTo(404);
        PageReader stranger = new PageReader(this, "elsewhere", Role.OFFICER);
        assertThat(stranger.get(disclosure + "/begin").statusCode()).isEqualTo(404); // THREAT-91
    }

    @Test // UC-14/2c: ETS185/27/9/c
    void theRequestToTheCompetentAuthorityIsBegunOnThePageOfTheReferral() throws Exception {
        String mla = we.sent(example("kinds/mla-31.xml"));
        MessageId referral = we.say(new Referral(
                id(mla),
                "Example Department of Justice",
                Optional.of(them().partner("US").id()),
                "Not competent."));
        we.await(mla, "REFERRED");
        String page = "/requests/" + mla + "/messages/" + referral;
        assertThat(officer.read(page)).contains(page + "/begin", "Ask that authority");
        assertThat(officer.read(page + "/begin"))
                .contains("Example Department of Justice", PARTNER, mla)
                .doesNotContain("<select id=\"-to\"");
    }

    @Test // UC-14/5d: the receiver
    void aResultThatIsSentAnewComesInAndIsChecked() throws Exception {
        String mla = we.sent(example("kinds/mla-31.xml"));
        we.say(new Result(id(mla), Result.Outcome.FULFILLED, List.of(), "Attached."));
        we.await(mla, "FULFILLED");
        assertThat(officer.read("/requests/" + mla)).contains("/requests/" + mla + "/successor");
        we.say(new Result(id(mla), Result.Outcome.FULFILLED, List.of(), "Again, with what was broken."));
        we.officer.await(mla, file -> checks(file).size() == 2);
        assertThat(state(we.officer.file(mla))).isEqualTo("FULFILLED");

        for (JsonNode check : checks(we.officer.file(mla))) {
            we.officer
                    .post(
                            check.path("href").asText() + "/done",
                            "application/json",
                            OfficersClient.json(Map.of("said", "Whole.")),
                            "")
                    .expect(200);
        }
        assertThat(officer.read("/requests/" + mla))
                .as("nothing is missing")
                .doesNotContain("/requests/" + mla + "/successor");

        we.say(new UseQuery(id(mla), "For what was it used?"));
        we.await(mla, "USE_ASKED");
        we.say(new Result(id(mla), Result.Outcome.FULFILLED, List.of(), "Once more."));
        we.officer.await(mla, file -> checks(file).size() == 3);
        assertThat(state(we.officer.file(mla)))
                .as("it is still to be explained")
                .isEqualTo("USE_ASKED");
    }

    @Test // UC-14/5d: the supplier; what is done is not undone by it
    void aResultOfOursCanBeSentAnew() throws Exception {
        String theirs = we.say(
                        IncomingRequest.content(example("kinds/mla-31.xml").getBytes(StandardCharsets.UTF_8)))
                .toString();
        OfficersClient intake = person("intake", Role.OFFICER);
        PageReader supplier = new PageReader(this, "intake", Role.OFFICER);
        intake.awaitRequest(theirs, "ACKNOWLEDGED");
        assertThat(supplier.read("/requests/" + theirs))
                .contains("Send the result")
                .doesNotContain("Send the result anew");
        supplied(intake, theirs, "FULFILLED");
        intake.awaitRequest(theirs, "FULFILLED");

        assertThat(supplier.read("/requests/" + theirs)).contains("Send the result anew");
        assertThat(supplier.read("/requests/" + theirs + "/moves/result"))
                .contains("The request stays done.")
                .doesNotContain("NO_DATA");
        supplied(intake, theirs, "FULFILLED");
        assertThat(state(intake.file(theirs))).isEqualTo("FULFILLED");
        assertThat(Dialogue.post(intake, theirs, result(theirs, "NO_DATA")).status())
                .isEqualTo(409);
    }

    @Test // UC-14/5d, UC-14/6a: what can be said still is not set aside by the explanation
    void aResultThatIsToBeSentAnewWaitsOnWhenItsUseIsExplained() throws Exception {
        String theirs = we.say(
                        IncomingRequest.content(example("kinds/mla-31.xml").getBytes(StandardCharsets.UTF_8)))
                .toString();
        OfficersClient intake = person("intake", Role.OFFICER);
        intake.awaitRequest(theirs, "ACKNOWLEDGED");
        supplied(intake, theirs, "FULFILLED");
        String query =
                written(intake, theirs, "<useQuery request=\"" + theirs + "\"><text>For what?</text></useQuery>");
        person("intake", Role.APPROVER).approve(theirs, query);
        intake.awaitRequest(theirs, "USE_ASKED");
        intake.awaitDelivery(theirs, query, "DELIVERED");

        String anew = written(intake, theirs, result(theirs, "FULFILLED"));
        we.say(new UseExplanation(id(theirs), id(query), "In the case stated.", List.of()));
        intake.awaitRequest(theirs, "FULFILLED");
        assertThat(intake.message(theirs, anew).path("delivery").asText()).isEqualTo("AWAITING_APPROVAL");
    }

    @Test // UC-14/5d: an extension has no result that could come broken
    void anExtensionThatWasGrantedIsNotGrantedTwice() throws Exception {
        String extension = we.sent(example("kinds/pres-29x.xml"));
        we.say(new Preserved(id(extension), from, from.plus(Duration.ofDays(180)), ""));
        we.await(extension, "FULFILLED");
        we.say(new Preserved(id(extension), from, from.plus(Duration.ofDays(181)), ""));
        we.officer.await(
                extension,
                file -> file.path("messages").findValuesAsText("delivery").contains("PARKED"));
    }

    private void supplied(OfficersClient intake, String request, String outcome) {
        String message = written(intake, request, result(request, outcome));
        person("intake", Role.APPROVER).approve(request, message);
        intake.awaitDelivery(request, message, "DELIVERED");
    }

    private static String written(OfficersClient intake, String request, String content) {
        return Dialogue.post(intake, request, content)
                .expect(200)
                .json()
                .path("message")
                .asText();
    }

    private static String result(String request, String outcome) {
        return "<result request=\"" + request + "\" outcome=\"" + outcome + "\"><text>The records.</text></result>";
    }

    private static List<JsonNode> checks(JsonNode file) {
        return StreamSupport.stream(file.path("tasks").spliterator(), false)
                .filter(task -> task.path("kind").asText().equals("CHECK"))
                .toList();
    }

    private static String following(String kind, String held) {
        return example("kinds/" + kind + ".xml")
                .replace(
                        "<link relation=\"PRESERVATION\">",
                        "<link relation=\"PRESERVATION\" message=\"" + held + "\">");
    }
}
