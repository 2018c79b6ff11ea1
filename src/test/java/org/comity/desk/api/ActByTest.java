package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.comity.journal.DeadlineRows;
import org.comity.messages.Acknowledgement;
import org.comity.messages.Content;
import org.comity.messages.MessageId;
import org.comity.messages.Preserved;
import org.comity.messages.Question;
import org.comity.messages.RiskNotice;
import org.comity.people.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** UC-11/2, UC-08: by when we want to act on what waits for us, who is called when it is urgent, and when that is over. */
class ActByTest extends RunningGateway {
    private static final Duration URGENT = Duration.ofHours(4); // Practice.USUAL
    private static final Duration ROUTINE = Duration.ofDays(3);
    private static final Duration LEAD = Duration.ofDays(14);

    private final String unit = "unit-" + UUID.randomUUID().toString().substring(0, 8);

    @Autowired
    private DeadlineRows deadlines;

    private OfficersClient officer;

    @BeforeEach
    void anOfficer() {
        them().accepts();
        officer = person(unit, Role.OFFICER);
    }

    @Test
    void whatAwaitsApprovalHasAClockOfItsUrgency() {
        JsonNode urgent = request(officer.submitted());
        JsonNode routine = request(submitted(routineText()));
        assertThat(due(urgent)).isEqualTo(opened(urgent).plus(URGENT));
        assertThat(due(routine))
                .as("as long as its message is good, in whole seconds")
                .isEqualTo(opened(routine).plus(ROUTINE).truncatedTo(ChronoUnit.SECONDS));
        assertThat(urgent.path("estimated").asBoolean()).isFalse();
        assertThat(urgent.path("due").asText())
                .as("THREAT-90: programs hear UTC, whatever zone the pages show")
                .endsWith("Z");
    }

    @Test
    void approvalIsWantedBeforeTheMessageGoesStale() {
        Instant end = Clock.systemUTC().instant().plus(Duration.ofHours(2)).truncatedTo(ChronoUnit.SECONDS);
        String text = routineText().replaceFirst("<submission ", "<submission notAfter=\"" + end + "\" ");
        String id = submitted(text);
        assertThat(due(request(id))).isEqualTo(end);

        person(CENTRAL, Role.OFFICER);
        officer.post(
                        "/api/v1/requests/" + id + "/hand-over",
                        "application/json",
                        OfficersClient.json(Map.of("unit", CENTRAL, "why", "It is theirs.")),
                        "")
                .expect(200);
        assertThat(due(request(id)))
                .as("also when a task's clock began meanwhile")
                .isEqualTo(end);
    }

    /** A duty that is late is no less a duty: it stays what has to be done first, until it is done. */
    @Test
    void aDutyThatIsOverdueStaysWhatIsToBeDoneFirst() throws Exception {
        String id = IncomingRequest.from(them(), partnersPort());
        person("intake", Role.OFFICER).awaitRequest(id, "ACKNOWLEDGED");
        MessageId request = MessageId.parse(id).orElseThrow();
        rows().sql("""
                        update deadline set rule = 'DR-11', outcome = 'DEADLINE', state = 'ARMED', due = now() - interval '1 day',
                            inputs = jsonb_set(inputs::jsonb, '{ours}', '"true"')
                        where id = (select id from deadline where request = ? limit 1)""").param(id).update();
        Instant due = deadlines.nearestDuty(request).orElseThrow();
        for (String late : List.of("OVERDUE", "DUE")) {
            rows().sql("update deadline set state = ? where request = ? and state in ('ARMED', 'WARNED', 'OVERDUE')")
                    .params(late, id)
                    .update();
            assertThat(deadlines.nearestDuty(request)).contains(due);
        }
        rows().sql("update deadline set state = 'STOPPED' where request = ?")
                .param(id)
                .update();
        assertThat(deadlines.nearestDuty(request)).isEmpty();
    }

    @Test
    void notYetHeldIsTelephonedForAndWhenDataAreHeldItIsTheEndOfTheHold() throws Exception {
        String id = officer.submitted();
        person(unit, Role.APPROVER).approve(id, id);
        officer.awaitDelivery(id, id, "DELIVERED");
        JsonNode sent = request(id);
        assertThat(sent.path("notYetHeld").asBoolean()).isTrue();
        assertThat(due(sent))
                .as("no target of DR-90 is set: as if the move were ours")
                .isEqualTo(changed(sent).plus(URGENT));
        assertThat(sent.path("estimated").asBoolean()).isFalse();
        JsonNode hold = officer.file(id).path("hold");
        assertThat(hold.path("estimated").asBoolean()).as("still shown").isTrue();
        assertThat(Instant.parse(hold.path("ends").asText())).isAfter(due(sent).plus(Duration.ofDays(50)));

        say(new Acknowledgement(message(id), "US-1"));
        JsonNode acknowledged =
                officer.await(id, file -> state(file).equals("ACKNOWLEDGED")).path("request");
        assertThat(due(acknowledged)).isEqualTo(changed(acknowledged).plus(URGENT));
        assertThat(acknowledged.path("notYetHeld").asBoolean()).isTrue();

        MessageId question = say(new Question(message(id), "Which port?"));
        JsonNode asked =
                officer.await(id, file -> state(file).equals("INFO_NEEDED")).path("request");
        Instant changed = Instant.parse(asked.path("changed").asText());
        assertThat(due(asked)).isEqualTo(changed.plus(URGENT));
        assertThat(officer.get("/api/v1/calendar.ics").text().replace("\r\n ", ""))
                .as("one step at a time: the question is answered first")
                .contains(asked.path("reference").asText() + " PRES-29\\, our move\\, NOT YET HELD\r\n")
                .doesNotContain("telephone the partner");

        String answer = officer.move(id, "answer", Map.of("question", question.toString(), "text", "50412"))
                .expect(200)
                .json()
                .path("message")
                .asText();
        person(unit, Role.APPROVER).approve(id, answer);
        JsonNode answered = officer.await(id, file -> state(file).equals("UNDER_REVIEW"));
        assertThat(answered.at("/request/notYetHeld").asBoolean()).isTrue();
        assertThat(due(answered.path("request")))
                .as("our own word gives the partner no new time: the data are not held yet")
                .isEqualTo(due(asked));
        assertThat(answered.at("/reckoned/because").asText()).isEqualTo("TELEPHONE");
        assertThat(answered.at("/reckoned/since").asText())
                .isEqualTo(asked.path("changed").asText());

        Instant from = changed.truncatedTo(ChronoUnit.SECONDS);
        say(new Preserved(message(id), from, from.plus(Duration.ofDays(90)), ""));
        JsonNode held =
                officer.await(id, file -> state(file).equals("PRESERVED")).path("request");
        assertThat(held.path("nextMove").asText()).isEqualTo("US");
        Instant stated = from.plus(Duration.ofDays(90));
        Instant end = end(officer, id);
        assertThat(end)
                .as("by the cautious reading of the 90 days: the stated last day is not certain")
                .isBetween(stated.minus(Duration.ofDays(1)), stated.minusSeconds(1));
        assertThat(held.has("statedEnd"))
                .as("two readings of one period are no doubt: no second date beside the one to live by")
                .isFalse();
        assertThat(officer.get("/api/v1/calendar.ics").text().replace("\r\n ", ""))
                .doesNotContain("the partner states");
        assertIsToBeFollowedUp(held, end);
        assertThat(held.path("notYetHeld").asBoolean()).isFalse();
    }

    /** UC-11/2, DR-02: what keeps the hold is the arrival of the request for the data, so it is sent days before the end. */
    private void assertIsToBeFollowedUp(JsonNode held, Instant end) {
        Duration hour = Duration.ofHours(1); // summer time may begin or end in between, where the holder is
        assertThat(due(held))
                .isBetween(end.minus(LEAD).minus(hour), end.minus(LEAD).plus(hour));
        assertThat(held.path("followUpBefore").asText()).isEqualTo(end.toString());
        JsonNode file = officer.file(held.path("id").asText());
        assertThat(file.at("/reckoned/because").asText()).isEqualTo("FOLLOW_UP");
        assertThat(ofHold(
                        file.path("deadlines"),
                        clock -> clock.path("state").asText().equals("ARMED"),
                        "/warnAt"))
                .as("when a person is first warned")
                .isEqualTo(due(held).toString());
        String calendar = officer.get("/api/v1/calendar.ics").text().replace("\r\n ", "");
        assertThat(calendar)
                .as("an event of its own, and the end of the hold keeps its own")
                .contains("DTSTART:" + inCalendar(due(held)), "DTSTART:" + inCalendar(end))
                .contains("SUMMARY:" + held.path("reference").asText()
                        + " PRES-29\\, the request for the held data to be on its way\r\n")
                .contains("it must have arrived before the hold ends at " + inTheOffice(end));
    }

    @Test // UC-11/2, UC-05/3a: what is held is followed up in time whatever else the two authorities still ask each
    // other
    void theFollowUpIsWantedInTimeAlsoWhileANoticeIsDealtWith() throws Exception {
        String id = officer.submitted();
        person(unit, Role.APPROVER).approve(id, id);
        officer.awaitDelivery(id, id, "DELIVERED");
        Instant from = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        say(new Preserved(message(id), from, from.plus(Duration.ofDays(90)), ""));
        officer.await(id, file -> state(file).equals("PRESERVED"));
        MessageId notice = say(new RiskNotice(message(id), "The subscriber will see it."));
        JsonNode warned = officer.await(id, file -> state(file).equals("RISK_NOTICED"));
        assertThat(due(warned.path("request")))
                .as("the notice is answered first")
                .isEqualTo(changed(warned.path("request")).plus(URGENT));
        assertThat(warned.at("/reckoned/because").asText()).isEqualTo("OUR_MOVE");

        String answer = officer.move(id, "answer", Map.of("question", notice.toString(), "text", "Hold them."))
                .expect(200)
                .json()
                .path("message")
                .asText();
        person(unit, Role.APPROVER).approve(id, answer);
        JsonNode answered =
                officer.await(id, file -> state(file).equals("UNDER_REVIEW")).path("request");
        assertThat(answered.path("nextMove").asText()).isEqualTo("PARTNER");
        assertIsToBeFollowedUp(answered, end(officer, id));
    }

    @Test // UC-11/2: of what was held for a while before we heard of it less is left than the warning takes
    void theFollowUpOfAHoldThatEndsSoonIsLateAtOnce() throws Exception {
        String id = officer.submitted();
        person(unit, Role.APPROVER).approve(id, id);
        officer.awaitDelivery(id, id, "DELIVERED");
        Instant from = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        Instant asked = from.minus(Duration.ofDays(85));
        rows().sql(
                        "update deadline set inputs = jsonb_set(inputs, '{assumed}', to_jsonb(:asked)) where request = :id and rule = 'DR-01'")
                .param("asked", asked.toString())
                .param("id", id)
                .update();
        say(new Preserved(message(id), asked, from.plus(Duration.ofDays(61)), ""));
        JsonNode held =
                officer.await(id, file -> state(file).equals("PRESERVED")).path("request");
        Instant end = end(officer, id);
        assertThat(end)
                .as("asked for and held for 85 days, of ninety by our record of its law")
                .isBefore(from.plus(Duration.ofDays(6)));
        assertThat(due(held)).as("late at once: a person has days, not weeks").isBefore(from);
        assertThat(held.path("followUpBefore").asText()).isEqualTo(end.toString());
        assertThat(officer.get("/api/v1/requests/counts").json().path("overdue").asInt())
                .isEqualTo(1);
    }

    @Test // UC-11/2: whoever's move it was, the partner has spoken
    void whatThePartnerSaysWhileTheMoveIsOursIsItsLastWord() throws Exception {
        String id = officer.submitted();
        person(unit, Role.APPROVER).approve(id, id);
        officer.awaitDelivery(id, id, "DELIVERED");
        say(new Question(message(id), "Which port?"));
        officer.await(id, file -> state(file).equals("INFO_NEEDED"));
        say(new RiskNotice(message(id), "The subscriber will see it."));
        officer.await(id, file -> state(file).equals("RISK_NOTICED"));
        assertThat(rows().sql("select silent_since = changed from request where id = ?")
                        .param(id)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    /** One end of a hold: in the box, of the running clock, in the calendar and in the journal. */
    private static Instant end(OfficersClient reader, String id) {
        JsonNode file = reader.file(id);
        String end = file.at("/hold/ends").asText();
        assertThat(ofHold(
                        file.path("deadlines"),
                        clock -> List.of("ARMED", "WARNED")
                                .contains(clock.path("state").asText()),
                        "/due"))
                .isEqualTo(end);
        assertThat(ofHold(
                        file.path("timeline"),
                        moment -> moment.path("event").asText().equals("deadline.armed"),
                        "/detail/due"))
                .isEqualTo(end);
        assertThat(reader.get("/api/v1/calendar.ics").text()).contains("DTSTART:" + inCalendar(Instant.parse(end)));
        return Instant.parse(end);
    }

    private static String ofHold(JsonNode some, Predicate<JsonNode> which, String place) {
        String last = "";
        for (JsonNode one : some) {
            if (one.toString().contains("\"DR-01\"") && which.test(one)) {
                last = one.at(place).asText();
            }
        }
        return last;
    }

    @Test // UC-11/2: of what we hold the longer reading counts, and the journal says whose end it is
    void whatWeHoldEndsAtTheLaterOfOurWordAndTheLaw() throws Exception {
        String id = IncomingRequest.from(them(), partnersPort());
        OfficersClient intake = person("intake", Role.OFFICER);
        intake.awaitRequest(id, "ACKNOWLEDGED");
        Instant from = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        Instant until = from.plus(Duration.ofDays(60));
        weHold(intake, id, from, until);
        assertThat(end(intake, id)).isBetween(until, until.plus(Duration.ofDays(1)));
        assertThat(ofHold(
                        intake.file(id).path("timeline"),
                        moment -> moment.path("event").asText().equals("deadline.armed"),
                        "/detail/basis"))
                .isEqualTo("counted");
    }

    @Test // UC-05/3d, UC-08: what is not held may be gone soon, and is never seen as held
    void aPartThatIsHeldIsNeverSeenAsTheWholeAndTheRestIsOurMove() throws Exception {
        String id = officer.submitted();
        person(unit, Role.APPROVER).approve(id, id);
        officer.awaitDelivery(id, id, "DELIVERED");
        Instant from = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        Instant until = from.plus(Duration.ofDays(90));
        say(new Preserved(message(id), from, until, "", List.of(3, 1), "The customer data are with another provider."));
        JsonNode part = officer.await(id, file -> state(file).equals("PRESERVED"));
        assertThat(part.at("/hold/part").toString()).isEqualTo("[1,3]");
        assertThat(part.at("/request/heldInPart").asBoolean()).isTrue();
        assertThat(open(id)).containsExactly("hold-in-part " + id);
        assertThat(part.at("/reckoned/because").asText()).isEqualTo("OUR_MOVE");
        assertThat(due(part.path("request")))
                .isEqualTo(changed(part.path("request")).plus(URGENT));

        say(new Preserved(message(id), from, until, "", List.of(4), ""));
        officer.await(
                id,
                file -> rows().sql(
                                        "select count(*) from message where request = ? and direction = 'IN' and state = 'REJECTED'")
                                .param(id)
                                .query(Integer.class)
                                .single()
                        == 1);
        assertThat(officer.file(id).at("/hold/part").toString())
                .as("the request has no fourth item")
                .isEqualTo("[1,3]");

        say(new Preserved(message(id), from, until, "", List.of(1, 2, 3), ""));
        JsonNode whole =
                officer.await(id, file -> !file.at("/request/heldInPart").asBoolean());
        assertThat(whole.at("/hold/part").size()).as("all items are the whole").isZero();
        assertThat(open(id)).doesNotContain("hold-in-part " + id);
        assertThat(whole.at("/reckoned/because").asText()).isEqualTo("FOLLOW_UP");

        say(new Preserved(message(id), from, until, "", List.of(2), ""));
        officer.await(id, file -> file.at("/request/heldInPart").asBoolean());
        assertThat(open(id)).as("less than was said before").contains("hold-shortened " + id, "hold-in-part " + id);
        for (String alert : rows().sql("select id::text from alert where request = ? and acknowledged is null")
                .param(id)
                .query(String.class)
                .list()) {
            officer.call("POST", "/api/v1/alerts/" + alert + "/acknowledge").expect(204);
        }
        assertThat(officer.file(id).at("/reckoned/because").asText())
                .as("somebody knows, and it still says that a part is held")
                .isEqualTo("FOLLOW_UP");
        assertThat(request(id).path("heldInPart").asBoolean()).isTrue();
    }

    /** docs/not-bugs.md, UC-06: a promise that was taken back binds no longer than the law, once a person was called about it. */
    @Test
    void anOwnHoldThatWeShortenEndsAtTheLaterOfTheLawAndOurLastWord() throws Exception {
        them().accepts();
        String id = IncomingRequest.from(them(), partnersPort());
        OfficersClient intake = person("intake", Role.OFFICER);
        intake.awaitRequest(id, "ACKNOWLEDGED");
        Instant from = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        weHold(intake, id, from, from.plus(Duration.ofDays(200)));
        assertThat(end(intake, id)).isEqualTo(from.plus(Duration.ofDays(200)));
        assertThat(open(id)).doesNotContain("own-hold-shortened " + id);
        String ours = "SUMMARY:our hold ends: "
                + intake.file(id).at("/request/reference").asText();
        assertThat(intake.get("/api/v1/calendar.ics").text().replace("\r\n ", ""))
                .as("UC-06/6: of what we hold")
                .contains(ours, "Until " + inTheOffice(end(intake, id)) + " we hold the data for the partner at least");

        weHold(intake, id, from, from.plus(Duration.ofDays(100)));
        assertThat(end(intake, id)).as("what was a slip can be put right").isEqualTo(from.plus(Duration.ofDays(100)));
        assertThat(open(id)).contains("own-hold-shortened " + id);

        weHold(intake, id, from, from.plus(Duration.ofDays(61)));
        assertThat(end(intake, id))
                .as("never before the period of the law is over by its longer reading")
                .isAfterOrEqualTo(from.plus(Duration.ofDays(61)));
        assertThat(open(id)).as("said again or not: a person is to see it").contains("own-hold-shortened " + id);
    }

    private void weHold(OfficersClient intake, String id, Instant from, Instant until) {
        String said = intake.move(id, "preserved", Map.of("from", from.toString(), "until", until.toString()))
                .expect(200)
                .json()
                .path("message")
                .asText();
        person("intake", Role.APPROVER).approve(id, said);
        intake.awaitRequest(id, "PRESERVED");
    }

    /** As pages show it to an office in Tokyo. */
    private static String inTheOffice(Instant instant) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC+9'", Locale.ROOT)
                .withZone(ZoneId.of("Asia/Tokyo"))
                .format(instant);
    }

    @Test // THREAT-84: what our record of its law does not explain is not relied on
    void anEndLaterThanByAnyReadingOfOurRuleDoesNotCount() throws Exception {
        String id = officer.submitted();
        person(unit, Role.APPROVER).approve(id, id);
        officer.awaitDelivery(id, id, "DELIVERED");
        Instant from = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        Instant stated = from.plus(Duration.ofDays(200));
        say(new Preserved(message(id), from, stated, ""));
        JsonNode file = officer.await(id, one -> state(one).equals("PRESERVED"));
        JsonNode listed = officer.get("/api/v1/requests?limit=200")
                .json()
                .path("requests")
                .path(0);
        Instant end = Instant.parse(listed.path("followUpBefore").asText());
        assertThat(end).isBefore(from.plus(Duration.ofDays(91)));
        assertIsToBeFollowedUp(listed, end);
        assertThat(listed.path("statedEnd").asText()).isEqualTo(stated.toString());
        assertThat(file.at("/hold/ends").asText()).isEqualTo(end.toString());
        assertThat(end(officer, id)).isEqualTo(end);
        assertThat(file.at("/hold/stated").asText()).isEqualTo(stated.toString());
        String calendar = officer.get("/api/v1/calendar.ics").text().replace("\r\n ", "");
        assertThat(calendar)
                .contains("DTSTART:" + inCalendar(end))
                .contains("by our rule\\; the partner states " + inTheOffice(stated) + "\\, more than is certain")
                .doesNotContain("DTSTART:" + inCalendar(stated));
        assertThat(rows().sql("select due from deadline where request = ? and rule = 'DR-01' and state = 'ARMED'")
                        .param(id)
                        .query(java.time.OffsetDateTime.class)
                        .single()
                        .toInstant())
                .as("not given up before the partner's own end")
                .isEqualTo(stated);
    }

    private static String inCalendar(Instant instant) {
        return instant.toString().replaceAll("[-:]", "");
    }

    private static Instant changed(JsonNode request) {
        return Instant.parse(request.path("changed").asText());
    }

    @Test
    void theListIsSortedByItAndPagedWithoutGaps() {
        List<String> routine = List.of(submitted(routineText()), submitted(routineText()));
        String urgent = officer.submitted();
        String sent = officer.submitted();
        person(unit, Role.APPROVER).approve(sent, sent);
        List<String> found = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page =
                    officer.get("/api/v1/requests?limit=1" + cursor).expect(200).json();
            found.add(page.path("requests").path(0).path("id").asText());
            cursor = "&cursor=" + page.path("next").asText();
        } while (!cursor.equals("&cursor="));
        assertThat(found).containsExactly(urgent, sent, routine.get(0), routine.get(1));
    }

    @Test // UC-01/5c, UC-08/3b
    void somebodyIsCalledForAnUrgentApprovalUntilItIsGiven() {
        String urgent = officer.submitted();
        String routine = submitted(routineText());
        assertThat(open(urgent)).containsExactly("approval-awaited " + urgent);
        assertThat(open(routine)).isEmpty();
        person(unit, Role.APPROVER).approve(urgent, urgent);
        assertThat(open(urgent)).isEmpty();

        String discarded = officer.submitted();
        officer.move(discarded, "set-aside", Map.of("reason", "Seized.")).expect(200);
        assertThat(open(discarded)).isEmpty();
        assertThat(rows().sql("select count(*) from outbox o where o.address = 'comity.alerts' and not exists "
                                + "(select from alert a where a.id::text = o.subject and a.acknowledged is null)")
                        .query(Integer.class)
                        .single())
                .as("nobody is called about what is settled")
                .isZero();
    }

    @Test // UC-08/3b: a question wakes somebody, and the answer that a second person approves ends it
    void aQuestionAboutSomethingUrgentCallsUntilItIsAnswered() throws Exception {
        String id = officer.submitted();
        OfficersClient approver = person(unit, Role.APPROVER);
        approver.approve(id, id);
        officer.awaitDelivery(id, id, "DELIVERED");
        MessageId question = say(new Question(message(id), "Which port?"));
        officer.await(id, file -> state(file).equals("INFO_NEEDED"));
        assertThat(open(id)).containsExactly("answer-question " + id);

        String answer = officer.move(id, "answer", Map.of("question", question.toString(), "text", "50412"))
                .expect(200)
                .json()
                .path("message")
                .asText();
        assertThat(open(id)).containsExactlyInAnyOrder("answer-question " + id, "approval-awaited " + answer);
        approver.approve(id, answer);
        assertThat(open(id)).isEmpty();
        assertThat(officer.file(id).path("timeline").findValuesAsText("event")).contains("alert.settled");
    }

    @Test // UC-08/3b
    void theCallForAnUrgentRequestEndsWhenItIsTakenUp() throws Exception {
        OfficersClient intake = person("intake", Role.OFFICER);
        String id = IncomingRequest.from(them(), partnersPort());
        intake.awaitRequest(id, "ACKNOWLEDGED");
        JsonNode received = intake.file(id).path("request");
        assertThat(Duration.between(opened(received).plus(URGENT), due(received))
                        .abs())
                .isLessThan(Duration.ofMinutes(1));
        assertThat(open(id)).containsExactly("urgent-request " + id);
        intake.move(id, "take-up", Map.of()).expect(200);
        assertThat(open(id)).isEmpty();
        assertThat(due(intake.file(id).path("request"))).isAfterOrEqualTo(due(received));
    }

    private MessageId say(Content content) throws Exception {
        return them().send(partnersPort(), content, them().newId());
    }

    private JsonNode request(String id) {
        return officer.file(id).path("request");
    }

    private String submitted(String xml) {
        return officer.post(
                        "/api/v1/requests",
                        "application/xml",
                        xml.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        OfficersClient.newKey())
                .expect(201)
                .json()
                .path("id")
                .asText();
    }

    private static String routineText() {
        return new String(OfficersClient.example(OfficersClient.SUBMISSION), java.nio.charset.StandardCharsets.UTF_8)
                .replace("<level>URGENT</level>", "<level>ROUTINE</level>");
    }

    private static MessageId message(String id) {
        return MessageId.parse(id).orElseThrow();
    }

    private static String state(JsonNode file) {
        return file.path("request").path("state").asText();
    }

    private static Instant due(JsonNode request) {
        return Instant.parse(request.path("due").asText());
    }

    private static Instant opened(JsonNode request) {
        return Instant.parse(request.path("opened").asText());
    }

    private static List<String> open(String request) {
        return rows().sql("select cause || ' ' || subject from alert where request = ? and acknowledged is null")
                .param(request)
                .query(String.class)
                .list();
    }
}
