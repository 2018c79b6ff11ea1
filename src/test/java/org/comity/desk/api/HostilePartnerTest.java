package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.comity.desk.api.Dialogue.example;
import static org.comity.desk.api.Dialogue.id;
import static org.comity.desk.api.Dialogue.state;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.comity.envelope.AttachedBytes;
import org.comity.messages.Acknowledgement;
import org.comity.messages.Answer;
import org.comity.messages.Condition;
import org.comity.messages.ConditionReply;
import org.comity.messages.Content;
import org.comity.messages.Decision;
import org.comity.messages.Delay;
import org.comity.messages.Identifier;
import org.comity.messages.Information;
import org.comity.messages.MessageId;
import org.comity.messages.PartialDisclosure;
import org.comity.messages.Preserved;
import org.comity.messages.Referral;
import org.comity.messages.Rejection;
import org.comity.messages.Reminder;
import org.comity.messages.RequestContent.DataItem;
import org.comity.messages.Result;
import org.comity.messages.RiskNotice;
import org.comity.messages.Submission;
import org.comity.messages.UseExplanation;
import org.comity.messages.UseQuery;
import org.comity.messages.Withdrawal;
import org.comity.partners.AgencyId;
import org.comity.people.Role;
import org.comity.problems.Checked;
import org.comity.schemas.MessageXml;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A partner with valid keys that means us harm by what it may lawfully send: links, answers out of order, odd dates and odd texts. */
class HostilePartnerTest extends RunningGateway {
    private static final byte[] BYTES = "x".getBytes(StandardCharsets.UTF_8);

    private Dialogue we;
    private OfficersClient intake;
    private OfficersClient second;

    @BeforeEach
    void persons() {
        we = new Dialogue(this);
        intake = person("intake", Role.OFFICER);
        second = person("intake", Role.APPROVER);
    }

    // ---- conditions

    @Test // ETS185/28/3, UC-14/3a: what is accepted is what was proposed
    void conditionsThatWereNeverSetAreNotAccepted() throws Exception {
        String mla = comes("kinds/mla-31.xml", "");
        propose(mla, "Use in this case only.");
        MessageId reply = we.say(new ConditionReply(id(mla), them().newId(), true, ""));
        fate(reply);
        assertThat(state(intake.file(mla))).isEqualTo("CONDITIONS_PROPOSED");
    }

    @Test // UC-14/3: the second, stricter proposal stands; accepting the first is not accepting it
    void acceptingTheMilderConditionsOfBeforeIsNotAcceptingTheStricterOfNow() throws Exception {
        String mla = comes("kinds/mla-31.xml", "");
        String mild = propose(mla, "Cite us.");
        propose(mla, "Never use it as evidence.");
        MessageId reply = we.say(new ConditionReply(id(mla), id(mild), true, ""));
        fate(reply);
        assertThat(state(intake.file(mla))).isEqualTo("CONDITIONS_PROPOSED");
    }

    @Test // THREAT-81: what waits as early is not an acceptance of whatever is proposed later
    void anAcceptanceSentBeforehandDoesNotAcceptWhatIsProposedLater() throws Exception {
        String mla = comes("kinds/mla-31.xml", "");
        MessageId reply = we.say(new ConditionReply(id(mla), them().newId(), true, ""));
        fate(reply);
        propose(mla, "Never use it as evidence.");
        settle();
        assertThat(state(intake.file(mla))).isEqualTo("CONDITIONS_PROPOSED");
    }

    @Test // ETS185/26/2, UC-15/3
    void anOfferIsAcceptedOnItsOwnConditionsOnly() throws Exception {
        String offer = we.sent(example("kinds/spon-26.xml"));
        MessageId reply = we.say(new ConditionReply(id(offer), them().newId(), true, ""));
        fate(reply);
        JsonNode file = we.officer.file(offer);
        assertThat(state(file) + " "
                        + file.path("conditions").findValuesAsText("accepted").size())
                .as("either nothing is accepted, or what is accepted binds")
                .isNotEqualTo("CONDITIONS_ACCEPTED 0");
    }

    @Test // ETS185/28: what was supplied without conditions gets none afterwards
    void conditionsSetAfterTheSupplyAreNotShownAsProposed() throws Exception {
        String mla = we.sent(example("kinds/mla-31.xml"));
        we.say(new Result(id(mla), Result.Outcome.FULFILLED, List.of(), "Attached."));
        we.await(mla, "FULFILLED");
        MessageId late = we.say(conditional(mla, "Destroy it all."));
        String fate = fate(late);
        assertThat(we.officer.file(mla).path("conditions")).as(fate).isEmpty();
    }

    // ---- answers to what was not asked

    @Test // UC-05/2a
    void anAnswerNamesAQuestionThatWasAsked() throws Exception {
        String mla = comes("kinds/mla-31.xml", "");
        String question = Dialogue.post(intake, mla, "<question request=\"" + mla + "\"><text>Which?</text></question>")
                .expect(200)
                .json()
                .path("message")
                .asText();
        second.approve(mla, question);
        intake.await(mla, file -> state(file).equals("INFO_NEEDED"));
        fate(we.say(new Answer(id(mla), them().newId(), "To a question of my own.")));
        assertThat(state(intake.file(mla))).isEqualTo("INFO_NEEDED");
    }

    // ---- holds

    @ParameterizedTest // ETS185/29/7: sixty days from our asking at the earliest
    @ValueSource(ints = {-200, -400})
    void aHoldThatEndedBeforeWeAskedDoesNotEndOurs(int days) throws Exception {
        String request = we.sent(example("preservation-request.xml"));
        Instant from = now().plus(Duration.ofDays(days));
        String fate = fate(we.say(new Preserved(id(request), from, from.plus(Duration.ofDays(61)), "")));
        settle();
        JsonNode file = we.officer.file(request);
        assertThat(state(file)).as(fate + " " + file.path("hold")).isNotEqualTo("EXPIRED");
    }

    @ParameterizedTest // THREAT-84, ETS185/29/7: our end is not moved before sixty days from our asking, and a person
    // sees why
    @ValueSource(ints = {-85, -9_800})
    void aHoldThatBeganLongBeforeWeAskedDoesNotHurryUs(int days) throws Exception {
        String request = we.sent(example("preservation-request.xml"));
        Instant asked = now();
        Instant from = asked.plus(Duration.ofDays(days));
        Instant until = asked.plus(Duration.ofDays(61));
        we.say(new Preserved(id(request), from, until, ""));
        JsonNode file = we.await(request, "PRESERVED");
        Instant end = Instant.parse(file.path("hold").path("ends").asText());
        assertThat(end).isBetween(asked.plus(Duration.ofDays(59)), until);
        assertThat(file.at("/request/followUpBefore").asText()).isEqualTo(end.toString());
        assertThat(file.path("deadlines").findValuesAsText("provenance"))
                .as("how it came about")
                .anyMatch(how -> how.contains("; asked for at ") && how.contains("at least 60 days from then"));
        assertThat(openAlerts(request)).contains("hold-begun-unasked");
        we.say(new Preserved(id(request), asked, until, ""));
        for (int i = 0; i < 100 && openAlerts(request).contains("hold-begun-unasked"); i++) {
            Thread.sleep(100);
        }
        assertThat(openAlerts(request)).as("it has said since when").doesNotContain("hold-begun-unasked");
    }

    @Test // THREAT-84: what the holder said once is not taken back by saying it of an earlier time
    void aHoldThatWasPromisedIsNotShortenedIntoThePast() throws Exception {
        String request = we.sent(example("preservation-request.xml"));
        Instant from = now();
        we.say(new Preserved(id(request), from, from.plus(Duration.ofDays(90)), ""));
        we.await(request, "PRESERVED");
        Instant before = from.minus(Duration.ofDays(100));
        String fate = fate(we.say(new Preserved(id(request), before, before.plus(Duration.ofDays(61)), "")));
        settle();
        JsonNode file = we.officer.file(request);
        assertThat(state(file)).as(fate + " " + file.path("hold")).isEqualTo("PRESERVED");
    }

    @Test // a hold of the next century holds nothing now
    void aHoldThatBeginsInAYearToComeIsNotPreserved() throws Exception {
        String request = we.sent(example("preservation-request.xml"));
        String fate = fate(we.say(new Preserved(
                id(request), Instant.parse("2099-01-01T00:00:00Z"), Instant.parse("2099-12-31T23:59:59Z"), "")));
        JsonNode file = we.officer.file(request);
        assertThat(state(file)).as(fate + " " + file.path("hold")).isNotEqualTo("PRESERVED");
    }

    @Test // 60 days minus a second
    void sixtyDaysMinusAnHourAndASecondAreTooShort() throws Exception {
        String request = we.sent(example("preservation-request.xml"));
        Instant until =
                now().plus(Duration.ofDays(60)).minus(Duration.ofHours(1)).minusSeconds(1);
        assertThat(fate(we.say(new Preserved(id(request), now(), until, "")))).isEqualTo("REJECTED");
        Instant almost = now().plus(Duration.ofDays(60)).minusSeconds(1);
        assertThat(fate(we.say(new Preserved(id(request), now(), almost, "")))).isEqualTo("PROCESSED");
        assertThat(we.officer.file(request).at("/hold/stated").asText()).isEqualTo(almost.toString());
    }

    @Test // ETS185/29/7, DR-02: pending a decision on the follow-up the data continue to be preserved
    void aRiskNoticeDoesNotFreeAHoldThatIsHeldOpen() throws Exception {
        String request = we.sent(example("preservation-request.xml"));
        we.say(new Preserved(id(request), now(), now().plus(Duration.ofDays(61)), ""));
        we.await(request, "PRESERVED");
        String mla = we.sent(following(request));
        we.await(request, "FOLLOWED_UP");
        we.say(new RiskNotice(id(request), "It might be lost."));
        we.officer.await(
                request, file -> file.path("timeline").findValuesAsText("event").contains("request.risk-noticed"));
        String hold = we.officer.file(request).path("hold").path("state").asText();
        we.say(new Result(id(mla), Result.Outcome.FULFILLED, List.of(), "Attached."));
        we.await(mla, "FULFILLED");
        settle();
        assertThat(hold + ", then " + state(we.officer.file(request))).isEqualTo("HELD_OPEN, then COMPLETED");
    }

    @Test // ETS185/29/7: what holds data open is a request for their search, seizure or disclosure
    void aSecondPreservationDoesNotHoldTheFirstOpenForEver() throws Exception {
        String first = held();
        String again = comes("preservation-request.xml", "<link relation=\"PRESERVATION\" message=\"" + first + "\"/>");
        settle();
        assertThat(state(intake.file(first)) + " " + state(intake.file(again))).startsWith("PRESERVED");
    }

    @Test // the same of a mere question to a contact point
    void aQuestionToAContactPointDoesNotHoldDataOpen() throws Exception {
        String first = held();
        comes("kinds/poc-35.xml", "<link relation=\"PRESERVATION\" message=\"" + first + "\"/>");
        settle();
        assertThat(state(intake.file(first))).isEqualTo("PRESERVED");
    }

    @Test // UC-17/2a: what we hold stays held, whatever we answer to the correction
    void aCorrectionOfWhatWeHoldReplacesNothing() throws Exception {
        String first = held();
        String again = comes("preservation-request.xml", "<link relation=\"CORRECTED\" message=\"" + first + "\"/>");
        assertThat(intake.file(again).path("links").findValuesAsText("request")).containsExactly(first);
        assertThat(state(intake.file(first))).isEqualTo("PRESERVED");
        String refusal = intake.refuse(again).expect(200).json().path("message").asText();
        second.approve(again, refusal);
        intake.await(again, file -> state(file).equals("REFUSED"));
        assertThat(state(intake.file(first))
                        + intake.file(first).at("/hold/state").asText())
                .isEqualTo("PRESERVEDPRESERVED");
    }

    // ---- links and references

    @Test // whatever ticket the partner gave to another, no hold is thought to be longer than it is; a link says which
    // is meant
    void aTicketThatLooksLikeOurReferenceExtendsNoHold() throws Exception {
        String first = we.sent(example("preservation-request.xml"));
        String reference = we.officer.file(first).at("/request/reference").asText();
        String other = we.sent(example("preservation-request.xml"));
        fate(we.say(new Acknowledgement(id(other), reference)));
        Instant from = now();
        for (String one : List.of(first, other)) {
            we.say(new Preserved(id(one), from, from.plus(Duration.ofDays(61)), ""));
            we.await(one, "PRESERVED");
        }
        assertThat(we.submit(example("kinds/pres-29x.xml").replace("R-2026-000018", reference))
                        .expect(422)
                        .codes())
                .containsExactly("E-CSW-28");
    }

    @Test
    void linksToTheOtherDirectionMoveNothing() throws Exception {
        String ours = we.sent(example("preservation-request.xml"));
        StringBuilder links = new StringBuilder();
        for (String relation : List.of(
                "PRESERVATION", "EARLIER_REQUEST", "CORRECTED", "SUCCEEDED", "COPY_OF", "DISCLOSURE", "CONFIRMED")) {
            links.append("<link relation=\"" + relation + "\" message=\"" + ours + "\"/>");
            links.append("<link relation=\"" + relation + "\"><reference>"
                    + we.officer.file(ours).at("/request/reference").asText() + "</reference></link>");
        }
        String theirs = comes("preservation-request.xml", links.toString());
        settle();
        assertThat(state(we.officer.file(ours))).isIn("SENT", "ACKNOWLEDGED");
        assertThat(we.officer.file(ours).path("links")).isEmpty();
        assertThat(intake.file(theirs).path("links")).isEmpty();
        assertThat(intake.file(theirs).at("/request/matter"))
                .isNotEqualTo(we.officer.file(ours).at("/request/matter"));
    }

    @Test
    void twentyTimesTheSameLinkIsOne() throws Exception {
        String first = comes("preservation-request.xml", "");
        String link = "<link relation=\"CORRECTED\" message=\"" + first + "\"/>";
        String anew = comes("preservation-request.xml", link.repeat(20));
        intake.await(first, file -> state(file).equals("SUPERSEDED"));
        assertThat(intake.file(anew).path("links")).hasSize(1);
    }

    @Test // from the wrong side
    void nobodySpeaksForTheOtherSide() throws Exception {
        String theirs = comes("kinds/mla-31.xml", "");
        String ours = we.sent(example("kinds/mla-31.xml"));
        String before = state(we.officer.file(ours));
        List<Content> wrong = new ArrayList<>(List.of(
                new Decision(id(theirs), new Decision.Accepted("")),
                new Preserved(id(theirs), now(), now().plus(Duration.ofDays(90)), ""),
                new Result(id(theirs), Result.Outcome.FULFILLED, List.of(), "Done."),
                new UseQuery(id(theirs), "?"),
                new Referral(id(theirs), "A court", Optional.empty(), "."),
                new RiskNotice(id(theirs), "."),
                new Acknowledgement(id(theirs), "X"),
                new Withdrawal(id(ours), "."),
                new Answer(id(ours), id(ours), "."),
                new ConditionReply(id(ours), id(ours), true, ""),
                new Information(id(ours), "."),
                new UseExplanation(id(ours), id(ours), ".", List.of())));
        for (Content content : wrong) {
            assertThat(fate(we.say(content))).as(content.kind()).isEqualTo("REJECTED");
        }
        assertThat(state(intake.file(theirs))).isEqualTo("ACKNOWLEDGED");
        assertThat(state(we.officer.file(ours))).isEqualTo(before);
    }

    // ---- what came by hand and what was signed

    @Test // UC-21/5a: dates that contradict what was said are seen
    void aSignedHoldThatContradictsTheTelephoneCallsSomebody() throws Exception {
        String request = we.sent(example("preservation-request.xml"));
        Instant from = now();
        heard(
                request,
                "<preserved request=\"" + request + "\"><from>" + from + "</from><until>"
                        + from.plus(Duration.ofDays(365)) + "</until></preserved>");
        we.await(request, "PRESERVED");
        Instant before = from.minus(Duration.ofDays(100));
        String fate = fate(we.say(new Preserved(id(request), before, before.plus(Duration.ofDays(61)), "")));
        settle();
        assertThat(state(we.officer.file(request))).as(fate).isEqualTo("PRESERVED");
    }

    // ---- results

    // ---- dates

    // ---- kinds

    @ParameterizedTest
    @ValueSource(strings = {"sub-7", "prod-8", "emer-9", "un-42", "vtc-11", "jit-12", "emla-10", "dnr-6", "un-44"})
    void kindsThatAreNotInForceAreRejected(String kind) throws Exception {
        assertThat(fate(we.say(content("kinds/" + kind + ".xml", "")))).isEqualTo("REJECTED");
    }

    // ---- drafts that follow

    @Test
    void aDisclosureToAWeirdStateBeginsADraftOrNone() throws Exception {
        String request = we.sent(example("preservation-request.xml"));
        for (String country : List.of("ZZ", "JP", "US", "KP")) {
            for (String category : List.of("TRA", "BOGUS")) {
                MessageId told = we.say(new PartialDisclosure(
                        id(request),
                        "=HYPERLINK(\"http://x\") \u202Egnp.exe <script>alert(1)</script>",
                        country,
                        "\u202E".repeat(100),
                        List.of(new DataItem(
                                category,
                                Optional.of("?"),
                                List.of(new Identifier.Plain(Identifier.Form.EMAIL, "relay@mail.example")),
                                Optional.empty(),
                                Optional.of("."))),
                        Optional.empty()));
                String fate = fate(told);
                int draft = fate.equals("PROCESSED") ? draft(request, told) : 0;
                assertThat(draft).isIn(0, 200, 404);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {AGENCY, OTHER_AGENCY, PARTNER, "nobody-knows"})
    void aReferralToUsOrToNobodyBeginsADraftOrNone(String agency) throws Exception {
        String mla = we.sent(example("kinds/mla-31.xml"));
        MessageId told = we.say(new Referral(id(mla), "You", Optional.of(new AgencyId(agency)), "Not competent."));
        assertThat(fate(told)).isIn("PROCESSED", "REJECTED");
        int status = draft(mla, told);
        assertThat(status).isIn(200, 404);
    }

    // ---- files

    @Test // THREAT-24, THREAT-28
    void fileNamesAreForDisplayOnly() throws Exception {
        String request = we.sent(example("preservation-request.xml"));
        List<String> names = List.of(
                "../../../../tmp/hostile-x",
                "invoice.pdf.lnk",
                "photo\u202Egpj.exe",
                "a\"; filename=\"b.exe",
                "C:\\x\\con",
                "x\u2028y\u0085z.html",
                "=cmd|' /C calc'!A1.csv");
        int n = 0;
        for (String name : names) {
            MessageId told = them().newId();
            them().send(
                            partnersPort(),
                            new Reminder(id(request), "."),
                            told,
                            new AttachedBytes(name, "text/html", ("x" + n++).getBytes(StandardCharsets.UTF_8)));
            fate(told);
            JsonNode attachment = we.officer
                    .message(request, told.toString())
                    .path("attachments")
                    .path(0);
            OfficersClient.Answer got =
                    we.officer.get(attachment.path("href").asText()).expect(200);
            String how = got.headers().firstValue("Content-Disposition").orElse("");
            assertThat(how).startsWith("attachment").doesNotContain("\u202E", "filename=\"b.exe");
            assertThat(got.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(got.mediaType()).doesNotContain("html");
        }
    }

    @Test
    void twoFilesOfOneDigestAreTurnedAwayWithAReceipt() throws Exception {
        String request = we.sent(example("preservation-request.xml"));
        MessageId told = them().newId();
        them().send(
                        partnersPort(),
                        new Reminder(id(request), "."),
                        told,
                        new AttachedBytes("a.txt", "text/plain", BYTES),
                        new AttachedBytes("b.exe", "text/plain", BYTES));
        assertThat(fate(told)).startsWith("NOT STORED").contains("turned-away");
    }

    // ---- information

    @Test // ETS185/26/2, UC-15: information before the acceptance of its conditions
    void informationBeforeAnyAcceptanceIsNotReadWithoutThem() throws Exception {
        String offer = comes("kinds/spon-26.xml", "");
        MessageId told = them().newId();
        them().send(
                        partnersPort(),
                        new Information(id(offer), "Here it is."),
                        told,
                        new AttachedBytes("list.csv", "text/csv", BYTES));
        String fate = fate(told);
        JsonNode attachment =
                intake.message(offer, told.toString()).path("attachments").path(0);
        int read = intake.get(attachment.path("href").asText()).status();
        assertThat(fate).isNotEqualTo("PROCESSED");
        assertThat(read).isNotEqualTo(200);
    }

    // ---- races

    @Test // UC-05/4a
    void whatIsWithdrawnIsNotDecidedAnyMore() throws Exception {
        String mla = comes("kinds/mla-31.xml", "");
        String accepted = Dialogue.post(intake, mla, "<decision request=\"" + mla + "\"><accepted/></decision>")
                .expect(200)
                .json()
                .path("message")
                .asText();
        String sha256 = intake.message(mla, accepted).path("documentSha256").asText();
        we.say(new Withdrawal(id(mla), "Never mind."));
        intake.await(mla, file -> state(file).equals("WITHDRAWN"));
        assertThat(second.move(mla, "approve", Map.of("message", accepted, "sha256", sha256))
                        .status())
                .isEqualTo(409);
        assertThat(fate(we.say(new Withdrawal(id(mla), "Twice.")))).isNotEqualTo("RECEIVED");
        assertThat(state(intake.file(mla))).isEqualTo("WITHDRAWN");
    }

    // ---- many

    @Test // the same of an answer that waits for its question
    void anAnswerSentBeforehandDoesNotAnswerWhatIsAskedLater() throws Exception {
        String mla = comes("kinds/mla-31.xml", "");
        fate(we.say(new Answer(id(mla), them().newId(), "To whatever you will ask.")));
        String question = Dialogue.post(intake, mla, "<question request=\"" + mla + "\"><text>Which?</text></question>")
                .expect(200)
                .json()
                .path("message")
                .asText();
        second.approve(mla, question);
        settle();
        assertThat(state(intake.file(mla))).isEqualTo("INFO_NEEDED");
    }

    @Test // ETS185/28/3: declined is declined until they are proposed again
    void conditionsThatWereDeclinedDoNotBindByALaterWord() throws Exception {
        String mla = comes("kinds/mla-31.xml", "");
        String mild = propose(mla, "Cite us.");
        fate(we.say(new ConditionReply(id(mla), id(mild), false, "No.")));
        intake.await(mla, file -> state(file).equals("CONDITIONS_DECLINED"));
        String fate = fate(we.say(new ConditionReply(id(mla), id(mild), true, "")));
        JsonNode declined = intake.file(mla);
        String then = state(declined) + " "
                + declined.path("conditions").findValuesAsText("accepted").size();
        propose(mla, "Never use it as evidence.");
        settle();
        JsonNode after = intake.file(mla);
        assertThat(then + ", then " + state(after))
                .as(fate + " " + after.path("conditions"))
                .isEqualTo("CONDITIONS_DECLINED 0, then CONDITIONS_PROPOSED");
    }

    @Test // ETS185/28/4: who was supplied explains the use, also of a part, also after it asks no more
    void aWithdrawalDoesNotEndTheDutyToExplainTheUse() throws Exception {
        String mla = comes("kinds/mla-31.xml", "");
        approved(mla, "<decision request=\"" + mla + "\"><accepted/></decision>");
        approved(mla, "<result request=\"" + mla + "\" outcome=\"PARTIAL\"><text>The first half.</text></result>");
        approved(mla, "<useQuery request=\"" + mla + "\"><text>What for?</text></useQuery>");
        intake.await(mla, file -> state(file).equals("USE_OF_PART_ASKED"));
        fate(we.say(new Withdrawal(id(mla), "We have what we wanted.")));
        settle();
        JsonNode file = intake.file(mla);
        int again = Dialogue.post(intake, mla, "<useQuery request=\"" + mla + "\"><text>What for?</text></useQuery>")
                .status();
        assertThat(state(file) + ", asking again: " + again).isNotEqualTo("WITHDRAWN, asking again: 409");
    }

    @Test // what is said of an extension does not end the hold that it extends
    void anExtensionIntoThePastDoesNotEndTheFirstHold() throws Exception {
        String request = we.sent(example("preservation-request.xml"));
        String reference = we.officer.file(request).at("/request/reference").asText();
        we.say(new Preserved(id(request), now(), now().plus(Duration.ofDays(90)), ""));
        we.await(request, "PRESERVED");
        String extension = we.sent(example("kinds/pres-29x.xml").replace("R-2026-000018", reference));
        Instant before = now().minus(Duration.ofDays(200));
        String fate = fate(we.say(new Preserved(id(extension), before, before.plus(Duration.ofDays(61)), "")));
        settle();
        assertThat(state(we.officer.file(request))).as(fate).isEqualTo("PRESERVED");
    }

    @Test
    void oddReferencesAndFindingsAreShownAndGoNowhereElse() throws Exception {
        String odd = "=HYPERLINK(\"http://x\")\u202E\u2028BEGIN:VEVENT\u0085<b>";
        String request = we.sent(example("preservation-request.xml"));
        fate(we.say(new Acknowledgement(id(request), odd)));
        fate(we.say(new Rejection(
                id(request),
                java.util.stream.IntStream.range(0, 500)
                        .mapToObj(i -> new Rejection.Finding("HACK-" + i, "X", "<b>\u202E", odd))
                        .toList())));
        String calendar = we.officer.get("/api/v1/calendar.ics").expect(200).text();
        assertThat(calendar).doesNotContain("HYPERLINK");
        assertThat(calendar.lines().filter(line -> line.equals("BEGIN:VEVENT")).count())
                .isEqualTo(calendar.lines()
                        .filter(line -> line.equals("END:VEVENT"))
                        .count());
    }

    @Test
    void aDocumentOfMaximalCountsIsJudged() throws Exception {
        String xml = example("preservation-request.xml");
        int from = xml.indexOf("<data ");
        int to = xml.indexOf("</data>") + 7;
        String item = xml.substring(from, to);
        int first = xml.indexOf("<offence ");
        String offence = xml.substring(first, xml.indexOf("</offence>") + 10);
        xml = xml.replace(item, item.repeat(100 - xml.split("<data ", -1).length + 2))
                .replace(offence, offence.repeat(50 - xml.split("<offence ", -1).length + 2));
        Checked<Submission> read = new MessageXml().readSubmission(xml.getBytes(StandardCharsets.UTF_8));
        if (!(read instanceof Checked.Passed<Submission>(var submission))) {
            throw new AssertionError(read.problems());
        }
        MessageId big = we.say(submission.content());
        assertThat(fate(big)).isEqualTo("PROCESSED");
        intake.get("/api/v1/requests/" + big).expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz", "xx-klingon1-aaaaaaaa", "qaa", "aaa-aa-aa-aa-aa-aa-aa-aa-aa-aa"})
    void aLanguageThatIsNoneStopsNoPage(String tag) throws Exception {
        String xml = example("kinds/mla-31.xml").replace("language=\"en\"", "language=\"" + tag + "\"");
        Checked<Submission> read = new MessageXml().readSubmission(xml.getBytes(StandardCharsets.UTF_8));
        if (!(read instanceof Checked.Passed<Submission>(var submission))) {
            throw new AssertionError(read.problems());
        }
        MessageId told = we.say(submission.content());
        assertThat(fate(told)).isEqualTo("PROCESSED");
        intake.get("/api/v1/requests/" + told).expect(200);
    }

    @Test // another agency, with keys of its own
    void aThirdAgencyReachesIntoNothingOfTheFirst() throws Exception {
        String theirs = comes("preservation-request.xml", "");
        String ours = we.sent(example("preservation-request.xml"));
        PlayedPartner third =
                another("x-" + java.util.UUID.randomUUID().toString().substring(0, 8), "US");
        for (String one : List.of(theirs, ours)) {
            for (Content content : List.of(
                    new Withdrawal(id(one), "."),
                    new Preserved(id(one), now(), now().plus(Duration.ofDays(90)), ""),
                    new Decision(id(one), new Decision.Refused("POLITICAL_OFFENCE", ".", true)),
                    new Rejection(id(one), List.of(new Rejection.Finding("E-LAW-01", "X", "", "."))),
                    content("preservation-request.xml", "<link relation=\"CORRECTED\" message=\"" + one + "\"/>"))) {
                fate(third.send(partnersPort(), content, third.newId()));
            }
        }
        assertThat(state(intake.file(theirs))).isEqualTo("ACKNOWLEDGED");
        assertThat(state(we.officer.file(ours))).isIn("SENT", "ACKNOWLEDGED");
        assertThat(we.officer.file(ours).path("links")).isEmpty();
        assertThat(intake.file(theirs).path("links")).isEmpty();
        assertThat(we.officer.file(ours).path("messages").findValuesAsText("kind"))
                .containsExactly("preservationRequest");
        assertThat(intake.file(theirs).path("messages").findValuesAsText("kind"))
                .containsOnly("preservationRequest", "acknowledgement");
    }

    @Test // types.xsd: a narrative has up to 20,000 characters, of whatever script
    void twentyThousandCharactersOfAnyScriptArrive() throws Exception {
        String request = we.sent(example("preservation-request.xml"));
        List<String> fates = new ArrayList<>();
        for (String sign : List.of("x", "\u8981", "\u202E", "<", "&", "\n", "\ud83d\ude00")) {
            fates.add(fate(we.say(new Reminder(id(request), sign.repeat(20_000 / sign.length())))));
        }
        assertThat(fates).containsOnly("PROCESSED");
    }

    @Test // ETS185/28/4: the same by a correction
    void aCorrectionDoesNotEndTheDutyToExplainTheUse() throws Exception {
        String mla = comes("kinds/mla-31.xml", "");
        approved(mla, "<decision request=\"" + mla + "\"><accepted/></decision>");
        approved(mla, "<result request=\"" + mla + "\" outcome=\"PARTIAL\"><text>The first half.</text></result>");
        approved(mla, "<useQuery request=\"" + mla + "\"><text>What for?</text></useQuery>");
        comes("kinds/mla-31.xml", "<link relation=\"CORRECTED\" message=\"" + mla + "\"/>");
        settle();
        assertThat(state(intake.file(mla))).isEqualTo("USE_OF_PART_ASKED");
    }

    @Test // ETS185/28/4: an explanation answers the query that was asked
    void aUseIsNotExplainedBeforeItWasAskedFor() throws Exception {
        String mla = comes("kinds/mla-31.xml", "");
        approved(mla, "<decision request=\"" + mla + "\"><accepted/></decision>");
        approved(mla, "<result request=\"" + mla + "\" outcome=\"FULFILLED\"><text>All.</text></result>");
        fate(we.say(new UseExplanation(id(mla), them().newId(), "For what you think.", List.of())));
        approved(mla, "<useQuery request=\"" + mla + "\"><text>What for?</text></useQuery>");
        settle();
        assertThat(state(intake.file(mla))).isEqualTo("USE_ASKED");
    }

    @Test // types.xsd: every narrative has up to 20,000 characters, not only those that Bounds knows by name
    void everyNarrativeMayBeAsLongAsTheSchemaSays() throws Exception {
        String mla = we.sent(example("kinds/mla-31.xml"));
        String preservation = we.sent(example("preservation-request.xml"));
        String sevenLines = "x".repeat(2_001);
        List<String> fates = new ArrayList<>();
        fates.add("demand " + fate(we.say(conditional(mla, sevenLines))));
        fates.add("path "
                + fate(we.say(new PartialDisclosure(
                        id(preservation), "A provider", "IS", sevenLines, List.of(), Optional.empty()))));
        fates.add("remark "
                + fate(we.say(new Result(
                        id(mla),
                        Result.Outcome.PARTIAL,
                        List.of(new Result.ItemResult(1, Result.Outcome.PARTIAL, Optional.of(sevenLines))),
                        "Part."))));
        assertThat(fates).noneMatch(fate -> fate.contains("NOT STORED"));
    }

    @Test // the same of what our own officers write
    void whatWeAskMayBeAsLongAsTheSchemaSays() {
        String xml = example("kinds/mla-31.xml");
        int from = xml.indexOf("<assistance>");
        int to = xml.indexOf("</assistance>");
        String longer = xml.substring(0, from) + "<assistance>" + "x".repeat(2_001) + xml.substring(to);
        OfficersClient.Answer answer = we.submit(longer);
        assertThat(answer.status()).isEqualTo(201);
    }

    @Test // LAW-38, LAW-39, LAW-86, LAW-87, LAW-88, LAW-104, LAW-105, LAW-106: on receipt
    void aResultOfWhatWasNotAskedAndAPostponementUntilNeverAreRejected() throws Exception {
        String mla = we.sent(example("kinds/mla-31.xml"));
        List<String> fates = new ArrayList<>();
        for (Content content : List.of(
                new Decision(id(mla), new Decision.Postponed(".", Optional.of(LocalDate.of(1900, 1, 1)), true)),
                new Decision(id(mla), new Decision.Postponed(".", Optional.of(LocalDate.of(2099, 1, 1)), true)),
                new Delay(id(mla), ".", Optional.of(LocalDate.of(2000, 1, 1))),
                new Delay(id(mla), ".", Optional.of(LocalDate.of(2098, 12, 31))),
                result(mla, Result.Outcome.PARTIAL, item(99, Result.Outcome.FULFILLED)),
                result(mla, Result.Outcome.PARTIAL, item(1, Result.Outcome.FULFILLED), item(1, Result.Outcome.NO_DATA)),
                result(mla, Result.Outcome.NO_DATA, item(1, Result.Outcome.FULFILLED)),
                new Decision(
                        id(mla),
                        new Decision.Conditional(
                                List.of(new Condition(
                                        Condition.Kind.OTHER, "Return it.", Optional.of(LocalDate.of(2026, 11, 1)))),
                                "Ours.")),
                IncomingRequest.content(example("kinds/spon-26.xml")
                        .replace(
                                "<condition kind=\"CONFIDENTIAL\"/>",
                                "<condition kind=\"CONFIDENTIAL\" dueBy=\"2020-01-01\"/>")
                        .getBytes(StandardCharsets.UTF_8)))) {
            fates.add(fate(we.say(content)));
        }
        assertThat(fates).allMatch(fate -> fate.endsWith("REJECTED"));
        we.say(new Decision(id(mla), new Decision.Postponed(".", Optional.of(Dialogue.in60Days()), true)));
        we.await(mla, "POSTPONED");
    }

    @Test // LAW-38, LAW-86, LAW-87, LAW-106: ... and before they leave
    void weSayNeitherOfThem() throws Exception {
        String mla = comes("kinds/mla-31.xml", "");
        assertThat(Dialogue.post(
                                intake,
                                mla,
                                "<result request=\"" + mla
                                        + "\" outcome=\"PARTIAL\"><item item=\"99\" outcome=\"FULFILLED\"/><item item=\"1\" outcome=\"FULFILLED\"/>"
                                        + "<item item=\"1\" outcome=\"NO_DATA\"/><text>Told.</text></result>")
                        .expect(422)
                        .codes())
                .containsExactlyInAnyOrder("E-LAW-22", "E-LAW-20");
        assertThat(Dialogue.post(
                                intake,
                                mla,
                                "<decision request=\"" + mla
                                        + "\"><conditional><condition kind=\"CONFIDENTIAL\" dueBy=\"2026-11-01\"/></conditional></decision>")
                        .expect(422)
                        .codes())
                .containsExactly("E-LAW-25");
        assertThat(Dialogue.post(
                                intake,
                                mla,
                                "<decision request=\"" + mla
                                        + "\"><postponed alternativesConsidered=\"true\"><reasons>Ours.</reasons><review>1900-01-01</review></postponed></decision>")
                        .expect(422)
                        .codes())
                .containsExactly("E-LAW-25");
    }

    private static Result result(String request, Result.Outcome outcome, Result.ItemResult... items) {
        return new Result(id(request), outcome, List.of(items), "Told.");
    }

    private static Result.ItemResult item(int number, Result.Outcome outcome) {
        return new Result.ItemResult(number, outcome, Optional.empty());
    }

    @Test // which answer a kind of request admits is the law's business
    void answersThatTheKindDoesNotAdmitAreRejected() throws Exception {
        String mla = we.sent(example("kinds/mla-31.xml"));
        String preservation = we.sent(example("preservation-request.xml"));
        List<String> fates = new ArrayList<>();
        for (Content content : List.of(
                new Result(id(preservation), Result.Outcome.FULFILLED, List.of(), "Done."),
                conditional(preservation, "Pay."),
                new Decision(id(preservation), new Decision.Postponed(".", Optional.of(Dialogue.in60Days()), true)),
                new UseQuery(id(preservation), "?"),
                new Preserved(id(mla), now(), now().plus(Duration.ofDays(90)), ""),
                new RiskNotice(id(mla), "."),
                new PartialDisclosure(id(mla), "P", "IS", "", List.of(), Optional.empty()))) {
            fates.add(content.kind() + " " + fate(we.say(content)));
        }
        assertThat(fates).allMatch(fate -> fate.endsWith("REJECTED"));
    }

    @Test
    void conditionsByTheHundredDoNotStopThePage() throws Exception {
        String mla = we.sent(example("kinds/mla-31.xml"));
        List<Condition> twenty =
                java.util.Collections.nCopies(20, new Condition(Condition.Kind.OTHER, "x".repeat(1_900)));
        for (int i = 0; i < 60; i++) {
            fate(we.say(new Decision(id(mla), new Decision.Conditional(twenty, "Why not."))));
        }
        assertThat(we.officer.file(mla).path("conditions")).hasSize(60 * twenty.size());
    }

    @Test // UC-14/6a: what came on conditions is not given out before its reader says for what
    void evidenceSentBeforeItsConditionsAreAcceptedIsNotGivenOutWithoutAPurpose() throws Exception {
        String mla = we.sent(example("kinds/mla-31.xml"));
        we.say(conditional(mla, "Only in this case."));
        we.await(mla, "CONDITIONS_PROPOSED");
        MessageId told = them().newId();
        them().send(
                        partnersPort(),
                        new Result(id(mla), Result.Outcome.FULFILLED, List.of(), "Attached."),
                        told,
                        new AttachedBytes("list.csv", "text/csv", BYTES));
        String fate = fate(told);
        JsonNode attachment =
                we.officer.message(mla, told.toString()).path("attachments").path(0);
        assertThat(we.officer.get(attachment.path("href").asText()).status())
                .as(fate)
                .isNotEqualTo(200);
    }

    // ---- helpers

    private void approved(String request, String content) {
        String message = Dialogue.post(intake, request, content)
                .expect(200)
                .json()
                .path("message")
                .asText();
        second.approve(request, message);
    }

    private String held() throws Exception {
        String first = comes("preservation-request.xml", "");
        String preserved = Dialogue.post(
                        intake,
                        first,
                        "<preserved request=\"" + first + "\"><from>" + now() + "</from><until>"
                                + now().plus(Duration.ofDays(61)) + "</until></preserved>")
                .expect(200)
                .json()
                .path("message")
                .asText();
        second.approve(first, preserved);
        intake.await(first, file -> state(file).equals("PRESERVED"));
        return first;
    }

    private String propose(String mla, String demand) {
        String message = Dialogue.post(
                        intake,
                        mla,
                        "<decision request=\"" + mla + "\"><conditional><condition kind=\"OTHER\"><demand>" + demand
                                + "</demand></condition><reasons>ETS185/28/2</reasons></conditional></decision>")
                .expect(200)
                .json()
                .path("message")
                .asText();
        second.approve(mla, message);
        return message;
    }

    private Decision conditional(String mla, String demand) {
        return new Decision(
                id(mla), new Decision.Conditional(List.of(new Condition(Condition.Kind.OTHER, demand)), "Why not."));
    }

    private void heard(String request, String content) {
        String submission =
                "<submission xmlns=\"urn:comity:message:1\" to=\"" + AGENCY + "\">" + content + "</submission>";
        Map<String, ?> written = Map.of(
                "at", now().toString(),
                "way", "TELEPHONE",
                "sender", Map.of("person", "Sato", "organisation", "Them"),
                "recipient", Map.of("person", "Desk", "organisation", "Us"),
                "number", "N-17/26");
        we.officer
                .multipart(
                        "/api/v1/requests/" + request + "/heard",
                        OfficersClient.newKey(),
                        new OfficersClient.PartOf("record", "", "application/json", OfficersClient.json(written)),
                        new OfficersClient.PartOf("scan", "proof.txt", "text/plain", BYTES),
                        new OfficersClient.PartOf(
                                "submission", "s.xml", "application/xml", submission.getBytes(StandardCharsets.UTF_8)))
                .expect(200);
    }

    /** A request of the partner's, acknowledged by us. */
    private String comes(String file, String links) throws Exception {
        MessageId id = we.say(content(file, links));
        assertThat(fate(id)).as(file).isEqualTo("PROCESSED");
        intake.awaitRequest(id.toString(), "ACKNOWLEDGED");
        return id.toString();
    }

    private static Content content(String file, String links) {
        String xml = example(file);
        if (!links.isEmpty()) {
            String old = xml.replaceAll("(?s)\\s*<link .*?</link>", "");
            xml = old.contains("<remarks>")
                    ? old.replace("<remarks>", links + "<remarks>")
                    : old.replace(
                                    "</assistanceRequest>",
                                    links + "<noPreservation>true</noPreservation></assistanceRequest>")
                            .replace("</preservationRequest>", links + "</preservationRequest>");
        }
        Checked<Submission> read = new MessageXml().readSubmission(xml.getBytes(StandardCharsets.UTF_8));
        if (!(read instanceof Checked.Passed<Submission>(var submission))) {
            throw new AssertionError(read.problems());
        }
        return submission.content();
    }

    private static String following(String preservation) {
        return example("kinds/mla-31.xml")
                .replace(
                        "<link relation=\"PRESERVATION\">",
                        "<link relation=\"PRESERVATION\" message=\"" + preservation + "\">");
    }

    /** What became of a message of the partner's. */
    private static String fate(MessageId id) throws InterruptedException {
        String state = "RECEIVED";
        for (int i = 0; i < 3600 && state.equals("RECEIVED"); i++) {
            Thread.sleep(50);
            state = rows().sql("select state from message where id = ?")
                    .param(id.toString())
                    .query(String.class)
                    .optional()
                    .orElse(i < 60 ? "RECEIVED" : "NOT STORED " + journal(id));
        }
        return state;
    }

    private static List<String> journal(MessageId id) {
        return rows().sql(
                        "select event || ' ' || coalesce(detail::text, '') from journal_leaf where message = ? order by id")
                .param(id.toString())
                .query(String.class)
                .list();
    }

    /** What was received is processed, and the deadlines that it armed have fired if they are due: nothing more comes of it. */
    private static void settle() {
        await().atMost(Duration.ofMinutes(3))
                .until(() -> rows().sql(
                                        "select count(*) from outbox where address in ('comity.inbound', 'comity.deadlines') and (since is not null or due <= now())")
                                .query(Integer.class)
                                .single()
                        == 0);
    }

    private int draft(String request, MessageId message) {
        return we.officer
                .send(we.officer
                        .call("/api/v1/requests/" + request + "/messages/" + message + "/draft")
                        .header("Accept", "application/xml")
                        .GET())
                .status();
    }

    private static Instant now() {
        return Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static List<String> openAlerts(String request) {
        return rows().sql("select cause from alert where request = ? and acknowledged is null")
                .param(request)
                .query(String.class)
                .list();
    }
}
