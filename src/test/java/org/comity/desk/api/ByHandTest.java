package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.comity.messages.Preserved;
import org.comity.messages.ReadBackCode;
import org.comity.partners.Partners;
import org.comity.people.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** UC-21, as an officer's program sees it: a partner without a gateway, and a telephone beside one. */
class ByHandTest extends RunningGateway {
    private static final String EMBASSY = EmbassyWithoutGateway.ID;

    private final String unit = "unit-" + UUID.randomUUID().toString().substring(0, 8);
    private OfficersClient officer;
    private OfficersClient approver;

    @Autowired
    private Partners partners;

    @BeforeEach
    void twoPersons() {
        them().accepts();
        EmbassyWithoutGateway.register(partners);
        officer = person(unit, Role.OFFICER);
        approver = person(unit, Role.APPROVER);
    }

    @Test // UC-21/1 to 21/3; DR-01, DR-02
    void whatIsCarriedByHandRunsTheSameClocks() {
        String preservation = sent(example("examples/preservation-request.xml"));
        assertThat(delivery(preservation)).isEqualTo("TO_CARRY");
        assertThat(tasks(preservation)).containsExactly("CARRY open");
        assertThat(rows().sql("select count(*) from outbox where subject = ?")
                        .param(preservation)
                        .query(Integer.class)
                        .single())
                .as("nothing is queued")
                .isZero();
        assertThat(officer.file(preservation).has("hold"))
                .as("it has not left yet")
                .isFalse();

        assertThat(toCarry(preservation)).containsExactly("preservationRequest TO_CARRY");
        JsonNode listed = officer.get("/api/v1/requests?nextMove=US")
                .json()
                .path("requests")
                .path(0);
        assertThat(listed.path("id").asText()).as("ours to carry").isEqualTo(preservation);
        assertThat(listed.path("ours").asBoolean()).isTrue();
        assertThat(listed.path("nextMove").asText()).isEqualTo("PARTNER");
        assertThat(officer.get("/api/v1/requests?nextMove=PARTNER").json().path("requests"))
                .isEmpty();

        Instant left = now();
        multipart(preservation, "messages/" + preservation + "/carried", written(left, "COURIER"), scan("dhl"))
                .expect(200);
        assertThat(delivery(preservation)).isEqualTo("CARRIED");
        assertThat(tasks(preservation)).containsExactly("CARRY done");
        assertThat(toCarry(preservation)).containsExactly("preservationRequest CARRIED");
        JsonNode hold = officer.file(preservation).path("hold");
        assertThat(hold.path("starts").asText()).isEqualTo(left.toString());
        assertThat(hold.path("estimated").asBoolean()).isTrue();

        record(preservation, "messages/" + preservation + "/arrived", written(now(), "TELEPHONE"))
                .expect(200);
        assertThat(delivery(preservation)).isEqualTo("HANDED_OVER");
        assertThat(toCarry(preservation)).isEmpty();
        Instant until = now().plus(Duration.ofDays(90));
        heard(preservation, preserved(preservation, now(), until), scan("letter"))
                .expect(200);
        assertThat(state(preservation)).isEqualTo("PRESERVED");

        String mla = sent(example("examples/kinds/mla-31.xml")
                .replace(
                        "<link relation=\"PRESERVATION\">",
                        "<link relation=\"PRESERVATION\" message=\"" + preservation + "\">"));
        record(mla, "messages/" + mla + "/carried", written(now(), "EMBASSY")).expect(200);
        assertThat(state(preservation)).as("dispatch alone changes nothing").isEqualTo("PRESERVED");
        record(mla, "messages/" + mla + "/arrived", written(now(), "INTERPOL")).expect(200); // ETS185/27/9/b
        assertThat(state(preservation)).as("as a receipt does").isEqualTo("FOLLOWED_UP");
    }

    @Test // UC-21/2: what counts from the request counts from when it left, not from its approval
    void clocksStartWithTheTimeRecorded() {
        String question = sent(example("examples/kinds/poc-35.xml"));
        assertThat(running(question, "DR-12")).as("nobody has it yet").isEmpty();
        Instant left = now();
        record(question, "messages/" + question + "/carried", written(left, "TELEPHONE"))
                .expect(200);
        assertThat(running(question, "DR-12")).containsExactly(left.toString());
    }

    /** What the running deadlines of a rule count from. */
    private static List<String> running(String request, String rule) {
        return rows().sql("""
                        select inputs ->> 'event' from deadline
                        where request = ? and rule = ? and state in ('ARMED', 'RESTING', 'WARNED', 'OVERDUE')""").params(request, rule).query(String.class).list();
    }

    @Test // UC-21/10, UC-21/10a: a call moves nothing, and a refusal that was only told is no formal one (ETS185/27/7)
    void aCallWithoutResultAndARefusalThatWasToldStandInTheFileAndMoveNothing() {
        String request = carried(sent(example("examples/preservation-request.xml")));
        String clocks = officer.file(request).path("deadlines").toString();
        Map<String, ?> other = Map.of("person", "Duty clerk", "organisation", "Embassy");
        call(request, Map.of("at", now().toString(), "other", other, "what", "CALLED"))
                .expect(200);
        assertThat(call(request, Map.of("at", now().toString(), "other", other, "what", "REFUSAL_TOLD"))
                        .expect(422)
                        .codes())
                .as("what was said")
                .containsExactly("E-DSK-13");
        call(request, Map.of("at", now().toString(), "other", other, "what", "REFUSAL_TOLD", "said", "Politics <b>."))
                .expect(200);
        assertThat(call(request, Map.of("at", now().toString(), "other", other, "what", "HEARD"))
                        .status())
                .isEqualTo(409);
        JsonNode file = officer.file(request);
        assertThat(state(request)).isEqualTo("SENT");
        assertThat(file.path("deadlines").toString()).isEqualTo(clocks);
        assertThat(file.path("timeline").findValuesAsText("event")).contains("request.called", "request.called");
        assertThat(file.findValuesAsText("said")).containsExactly("Politics <b>.");
        assertThat(listed(request).path("refusalTold").asBoolean())
                .as("UC-21/10a: seen where all are looked over")
                .isTrue();

        String refusal = "<submission xmlns=\"urn:comity:message:1\" to=\"" + AGENCY + "\">"
                + refused(request, "POLITICAL_OFFENCE") + "</submission>";
        OfficersClient.PartOf said = new OfficersClient.PartOf(
                "submission", "s.xml", "application/xml", refusal.getBytes(StandardCharsets.UTF_8));
        assertThat(multipart(request, "heard", written(now(), "TELEPHONE"), said)
                        .expect(422)
                        .codes())
                .containsExactly("E-CSW-25");
        String waits = multipart(request, "heard", written(now(), "FAX"), said, scan("refusal"))
                .expect(200)
                .json()
                .path("message")
                .asText();
        assertThat(listed(request).path("refusalTold").asBoolean())
                .as("what a second person has not approved decides nothing")
                .isTrue();
        approver.approve(request, waits);
        assertThat(officer.file(request).at("/request/refusalTold").asBoolean())
                .as("now it refuses in writing")
                .isFalse();
    }

    private JsonNode listed(String request) {
        for (JsonNode one : officer.get("/api/v1/requests?limit=200").json().path("requests")) {
            if (one.path("id").asText().equals(request)) {
                return one;
            }
        }
        throw new AssertionError(request + " is not listed");
    }

    private OfficersClient.Answer call(String request, Map<String, ?> body) {
        return officer.post(
                "/api/v1/requests/" + request + "/calls",
                "application/json",
                OfficersClient.json(body),
                OfficersClient.newKey());
    }

    @Test // UC-21/4, UC-21/4a: what ends a request has two persons; no receipt, no signature is claimed
    void anAnswerThatEndsTheRequestWaitsForASecondPerson() {
        String request = carried(sent(example("examples/preservation-request.xml")));
        String answer = heard(request, refused(request, "POLITICAL_OFFENCE"), scan("note verbale"))
                .expect(200)
                .json()
                .path("message")
                .asText();
        assertThat(state(request)).isEqualTo("SENT");
        JsonNode waiting = officer.message(request, answer);
        assertThat(waiting.path("delivery").asText()).isEqualTo("AWAITING_APPROVAL");

        JsonNode record = waiting.path("byHand").get(0);
        assertThat(record.path("recordedBy").asText()).isEqualTo(officer.name);
        assertThat(approver.get(record.path("scan").path("href").asText())
                        .expect(200)
                        .text())
                .isEqualTo("note verbale");

        approver.approve(request, answer);
        assertThat(state(request)).isEqualTo("REFUSED");
        JsonNode recorded = officer.message(request, answer);
        assertThat(recorded.path("deliveryInWords").asText()).isEqualTo("recorded by hand: no receipt, no signature");
        assertThat(recorded.has("receipt")).isFalse();
        officer.get("/api/v1/requests/" + request + "/messages/" + answer + "/receipt")
                .expect(404);
        assertThat(events(request)).contains("answer.recorded", "message.approved", "request.refused", "scan.read");
    }

    @Test // UC-14/2e, UC-21/4: a letter says that what was accepted is refused after all
    void aRefusalAfterAcceptanceThatCameByHandIsRecorded() {
        String request = carried(sent(example("examples/kinds/mla-31.xml")));
        heard(request, "<decision request=\"" + request + "\"><accepted/></decision>", scan("letter"))
                .expect(200);
        assertThat(state(request)).isEqualTo("ACCEPTED");
        String answer = heard(request, refused(request, "ESSENTIAL_INTERESTS"), scan("note verbale"))
                .expect(200)
                .json()
                .path("message")
                .asText();
        approver.approve(request, answer);
        assertThat(state(request)).isEqualTo("REFUSED");
    }

    @Test // UC-14/2e, UC-21/4: it releases what is held, though the use of the part is still to be explained
    void aRefusalOfTheRestThatCameByHandWaitsForASecondPerson() {
        String request = carried(sent(example("examples/kinds/mla-31.xml")));
        String of = " request=\"" + request + "\"";
        heard(request, "<result" + of + " outcome=\"PARTIAL\"><text>Half.</text></result>", scan("half"))
                .expect(200);
        heard(request, "<useQuery" + of + "><text>What for?</text></useQuery>", scan("letter"))
                .expect(200);
        assertThat(state(request)).isEqualTo("USE_OF_PART_ASKED");
        String answer = heard(request, refused(request, "ESSENTIAL_INTERESTS"), scan("note verbale"))
                .expect(200)
                .json()
                .path("message")
                .asText();
        assertThat(state(request)).isEqualTo("USE_OF_PART_ASKED");
        approver.approve(request, answer);
        assertThat(state(request)).isEqualTo("USE_ASKED");
    }

    @Test // UC-21/4d
    void whatIsDoneCameAsSomething() {
        String request = carried(sent(example("examples/kinds/mla-31.xml")));
        String done = "<result request=\"" + request + "\" outcome=\"FULFILLED\"";
        assertThat(heard(request, done + "/>").expect(422).codes()).containsExactly("E-DSK-13");
        assertThat(state(request)).isEqualTo("SENT");
        heard(request, done + "><text>On a disc, by courier.</text></result>").expect(200);
        heard(request, done + "/>", scan("note verbale")).expect(200);
    }

    @Test // UC-21/4b: judged by the law like any other
    void anUnlawfulAnswerIsNotRecorded() {
        String request = carried(sent(example("examples/preservation-request.xml")));
        assertThat(heard(request, refused(request, "FISCAL_ONLY"), scan("x"))
                        .expect(422)
                        .codes())
                .containsExactly("E-LAW-09");
        Instant from = now();
        assertThat(heard(request, preserved(request, from, from.minus(Duration.ofDays(1))), scan("x"))
                        .expect(422)
                        .codes())
                .as("only that it is short is recorded as it was said")
                .containsExactly("E-LAW-05");
        assertThat(state(request)).isEqualTo("SENT");
    }

    @Test // UC-21/4c: we do not hold the data; what the holder said is recorded as it was said
    void aHoldThatIsTooShortIsRecordedAsItWasSaidWithAnAlert() {
        String request = carried(sent(example("examples/preservation-request.xml")));
        Instant until = now().plus(Duration.ofDays(20));
        heard(request, preserved(request, now(), until), scan("memo")).expect(200);
        assertThat(state(request)).isEqualTo("PRESERVED");
        assertThat(officer.file(request).at("/hold/ends").asText())
                .as("no date that the partner never said")
                .isEqualTo(until.toString());
        assertThat(alerts(request)).contains("hold-too-short");

        String enough = carried(sent(example("examples/preservation-request.xml")));
        heard(enough, preserved(enough, now(), now().plus(Duration.ofDays(61))), scan("memo"))
                .expect(200);
        assertThat(alerts(enough)).doesNotContain("hold-too-short");
    }

    @Test // UC-21/5d: what is recorded beside an open question leaves it open, and says so
    void aQuestionThatNobodyAnsweredIsNotForgotten() {
        String request = carried(sent(example("examples/preservation-request.xml")));
        heard(request, "<question request=\"" + request + "\"><text>Which port?</text></question>", scan("fax"))
                .expect(200);
        assertThat(alerts(request)).doesNotContain("question-open");
        heard(request, preserved(request, now(), now().plus(Duration.ofDays(61))), scan("memo"))
                .expect(200);
        assertThat(state(request)).isEqualTo("PRESERVED");
        assertThat(alerts(request)).contains("question-open");
    }

    @Test // UC-21/4: a question by hand is answered by hand
    void aQuestionIsRecordedAndItsAnswerCarried() {
        String request = carried(sent(example("examples/preservation-request.xml")));
        String question = heard(
                        request,
                        "<question request=\"" + request + "\"><text>Which port?</text></question>",
                        scan("fax"))
                .expect(200)
                .json()
                .path("message")
                .asText();
        assertThat(state(request)).isEqualTo("INFO_NEEDED");
        String answer = officer.move(request, "answer", Map.of("question", question, "text", "443."))
                .expect(200)
                .json()
                .path("message")
                .asText();
        approver.approve(request, answer);
        assertThat(officer.message(request, answer).path("delivery").asText()).isEqualTo("TO_CARRY");
        record(request, "messages/" + answer + "/carried", written(now(), "FAX"))
                .expect(200);
        assertThat(tasks(request)).containsExactly("CARRY done", "CARRY done");
        assertThat(state(request)).isEqualTo("UNDER_REVIEW");
    }

    @Test // UC-21/6, UC-21/6a: what came is registered as it came; what is missing is recorded, and asked for by hand
    void anIncompleteRequestIsRecordedAsItCameAndAskedAbout() {
        Instant came = now().minus(Duration.ofHours(2));
        String submission = "<submission xmlns=\"urn:comity:message:1\" from=\"" + EMBASSY + "\" to=\"" + AGENCY
                + "\"><preservationRequest><reference>DOJ-77</reference><requested><organisation>Police</organisation></requested>"
                + "<facts>Servers of a hospital were encrypted.</facts><urgency><level>URGENT</level><reason>Logs are deleted tonight.</reason></urgency></preservationRequest></submission>";
        JsonNode recorded = came(submission, came).expect(201).json();
        List<String> missing = new ArrayList<>();
        recorded.path("missing")
                .forEach(one -> missing.add(
                        one.path("code").asText() + " " + one.path("where").asText()));
        assertThat(missing)
                .contains("E-LAW-01 preservationRequest/offence", "E-LAW-01 preservationRequest/data")
                .doesNotContain("E-LAW-01 preservationRequest/facts");
        String request = recorded.path("id").asText();
        JsonNode file = officer.file(request);
        assertThat(file.path("missing")).isEqualTo(recorded.path("missing"));
        assertThat(file.at("/request/direction").asText()).isEqualTo("IN");
        assertThat(file.at("/request/state").asText()).isEqualTo("ACKNOWLEDGED");
        assertThat(file.at("/request/partnerReference").asText()).isEqualTo("DOJ-77");
        assertThat(file.path("hold").path("starts").asText())
                .as("clocks of the time at which it came")
                .isEqualTo(came.toString());
        assertThat(officer.message(request, request).path("deliveryInWords").asText())
                .isEqualTo("recorded by hand: no receipt, no signature");
        assertThat(toCarry(request)).containsExactly("acknowledgement TO_CARRY");
        assertThat(events(request))
                .contains("request.recorded", "request.received", "request.acknowledged", "alert.raised");

        officer.move(request, "take-up", Map.of()).expect(200);
        String question = officer.move(request, "question", Map.of("text", "Which data?"))
                .expect(200)
                .json()
                .path("message")
                .asText();
        approver.approve(request, question);
        assertThat(state(request)).isEqualTo("INFO_NEEDED");
        assertThat(toCarry(request)).containsExactlyInAnyOrder("acknowledgement TO_CARRY", "question TO_CARRY");
        heard(
                        request,
                        "<answer request=\"" + request + "\" question=\"" + question
                                + "\"><text>All of it.</text></answer>",
                        scan("note"))
                .expect(200);
        assertThat(state(request)).isEqualTo("UNDER_REVIEW");
        assertThat(alerts(request))
                .as("it was our question, and this is its answer")
                .doesNotContain("question-open");
    }

    @Test // UC-21/6a, LAW-106: a letter of last week may name a day that is over
    void aConditionOfALetterIsNotMeasuredByTheDayOnWhichItIsRecorded() {
        String offer = new String(OfficersClient.example("examples/kinds/spon-26.xml"), StandardCharsets.UTF_8)
                .replaceFirst(" to=\"[^\"]*\"", " from=\"" + EMBASSY + "\" to=\"" + AGENCY + "\"")
                .replace(
                        "<condition kind=\"CONFIDENTIAL\"/>",
                        "<condition kind=\"CONFIDENTIAL\" dueBy=\""
                                + LocalDate.ofInstant(now(), ZoneOffset.UTC).minusDays(3) + "\"/>");
        assertThat(came(offer, now().minus(Duration.ofDays(7)))
                        .expect(201)
                        .json()
                        .path("missing"))
                .isEmpty();
    }

    @Test // UC-21/6d, ETS185/25/3: the gateway of the partner is down, and the data are gone tomorrow
    void anUrgentRequestOfAPartnerWithAGatewayIsRecordedAndAnsweredByHand() throws Exception {
        String theirs = theirs();
        String request = came(theirs, now()).expect(201).json().path("id").asText();
        assertThat(alerts(request)).contains("urgent-request");
        assertThat(toCarry(request))
                .as("its gateway does not know the request")
                .containsExactly("acknowledgement TO_CARRY");

        officer.move(request, "take-up", Map.of()).expect(200);
        String said = officer.move(
                        request,
                        "preserved",
                        Map.of(
                                "from",
                                now().toString(),
                                "until",
                                now().plus(Duration.ofDays(120)).toString()))
                .expect(200)
                .json()
                .path("message")
                .asText();
        approver.approve(request, said);
        assertThat(state(request)).isEqualTo("PRESERVED");
        assertThat(toCarry(request)).containsExactlyInAnyOrder("acknowledgement TO_CARRY", "preserved TO_CARRY");
        assertThat(rows().sql("select count(*) from outbox where address = 'comity.outbound' and subject = ?")
                        .param(said)
                        .query(Integer.class)
                        .single())
                .as("nothing of it is sealed or sent")
                .isZero();
        record(request, "messages/" + said + "/carried", written(now(), "TELEPHONE"))
                .expect(200);
        assertThat(officer.message(request, said).path("delivery").asText()).isEqualTo("CARRIED");

        MessageId signed = them().send(
                        partnersPort(),
                        IncomingRequest.content(theirs.getBytes(StandardCharsets.UTF_8)),
                        them().newId());
        person("intake", Role.OFFICER).awaitRequest(signed.toString(), "ACKNOWLEDGED");
        String withdrawal = heard(
                        request,
                        "<withdrawal request=\"" + request
                                + "\"><reason>Sent by our gateway now.</reason></withdrawal>",
                        scan("call"))
                .expect(200)
                .json()
                .path("message")
                .asText();
        assertThat(state(request)).as("a second person lets it go").isEqualTo("PRESERVED");
        approver.approve(request, withdrawal);
        assertThat(state(request)).isEqualTo("WITHDRAWN");
    }

    @Test // UC-21/6d, THREAT-91: nobody reaches into another unit's matter by writing down that a partner corrects it
    void whatWasWrittenDownEndsNothingThatTravelled() throws Exception {
        OfficersClient intake = person("intake", Role.OFFICER);
        String signed = IncomingRequest.from(them(), partnersPort());
        intake.awaitRequest(signed, "ACKNOWLEDGED");
        String correction =
                theirs().replace("<remarks>", "<link relation=\"CORRECTED\" message=\"" + signed + "\"/><remarks>");
        for (OfficersClient who : List.of(officer, intake)) {
            String written =
                    came(who, correction, now()).expect(201).json().path("id").asText();
            assertThat(intake.file(signed).at("/request/state").asText()).isEqualTo("ACKNOWLEDGED");
            assertThat(who.file(written).path("links")).hasSize(who.equals(intake) ? 1 : 0);
        }
    }

    @Test // UC-21/6d, LAW-18: a call replaces a signature for its reason only
    void whyItIsUrgentMustStandInIt() {
        String bare = theirs().replaceAll("(?s)<urgency>.*</urgency>", "<urgency><level>URGENT</level></urgency>");
        assertThat(came(bare, now()).expect(422).codes()).contains("E-LAW-04");
    }

    /** As a partner with a gateway tells it by telephone. */
    private static String theirs() {
        return new String(OfficersClient.example("examples/preservation-request.xml"), StandardCharsets.UTF_8)
                .replaceFirst(" to=\"[^\"]*\"", " from=\"" + PARTNER + "\" to=\"" + AGENCY + "\"");
    }

    private static String routine(String urgent) {
        return urgent.replaceAll("(?s)<urgency>.*</urgency>", "<urgency><level>ROUTINE</level></urgency>");
    }

    @Test // UC-21/6b, UC-21/6c: what cannot be registered at all
    void whatCannotBeARequestOfThatPartnerIsNotRecorded() {
        String whole = new String(OfficersClient.example("examples/preservation-request.xml"), StandardCharsets.UTF_8);
        String theirs = whole.replaceFirst(" to=\"[^\"]*\"", " from=\"" + EMBASSY + "\" to=\"" + AGENCY + "\"");
        JsonNode recorded = came(theirs, now()).expect(201).json();
        assertThat(recorded.path("missing")).isEmpty();
        assertThat(came(routine(theirs.replace(EMBASSY, PARTNER)), now())
                        .expect(422)
                        .codes())
                .as("its gateway can send what can wait")
                .containsExactly("E-CSW-22");
        assertThat(came(theirs.replace(EMBASSY, "nobody"), now()).expect(422).codes())
                .containsExactly("E-DSK-15");
        assertThat(came(theirs, now().plusSeconds(600)).expect(422).codes()).containsExactly("E-CSW-23");
        assertThat(came(theirs.replace("<submission ", "<submission matter=\"M-NONE\" "), now())
                        .status())
                .isEqualTo(404);
        came(theirs.replace(" to=\"" + AGENCY, " to=\"" + OTHER_AGENCY), now()).expect(403);
    }

    @Test // UC-21/7, UC-21/7a: nothing stays for ever
    void whatNobodyWillCarryIsGivenUpWithAReason() {
        String request = sent(example("examples/preservation-request.xml"));
        String path = "messages/" + request + "/give-up";
        assertThat(record(request, path, Map.of("reason", " ")).expect(422).codes())
                .containsExactly("E-DSK-13");
        approver.post(
                        "/api/v1/requests/" + request + "/" + path,
                        "application/json",
                        OfficersClient.json(Map.of("reason", "x")),
                        "")
                .expect(403);
        record(request, path, Map.of("reason", "The embassy is closed.")).expect(200);
        assertThat(delivery(request)).isEqualTo("DISCARDED");
        assertThat(officer.message(request, request).path("givenUp").asText()).isEqualTo("The embassy is closed.");
        assertThat(state(request)).isEqualTo("UNDELIVERABLE");
        assertThat(toCarry(request)).isEmpty();
        assertThat(tasks(request)).containsExactly("CARRY done");
        assertThat(running(request)).as("no clock calls anybody any more").isEmpty();
        assertThat(events(request)).contains("message.given-up", "request.not-delivered");
        assertThat(record(request, path, Map.of("reason", "again")).expect(409).codes())
                .containsExactly("E-DSK-09");

        String carried = carried(sent(example("examples/preservation-request.xml")));
        record(carried, "messages/" + carried + "/give-up", Map.of("reason", "too late"))
                .expect(409);
        String withdrawal = officer.move(carried, "withdrawal", Map.of("reason", "Not needed."))
                .expect(200)
                .json()
                .path("message")
                .asText();
        record(carried, "messages/" + withdrawal + "/give-up", Map.of("reason", "waits for approval"))
                .expect(409);
        approver.approve(carried, withdrawal);
        record(carried, "messages/" + withdrawal + "/give-up", Map.of("reason", "Said by telephone."))
                .expect(200);
        assertThat(state(carried)).as("what we said stays said here").isEqualTo("WITHDRAWN");
    }

    @Test // UC-21/8, UC-21/8a: both ends read the code; where they differ people are called
    void bothEndsReadTheCodeToEachOther() {
        String request = sent(example("examples/preservation-request.xml"));
        String path = "messages/" + request + "/read-back";
        assertThat(record(request, path, read(now(), true)).expect(409).codes())
                .as("it is here only")
                .containsExactly("E-DSK-09");
        carried(request);
        byte[] document = officer.get("/api/v1/requests/" + request + "/messages/" + request + "/document")
                .expect(200)
                .bytes();
        assertThat(officer.message(request, request).path("readBack").asText())
                .as("what anybody makes of the document")
                .isEqualTo(ReadBackCode.of(Digest.of(document)).toString());
        assertThat(record(request, path, read(now().plusSeconds(600), true))
                        .expect(422)
                        .codes())
                .containsExactly("E-CSW-23");
        record(request, path, read(now(), true)).expect(200);
        assertThat(alerts(request)).doesNotContain("read-back-differs");
        record(request, path, read(now(), false)).expect(200);
        assertThat(alerts(request)).contains("read-back-differs");
        JsonNode records = officer.message(request, request).path("byHand");
        assertThat(records.findValuesAsText("what")).containsExactlyInAnyOrder("CARRIED", "READ_BACK", "READ_BACK");
        assertThat(records.findValuesAsText("agreed")).containsExactlyInAnyOrder("true", "false");
        assertThat(events(request)).contains("message.read-back");
        assertThat(state(request)).as("it moves nothing").isEqualTo("SENT");
    }

    private static Map<String, ?> read(Instant at, boolean agreed) {
        return Map.of(
                "at", at.toString(),
                "reader", Map.of("person", "Duty clerk", "organisation", "Embassy"),
                "agreed", agreed);
    }

    private static List<String> alerts(String request) {
        return rows().sql("select cause from alert where request = ? and acknowledged is null")
                .param(request)
                .query(String.class)
                .list();
    }

    private static List<String> running(String request) {
        return rows().sql("select rule from deadline where request = ? and state in ('ARMED', 'WARNED', 'OVERDUE')")
                .param(request)
                .query(String.class)
                .list();
    }

    @Test // UC-21/2a: times that cannot be, moves that come too early
    void whatCannotHaveHappenedIsNotRecorded() {
        String request = sent(example("examples/preservation-request.xml"));
        assertThat(record(request, "messages/" + request + "/carried", written(now().plusSeconds(600), "POST"))
                        .expect(422)
                        .codes())
                .containsExactly("E-CSW-23");
        assertThat(record(request, "messages/" + request + "/arrived", written(now(), "POST"))
                        .expect(409)
                        .codes())
                .containsExactly("E-DSK-09");
        assertThat(record(request, "messages/" + request + "/carried", Map.of("way", "POST"))
                        .expect(422)
                        .codes())
                .containsOnly("E-DSK-13");
        person("other", Role.OFFICER)
                .post(
                        "/api/v1/requests/" + request + "/messages/" + request + "/carried",
                        "application/json",
                        OfficersClient.json(written(now(), "POST")),
                        "")
                .expect(404);
    }

    @Test // UC-21/2a: a scan that nothing names could be removed by nobody
    void ofARefusedRecordNoScanIsStored() {
        String request = sent(example("examples/preservation-request.xml"));
        String proof = UUID.randomUUID().toString();
        multipart(request, "messages/" + request + "/carried", written(now().plusSeconds(600), "POST"), scan(proof))
                .expect(422);
        multipart(request, "messages/" + request + "/arrived", written(now(), "POST"), scan(proof))
                .expect(409);
        person("other", Role.OFFICER)
                .multipart(
                        "/api/v1/requests/" + request + "/messages/" + request + "/carried",
                        "",
                        new OfficersClient.PartOf(
                                "record", "", "application/json", OfficersClient.json(written(now(), "POST"))),
                        scan(proof))
                .expect(404);
        assertThat(stored(proof)).isZero();
        multipart(request, "messages/" + request + "/carried", written(now(), "POST"), scan(proof))
                .expect(200);
        multipart(request, "messages/" + request + "/carried", written(now(), "POST"), scan(proof))
                .expect(409);
        assertThat(stored(proof)).isEqualTo(1);
    }

    private static int stored(String proof) {
        return rows().sql("select count(*) from payload where sha256 = ?")
                .param(Digest.of(proof.getBytes(StandardCharsets.UTF_8)).hex())
                .query(Integer.class)
                .single();
    }

    @Test // UC-21/5 to 5c: of a partner with a gateway little is recorded, and its message confirms it
    void aTelephoneAnswerIsConfirmedByTheMessage() throws Exception {
        String request = sent(example("examples/preservation-request.xml").replace(EMBASSY, PARTNER));
        Instant from = now();
        Instant until = from.plus(Duration.ofDays(85));
        heard(request, preserved(request, from, until), scan("memo")).expect(200);
        assertThat(state(request)).isEqualTo("PRESERVED");
        assertThat(listed(request).path("holdHeard").asBoolean())
                .as("no signature")
                .isTrue();
        assertThat(heard(request, refused(request, "POLITICAL_OFFENCE"), scan("memo"))
                        .status())
                .isEqualTo(409);
        String other = sent(example("examples/preservation-request.xml").replace(EMBASSY, PARTNER));
        assertThat(heard(other, refused(other, "POLITICAL_OFFENCE"), scan("memo"))
                        .expect(422)
                        .codes())
                .containsExactly("E-CSW-22");

        officer.awaitDelivery(request, request, "DELIVERED");
        record(request, "messages/" + request + "/read-back", read(now(), true)).expect(200); // UC-21/8

        MessageId message = them().send(
                        partnersPort(),
                        new Preserved(MessageId.parse(request).orElseThrow(), from, until, ""),
                        them().newId());
        JsonNode file =
                officer.await(request, read -> !read.findValues("confirmedBy").isEmpty());
        assertThat(events(request)).contains("answer.confirmed");
        assertThat(file.findValuesAsText("confirmedBy")).containsExactly(message.toString());
        assertThat(file.path("hold").path("ends").asText()).isEqualTo(until.toString());
        assertThat(state(request)).isEqualTo("PRESERVED");
        assertThat(listed(request).path("holdHeard").asBoolean()).isFalse();
    }

    /** What of the request the list of everything to carry holds; of another unit's it holds nothing. */
    private List<String> toCarry(String request) {
        assertThat(person("other", Role.OFFICER)
                        .get("/api/v1/by-hand")
                        .expect(200)
                        .text())
                .doesNotContain(request);
        List<String> found = new ArrayList<>();
        officer.get("/api/v1/by-hand").expect(200).json().forEach(one -> {
            if (one.path("request").asText().equals(request)) {
                found.add(one.path("kind").asText() + " " + one.path("delivery").asText());
            }
        });
        return found;
    }

    private String sent(String submission) {
        String id = officer.post(
                        "/api/v1/requests",
                        "application/xml",
                        submission.getBytes(StandardCharsets.UTF_8),
                        OfficersClient.newKey())
                .expect(201)
                .json()
                .path("id")
                .asText();
        approver.approve(id, id);
        return id;
    }

    private String carried(String request) {
        record(request, "messages/" + request + "/carried", written(now(), "POST"))
                .expect(200);
        return request;
    }

    private OfficersClient.Answer record(String request, String what, Map<String, ?> written) {
        return officer.post(
                "/api/v1/requests/" + request + "/" + what, "application/json", OfficersClient.json(written), "");
    }

    private OfficersClient.Answer multipart(
            String request, String what, Map<String, ?> written, OfficersClient.PartOf... parts) {
        List<OfficersClient.PartOf> all = new ArrayList<>(List.of(parts));
        all.addFirst(new OfficersClient.PartOf("record", "", "application/json", OfficersClient.json(written)));
        return officer.multipart(
                "/api/v1/requests/" + request + "/" + what,
                OfficersClient.newKey(),
                all.toArray(OfficersClient.PartOf[]::new));
    }

    private OfficersClient.Answer heard(String request, String content, OfficersClient.PartOf scan) {
        String submission =
                "<submission xmlns=\"urn:comity:message:1\" to=\"" + AGENCY + "\">" + content + "</submission>";
        return multipart(
                request,
                "heard",
                written(now(), "TELEPHONE"),
                scan,
                new OfficersClient.PartOf(
                        "submission", "s.xml", "application/xml", submission.getBytes(StandardCharsets.UTF_8)));
    }

    private OfficersClient.Answer heard(String request, String content) {
        String submission =
                "<submission xmlns=\"urn:comity:message:1\" to=\"" + AGENCY + "\">" + content + "</submission>";
        return multipart(
                request,
                "heard",
                written(now(), "TELEPHONE"),
                new OfficersClient.PartOf(
                        "submission", "s.xml", "application/xml", submission.getBytes(StandardCharsets.UTF_8)));
    }

    private OfficersClient.Answer came(String submission, Instant at) {
        return came(officer, submission, at);
    }

    private OfficersClient.Answer came(OfficersClient who, String submission, Instant at) {
        return who.multipart(
                "/api/v1/requests/by-hand",
                OfficersClient.newKey(),
                new OfficersClient.PartOf("record", "", "application/json", OfficersClient.json(written(at, "FAX"))),
                new OfficersClient.PartOf(
                        "submission", "s.xml", "application/xml", submission.getBytes(StandardCharsets.UTF_8)),
                scan("fax"));
    }

    private static OfficersClient.PartOf scan(String text) {
        return new OfficersClient.PartOf("scan", "proof.txt", "text/plain", text.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, ?> written(Instant at, String way) {
        return Map.of(
                "at", at.toString(),
                "way", way,
                "sender", Map.of("person", "Sato", "organisation", "National Police"),
                "recipient", Map.of("person", "Note desk", "organisation", "Example Ministry"),
                "number", "N-17/26");
    }

    private static String preserved(String request, Instant from, Instant until) {
        return "<preserved request=\"" + request + "\"><from>" + from + "</from><until>" + until
                + "</until></preserved>";
    }

    private static String refused(String request, String ground) {
        return "<decision request=\"" + request + "\"><refused ground=\"" + ground
                + "\" alternativesConsidered=\"true\"><reasons>By the note.</reasons></refused></decision>";
    }

    private static String example(String file) {
        return EmbassyWithoutGateway.example(file);
    }

    private String state(String request) {
        return officer.file(request).path("request").path("state").asText();
    }

    private String delivery(String request) {
        return officer.message(request, request).path("delivery").asText();
    }

    private List<String> events(String request) {
        return officer.file(request).path("timeline").findValuesAsText("event");
    }

    private static List<String> tasks(String request) {
        return rows().sql(
                        "select kind || case when done is null then ' open' else ' done' end from task where request = ? order by opened")
                .param(request)
                .query(String.class)
                .list();
    }

    private static Instant now() {
        return Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
