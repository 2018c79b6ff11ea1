package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.comity.desk.api.Dialogue.example;
import static org.comity.desk.api.Dialogue.id;
import static org.comity.desk.api.Dialogue.state;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.comity.envelope.AttachedBytes;
import org.comity.messages.Condition;
import org.comity.messages.ConditionReply;
import org.comity.messages.Decision;
import org.comity.messages.Digest;
import org.comity.messages.Identifier;
import org.comity.messages.MessageId;
import org.comity.messages.PartialDisclosure;
import org.comity.messages.Referral;
import org.comity.messages.RequestContent.DataItem;
import org.comity.messages.Result;
import org.comity.messages.SecrecyNotice;
import org.comity.messages.UseQuery;
import org.comity.people.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The handshakes of UC-14 and UC-16 to their ends: what binds, who used what, and what a partner's message asks us to write next. */
class HandshakesTest extends RunningGateway {
    private static final byte[] RECORDS = "account,at\n".getBytes(StandardCharsets.UTF_8);

    private Dialogue we;

    @BeforeEach
    void twoPersons() {
        we = new Dialogue(this);
    }

    @Test // UC-14/3, UC-14/3a, UC-14/6, UC-14/6a
    void whatCameOnConditionsIsUsedForAStatedPurposeAndItsUseExplained() throws Exception {
        String mla = we.sent(example("kinds/mla-31.xml"));
        MessageId conditions = we.say(new Decision(
                id(mla),
                new Decision.Conditional(
                        List.of(
                                new Condition(Condition.Kind.CONFIDENTIAL, ""),
                                new Condition(Condition.Kind.OTHER, "Annex 2 stays closed.")),
                        "ETS185/28/2")));
        JsonNode proposed = we.await(mla, "CONDITIONS_PROPOSED").path("conditions");
        assertThat(proposed.findValuesAsText("kind")).containsExactly("CONFIDENTIAL", "OTHER");
        assertThat(proposed.findValuesAsText("by")).containsOnly(conditions.toString());
        assertThat(proposed.at("/1/demand").asText()).isEqualTo("Annex 2 stays closed.");
        assertThat(openAlerts(mla)).contains("answer-conditions");
        assertThat(proposed.findValuesAsText("accepted"))
                .as("nothing binds yet")
                .isEmpty();

        we.said(mla, "<conditionReply request=\"" + mla + "\" conditions=\"" + conditions + "\" accepted=\"true\"/>");
        assertThat(openAlerts(mla)).as("the move ended the call").doesNotContain("answer-conditions");
        assertThat(we.await(mla, "ACCEPTED").path("conditions").findValuesAsText("accepted"))
                .hasSize(2);

        MessageId result = them().newId();
        them().send(
                        partnersPort(),
                        new Result(id(mla), Result.Outcome.FULFILLED, List.of(), "Attached."),
                        result,
                        new AttachedBytes("records.csv", "text/csv", RECORDS));
        we.await(mla, "FULFILLED");
        String file = "/api/v1/requests/" + mla + "/messages/" + result + "/attachments/"
                + Digest.of(RECORDS).hex();
        assertThat(we.officer.get(file).expect(422).codes()).as("for what?").containsExactly("E-DSK-13");
        we.officer.get(file + "?purpose=CURIOSITY").expect(400);
        assertThat(we.officer.get(file + "?purpose=INVESTIGATION").expect(200).bytes())
                .isEqualTo(RECORDS);

        String text = "/api/v1/requests/" + mla + "/messages/" + result + "/document";
        assertThat(we.officer.get(text).expect(422).codes())
                .as("the text is supplied too")
                .containsExactly("E-DSK-13");
        assertThat(we.officer.get(text + "?purpose=TRANSLATION").expect(200).text())
                .contains("Attached.");
        we.officer
                .get("/api/v1/requests/" + mla + "/messages/" + conditions + "/document")
                .expect(200); // the conditions themselves are free to read

        JsonNode uses = we.officer
                .get("/api/v1/requests/" + mla + "/uses")
                .expect(200)
                .json()
                .path("uses");
        assertThat(uses.path(1).path("item").asText()).isEqualTo("result");
        assertThat(uses.path(1).path("purpose").asText()).isEqualTo("TRANSLATION");
        assertThat(uses).hasSize(2).first().satisfies(use -> {
            assertThat(use.path("item").asText()).isEqualTo("records.csv");
            assertThat(use.path("by").asText()).isEqualTo(we.officer.name);
            assertThat(use.path("purpose").asText()).isEqualTo("INVESTIGATION");
            assertThat(use.path("sha256").asText()).isEqualTo(Digest.of(RECORDS).hex());
        });
        person("elsewhere", Role.OFFICER)
                .get("/api/v1/requests/" + mla + "/uses")
                .expect(404);

        MessageId query = we.say(new UseQuery(id(mla), "For what was it used?"));
        we.await(mla, "USE_ASKED");
        String draft = draft(mla, query).expect(200).text();
        assertThat(draft)
                .contains("<item>records.csv</item>", "<purpose>investigation of the case stated</purpose>")
                .contains("<item>result</item>", "<purpose>translation for the case stated</purpose>")
                .doesNotContain(we.officer.name); // whom the supplier hears of is the agency
        String explained = we.officer
                .post(
                        "/api/v1/requests/" + mla + "/messages",
                        "application/xml",
                        draft.getBytes(StandardCharsets.UTF_8),
                        OfficersClient.newKey())
                .expect(200)
                .json()
                .path("message")
                .asText();
        we.approver.approve(mla, explained);
        we.await(mla, "FULFILLED");
    }

    @Test // UC-14/3c, DR-98: it binds longer than the request is open
    void whatAConditionDemandsByADayIsATaskOfWhoeverAcceptsIt() throws Exception {
        String mla = we.sent(example("kinds/mla-31.xml"));
        LocalDate day = LocalDate.now(ZoneOffset.UTC).plusDays(100);
        MessageId conditions = we.say(new Decision(
                id(mla),
                new Decision.Conditional(
                        List.of(
                                new Condition(Condition.Kind.CONFIDENTIAL, ""),
                                new Condition(Condition.Kind.OTHER, "Destroy every copy.", Optional.of(day))),
                        "ETS185/28/2")));
        assertThat(we.await(mla, "CONDITIONS_PROPOSED").path("conditions").findValuesAsText("dueBy"))
                .containsExactly(day.toString());
        assertThat(we.officer.file(mla).path("tasks")).noneMatch(HandshakesTest::isOfACondition);
        we.said(mla, "<conditionReply request=\"" + mla + "\" conditions=\"" + conditions + "\" accepted=\"true\"/>");
        we.say(new Result(id(mla), Result.Outcome.FULFILLED, List.of(), "Attached."));
        JsonNode task = StreamSupport.stream(
                        we.await(mla, "FULFILLED").path("tasks").spliterator(), false)
                .filter(HandshakesTest::isOfACondition)
                .findFirst()
                .orElseThrow();
        assertThat(task.path("due").asText())
                .as("by the end of that day in Tokyo")
                .isEqualTo(day + "T14:59:59Z");
        assertThat(task.has("done")).isFalse();
        assertThat(rows().sql("select state from deadline where request = ? and rule = 'DR-98'")
                        .param(mla)
                        .query(String.class)
                        .single())
                .isEqualTo("ARMED");
        we.officer
                .post(
                        task.path("href").asText() + "/done",
                        "application/json",
                        OfficersClient.json(Map.of("said", "Destroyed.")),
                        "")
                .expect(200);
    }

    @Test // UC-14/3c: the partner is bound by what it accepts, not we
    void whatThePartnerAcceptsIsNoTaskOfOurs() throws Exception {
        OfficersClient intake = person("intake", Role.OFFICER);
        OfficersClient second = person("intake", Role.APPROVER);
        String mla = we.say(IncomingRequest.content(example("kinds/mla-31.xml").getBytes(StandardCharsets.UTF_8)))
                .toString();
        intake.awaitRequest(mla, "ACKNOWLEDGED");
        String conditions = Dialogue.post(
                        intake,
                        mla,
                        "<decision request=\"" + mla
                                + "\"><conditional><condition kind=\"OTHER\" dueBy=\"2099-01-01\"><demand>Return it.</demand></condition><reasons>ETS185/28/2</reasons></conditional></decision>")
                .expect(200)
                .json()
                .path("message")
                .asText();
        second.approve(mla, conditions);
        we.say(new ConditionReply(id(mla), id(conditions), true, ""));
        assertThat(intake.await(mla, file -> state(file).equals("ACCEPTED")).path("tasks"))
                .noneMatch(HandshakesTest::isOfACondition);
    }

    private static boolean isOfACondition(JsonNode task) {
        return task.path("kind").asText().equals("CONDITION");
    }

    @Test // UC-16/4b: ETS185/30/2
    void whatIsWithheldOfAPartialDisclosureIsToldWithItsGround() throws Exception {
        String preservation = we.sent(example("preservation-request.xml"));
        MessageId told = we.say(new PartialDisclosure(
                id(preservation),
                "",
                "",
                "",
                List.of(),
                Optional.of(new PartialDisclosure.Withheld("ESSENTIAL_INTERESTS", "A case of ours."))));
        we.officer.await(
                preservation,
                file -> file.path("timeline").findValuesAsText("event").contains("request.withheld"));
        assertThat(openAlerts(preservation)).contains("answer-disclosure-withheld");
        draft(preservation, told).expect(404); // there is nobody to ask
    }

    @Test // UC-16/4a: ETS185/30
    void aPartialDisclosureCallsAndBeginsTheRequestToTheOtherState() throws Exception {
        String preservation = we.sent(example("preservation-request.xml"));
        MessageId pathless =
                we.say(new PartialDisclosure(id(preservation), "Exemple", "IS", "", List.of(), Optional.empty()));
        DataItem found = new DataItem(
                "TRA",
                Optional.empty(),
                List.of(new Identifier.Plain(Identifier.Form.EMAIL, "relay@mail.example")),
                Optional.empty(),
                Optional.of("The path leads there."));
        MessageId disclosure = we.say(new PartialDisclosure(
                id(preservation),
                "Exemple Hébergement",
                "IS",
                "203.0.113.77 > 198.51.100.4",
                List.of(found),
                Optional.empty()));
        we.officer.await(
                preservation,
                file -> file.path("timeline").findValuesAsText("event").stream()
                                .filter("request.disclosed"::equals)
                                .count()
                        == 2);
        assertThat(openAlerts(preservation)).contains("answer-partial-disclosure");
        assertThat(rows().sql("select state from message where id = ?")
                        .param(pathless.toString())
                        .query(String.class)
                        .single())
                .as("a lead is not turned away for want of its path (LAW-76), which is ours to tell")
                .isEqualTo("PROCESSED");

        String draft = draft(preservation, disclosure).expect(200).text();
        assertThat(draft)
                .contains(
                        "to=\"is-to-be-named\"",
                        "<name>Exemple Hébergement</name>",
                        "relay@mail.example",
                        "relation=\"DISCLOSURE\"",
                        "message=\"" + disclosure + "\"")
                .doesNotContain("203.0.113.77"); // what the first State was asked for is not asked of the second
        assertThat(we.submit(draft).expect(422).codes()).containsExactly("E-DSK-15");

        String second = we.sent(draft.replace("is-to-be-named", PARTNER));
        assertThat(we.officer.file(second).path("links")).anySatisfy(link -> {
            assertThat(link.path("relation").asText()).isEqualTo("DISCLOSURE");
            assertThat(link.path("direction").asText()).isEqualTo("BUILDS_ON");
            assertThat(link.path("request").asText()).isEqualTo(preservation);
            assertThat(link.path("arrived").asText()).isNotEmpty();
        });
        assertThat(we.officer.file(preservation).path("links")).anySatisfy(link -> {
            assertThat(link.path("direction").asText()).isEqualTo("FOLLOWED_BY");
            assertThat(link.path("request").asText()).isEqualTo(second);
        });
        assertThat(person("elsewhere", Role.OFFICER)
                        .get("/api/v1/requests/" + preservation + "/messages/" + disclosure + "/draft")
                        .status())
                .isEqualTo(404);
    }

    @Test // UC-14/2c: ETS185/27/9/c
    void aReferralToAnAgencyThatWeKnowBeginsTheSameRequestToIt() throws Exception {
        String mla = we.sent(example("kinds/mla-31.xml"));
        MessageId referral = we.say(new Referral(
                id(mla),
                "Example Department of Justice",
                Optional.of(them().partner("US").id()),
                "Not competent."));
        we.await(mla, "REFERRED");
        JsonNode draft = we.officer
                .send(we.officer
                        .call("/api/v1/requests/" + mla + "/messages/" + referral + "/draft")
                        .header("Accept", "application/json")
                        .GET())
                .expect(200)
                .json();
        assertThat(draft.path("to").asText()).isEqualTo(PARTNER);
        assertThat(draft.at("/assistanceRequest/requested/organisation").asText())
                .isEqualTo("Example Department of Justice");
        assertThat(draft.at("/assistanceRequest/link")).anySatisfy(link -> {
            assertThat(link.path("relation").asText()).isEqualTo("SUCCEEDED");
            assertThat(link.path("message").asText()).isEqualTo(mla);
        });

        String anew = we.sent(draft(mla, referral).expect(200).text());
        assertThat(we.officer.file(anew).at("/request/matter"))
                .isEqualTo(we.officer.file(mla).at("/request/matter"));
        assertThat(we.officer.file(mla).path("links").findValuesAsText("request"))
                .contains(anew);
        assertThat(state(we.officer.file(mla))).as("a person lays it aside").isEqualTo("REFERRED");
    }

    @Test
    void nothingFollowsFromOtherMessages() throws Exception {
        String mla = we.sent(example("kinds/mla-31.xml"));
        assertThat(draft(mla, id(mla)).status()).isEqualTo(404);
        MessageId referral = we.say(new Referral(id(mla), "A court", Optional.empty(), "Not competent."));
        we.await(mla, "REFERRED");
        assertThat(draft(mla, referral).status()).as("no agency that we know").isEqualTo(404);
    }

    @Test // need-to-know: naming another unit's request does not reach into it
    void aLinkToAnotherUnitsRequestHasNoEffect() {
        String theirs = we.sent(example("preservation-request.xml"));
        Dialogue others = new Dialogue(this);
        String wrong = others.sent(example("preservation-request.xml")
                .replace("<remarks>", "<link relation=\"CORRECTED\" message=\"" + theirs + "\"/><remarks>"));
        assertThat(others.officer.file(wrong).path("links")).isEmpty();
        assertThat(state(we.officer.file(theirs))).isNotEqualTo("SUPERSEDED");
    }

    @Test // UC-14/4, UC-14/4a; ETS185/27/8, DR-08
    void whereSecrecyCannotBeKeptWhoAskedDecides() throws Exception {
        String goesOn = we.sent(example("kinds/mla-31.xml"));
        String ends = we.sent(example("kinds/mla-31.xml"));
        MessageId notice = we.say(new SecrecyNotice(id(goesOn), "The holder tells its customer within 30 days."));
        we.say(new SecrecyNotice(id(ends), "The holder tells its customer at once."));
        JsonNode noticed = we.await(goesOn, "SECRECY_NOT_POSSIBLE");
        assertThat(noticed.at("/request/nextMove").asText()).isEqualTo("US");
        assertThat(openAlerts(goesOn)).contains("answer-secrecy-notice");

        String decided = we.officer
                .move(goesOn, "answer", Map.of("question", notice.toString(), "text", "Execute it nevertheless."))
                .expect(200)
                .json()
                .path("message")
                .asText();
        we.approver.approve(goesOn, decided);
        assertThat(we.await(goesOn, "UNDER_REVIEW").at("/request/nextMove").asText())
                .isEqualTo("PARTNER");
        assertThat(openAlerts(goesOn)).doesNotContain("answer-secrecy-notice");

        we.await(ends, "SECRECY_NOT_POSSIBLE");
        we.said(ends, "<withdrawal request=\"" + ends + "\"><reason>The customer must not know.</reason></withdrawal>");
        assertThat(we.await(ends, "WITHDRAWN").at("/request/nextMove").asText()).isEqualTo("NOBODY");
        assertThat(openAlerts(ends)).doesNotContain("answer-secrecy-notice");
    }

    private static List<String> openAlerts(String request) {
        return rows().sql("select cause from alert where request = ? and acknowledged is null")
                .param(request)
                .query(String.class)
                .list();
    }

    private OfficersClient.Answer draft(String request, MessageId message) {
        return we.officer.send(we.officer
                .call("/api/v1/requests/" + request + "/messages/" + message + "/draft")
                .header("Accept", "application/xml")
                .GET());
    }
}
