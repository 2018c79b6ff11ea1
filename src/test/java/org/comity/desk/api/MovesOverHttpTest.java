package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.comity.matters.Direction;
import org.comity.matters.RequestEvent;
import org.comity.matters.RequestState;
import org.comity.matters.RequestTransitions;
import org.comity.matters.Side;
import org.comity.messages.Answer;
import org.comity.messages.MessageId;
import org.comity.messages.Preserved;
import org.comity.messages.Question;
import org.comity.messages.Rejection;
import org.comity.people.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** DSK-09: a move is possible exactly where the transition table and the side allow it, and the file says so beforehand. */
class MovesOverHttpTest extends RunningGateway {
    /** The path of a move, the event that it means, and who may say it. */
    private record Said(String path, RequestEvent event, Side side, Map<String, ?> body) {}

    private static final Set<RequestState> NOT_THERE =
            EnumSet.of(RequestState.AWAITING_APPROVAL, RequestState.UNDELIVERABLE, RequestState.REJECTED);

    private OfficersClient officer;

    @BeforeEach
    void anOfficer() {
        them();
        officer = person("intake", Role.OFFICER);
    }

    @ParameterizedTest
    @EnumSource(Direction.class)
    void everyMoveInEveryState(Direction direction) throws Exception {
        String request = direction == Direction.OUT ? asked() : IncomingRequest.from(them(), partnersPort());
        officer.awaitRequest(request, direction == Direction.OUT ? "INFO_NEEDED" : "ACKNOWLEDGED");
        List<Said> all = moves(question(request));

        for (RequestState state : RequestState.values()) {
            for (Said said : all) {
                put(request, state);
                boolean allowed = isAllowed(said, direction, state);
                assertThat(offered(request))
                        .as("%s in %s", said.path, state)
                        .satisfies(paths -> assertThat(paths.contains(said.path))
                                .isEqualTo(anyOf(all, said.path, direction, state)));
                OfficersClient.Answer answer = officer.move(request, said.path, said.body);
                assertThat(answer.status())
                        .as("%s of %s in %s: %s", said.path, direction, state, answer.text())
                        .isEqualTo(allowed ? 200 : 409);
                if (!allowed) {
                    assertThat(answer.codes()).containsExactly("E-DSK-09");
                }
            }
        }
    }

    @Test
    void everyMissingFieldIsNamedAtOnce() throws Exception { // DSK-13
        String request = IncomingRequest.from(them(), partnersPort());
        officer.awaitRequest(request, "ACKNOWLEDGED");
        OfficersClient.Answer refusal = officer.move(request, "decision", Map.of("accepted", false));
        assertThat(refusal.expect(422).json().path("problems").findValuesAsText("where"))
                .containsExactly("ground", "reasons", "alternativesConsidered");
        assertThat(officer.move(request, "preserved", Map.of()).expect(422).codes())
                .containsExactly("E-DSK-13", "E-DSK-13");
        Map<String, Object> none = Map.of(
                "from",
                "2026-11-25T09:00:00Z",
                "until",
                "2027-02-23T09:00:00Z",
                "items",
                java.util.Collections.singletonList(null));
        assertThat(officer.move(request, "preserved", none).codes()).containsExactly("E-DSK-12");
        OfficersClient.Answer typo = officer.move(request, "question", Map.of("txt", "Which?"));
        assertThat(typo.expect(400).codes()).containsExactly("E-DSK-06");
        OfficersClient.Answer misfit =
                officer.move(request, "preserved", Map.of("from", "yesterday", "until", "2027-02-23T09:00:00Z"));
        assertThat(misfit.expect(400)
                        .json()
                        .path("problems")
                        .path(0)
                        .path("where")
                        .asText())
                .isEqualTo("from");
    }

    @Test
    void theLawIsAskedBeforeAnythingIsSaid() throws Exception { // UC-05/2c, UC-05/3c
        String request = IncomingRequest.from(them(), partnersPort());
        officer.awaitRequest(request, "ACKNOWLEDGED");
        OfficersClient.Answer ground = officer.move(
                request,
                "decision",
                Map.of(
                        "accepted",
                        false,
                        "ground",
                        "FISCAL_ONLY",
                        "reasons",
                        "Taxes.",
                        "alternativesConsidered",
                        true));
        assertThat(ground.expect(422).codes()).containsExactly("E-LAW-09");
        OfficersClient.Answer unforeseen = officer.move( // LAW-74
                request,
                "decision",
                Map.of(
                        "accepted",
                        false,
                        "ground",
                        "NO_DUAL_CRIMINALITY",
                        "reasons",
                        "Not punishable here.",
                        "alternativesConsidered",
                        true));
        assertThat(unforeseen.expect(422).json().path("problems").findValuesAsText("where"))
                .contains("decision/refused/@ground", "decision/refused/forecast");
        Instant now = Instant.now();
        OfficersClient.Answer days = officer.move(
                request,
                "preserved",
                Map.of(
                        "from",
                        now.toString(),
                        "until",
                        now.plus(Duration.ofDays(30)).toString()));
        assertThat(days.expect(422).json().path("problems").findValuesAsText("rule"))
                .containsExactly("ETS185/29/7");
    }

    @Test // UC-05/4c: there it counts as not said, whatever state we believe in
    void whatThePartnerRejectedIsSaidUntilItIsSaidAgain() throws Exception {
        them().accepts();
        OfficersClient approver = person("intake", Role.APPROVER);
        String request = IncomingRequest.from(them(), partnersPort());
        officer.awaitRequest(request, "ACKNOWLEDGED");
        String report = preserved(approver, request);
        officer.awaitDelivery(request, report, "DELIVERED");
        assertThat(officer.file(request).path("rejections")).isEmpty();
        MessageId rejection = them().newId();
        them().send(
                        partnersPort(),
                        new Rejection(
                                MessageId.parse(report).orElseThrow(),
                                List.of(new Rejection.Finding("E-LAW-11", "ETS185/29/7", "until", "Too <short>."))),
                        rejection);
        JsonNode file = officer.await(
                request, read -> read.path("request").path("rejected").asBoolean());
        assertThat(file.at("/request/state").asText()).isEqualTo("PRESERVED");
        JsonNode standing = file.path("rejections").path(0);
        assertThat(standing.path("message").asText()).isEqualTo(report);
        assertThat(standing.path("by").asText()).isEqualTo(rejection.toString());
        assertThat(standing.at("/findings/0/sentence").asText()).isEqualTo("Too <short>.");
        assertThat(listed("REJECTED")).contains(request);

        preserved(approver, request);
        assertThat(officer.file(request).at("/request/rejected").asBoolean()).isFalse();
        assertThat(officer.file(request).path("rejections")).isEmpty();
        assertThat(listed("REJECTED")).doesNotContain(request);

        them().send(
                        partnersPort(),
                        new Rejection(
                                MessageId.parse(report).orElseThrow(),
                                List.of(new Rejection.Finding("E-LAW-11", "ETS185/29/7", "until", "Too short."))),
                        them().newId());
        officer.await(
                request,
                read -> Collections.frequency(
                                read.path("timeline").findValuesAsText("event"), "message.rejected-by-partner")
                        == 2);
        assertThat(officer.file(request).path("rejections"))
                .as("what has replaced it stands")
                .isEmpty();
    }

    @Test // UC-08/3f: whoever deals with the request has no need of what it turned away, whichever of the two arrives
    // first
    void whatThePartnerRejectedAndWentPastIsDone() throws Exception {
        them().accepts();
        String request = asked();
        officer.awaitRequest(request, "INFO_NEEDED");
        String answer = officer.move(request, "answer", Map.of("question", question(request), "text", "Port 443."))
                .expect(200)
                .json()
                .path("message")
                .asText();
        person("intake", Role.APPROVER).approve(request, answer);
        officer.awaitDelivery(request, answer, "DELIVERED");
        Instant then =
                Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1); // later than the question
        Rejection rejection = new Rejection(
                MessageId.parse(answer).orElseThrow(),
                List.of(new Rejection.Finding("E-LAW-01", "ETS185/29/2/b", "text", "Which of them?")));

        them().send(partnersPort(), rejection, them().newId(), then);
        rejections(request, 1);
        assertThat(officer.file(request).at("/request/rejected").asBoolean()).isTrue();
        acknowledge(request);
        them().send(
                        partnersPort(),
                        new Preserved(
                                MessageId.parse(request).orElseThrow(),
                                then.minusSeconds(60),
                                then.plus(Duration.ofDays(90)),
                                ""),
                        them().newId(),
                        then.plusSeconds(2));
        officer.awaitRequest(request, "PRESERVED");
        assertThat(officer.file(request).at("/request/rejected").asBoolean())
                .as("somebody had read the alert; it is done all the same")
                .isFalse();

        them().send(partnersPort(), rejection, them().newId(), then.plusSeconds(1));
        rejections(request, 2);
        assertThat(officer.file(request).at("/request/rejected").asBoolean())
                .as("said before the report, and arrived after it")
                .isFalse();

        them().send(partnersPort(), rejection, them().newId(), then.plusSeconds(3));
        rejections(request, 3);
        assertThat(officer.file(request).at("/request/rejected").asBoolean())
                .as("said anew")
                .isTrue();
    }

    private void rejections(String request, int count) {
        officer.await(
                request,
                read -> Collections.frequency(
                                read.path("timeline").findValuesAsText("event"), "message.rejected-by-partner")
                        == count);
    }

    @Test // UC-05/4c: nobody wrote it, so nobody can correct it; to have heard of it is all that is left to do
    void whatNobodyCanSayAgainStandsUntilTheAlertIsAcknowledged() throws Exception {
        them().accepts();
        String request = IncomingRequest.from(them(), partnersPort());
        officer.awaitRequest(request, "ACKNOWLEDGED");
        MessageId acknowledgement = StreamSupport.stream(
                        officer.file(request).path("messages").spliterator(), false)
                .filter(message -> message.path("kind").asText().equals("acknowledgement"))
                .flatMap(message -> MessageId.parse(message.path("id").asText()).stream())
                .findFirst()
                .orElseThrow();
        officer.awaitDelivery(request, acknowledgement.toString(), "DELIVERED");
        JsonNode file = rejected(request, acknowledgement);
        assertThat(file.at("/rejections/0/remedy").asText()).contains("acknowledge the alert");
        assertThat(listed("REJECTED")).contains(request);

        acknowledge(request);
        assertThat(officer.file(request).at("/request/rejected").asBoolean()).isFalse();
        assertThat(officer.file(request).path("rejections")).isEmpty();
        assertThat(listed("REJECTED")).doesNotContain(request);
    }

    @Test // UC-05/4c: while it can be corrected, an alert that is acknowledged ends the calls and not the bar
    void whatCanBeSaidAgainStandsThoughTheAlertIsAcknowledged() throws Exception {
        them().accepts();
        OfficersClient approver = person("intake", Role.APPROVER);
        String request = IncomingRequest.from(them(), partnersPort());
        officer.awaitRequest(request, "ACKNOWLEDGED");
        String asked = officer.move(request, "question", Map.of("text", "Which port?"))
                .expect(200)
                .json()
                .path("message")
                .asText();
        approver.approve(request, asked);
        officer.awaitDelivery(request, asked, "DELIVERED");
        them().send(
                        partnersPort(),
                        new Answer(
                                MessageId.parse(request).orElseThrow(),
                                MessageId.parse(asked).orElseThrow(),
                                "50412"),
                        them().newId());
        officer.awaitRequest(request, "UNDER_REVIEW");
        rejected(request, MessageId.parse(asked).orElseThrow());
        acknowledge(request);
        assertThat(officer.file(request).at("/request/rejected").asBoolean()).isTrue();

        String refusal = refused(approver, request);
        officer.awaitDelivery(request, refusal, "DELIVERED");
        assertThat(openRejections(request))
                .as("it can be said no more: somebody is to know, once more")
                .hasSize(1);
    }

    /** UC-05/4c, UC-11/2: the partner does not know how it ended. */
    @Test
    void whatWasRejectedOfARequestThatIsOverIsOurMoveUntilSomebodyTakesNotice() throws Exception {
        them().accepts();
        OfficersClient approver = person("intake", Role.APPROVER);
        String request = IncomingRequest.from(them(), partnersPort());
        officer.awaitRequest(request, "ACKNOWLEDGED");
        String refusal = refused(approver, request);
        officer.awaitDelivery(request, refusal, "DELIVERED");
        assertThat(pending("&nextMove=US")).doesNotContain(request);
        int ours = officer.get("/api/v1/requests/counts").json().path("pending").asInt();

        JsonNode file = rejected(request, MessageId.parse(refusal).orElseThrow());
        assertThat(file.at("/request/state").asText()).isEqualTo("REFUSED");
        assertThat(file.at("/request/due").asText()).isNotEmpty();
        assertThat(pending("&nextMove=US")).contains(request);
        assertThat(pending("")).contains(request);
        assertThat(pending("&nextMove=PARTNER")).doesNotContain(request);
        assertThat(officer.get("/api/v1/requests/counts").json().path("pending").asInt())
                .isEqualTo(ours + 1);
        assertThat(officer.get("/api/v1/calendar.ics").text().replace("\r\n ", ""))
                .contains("the partner rejected what we said");

        acknowledge(request);
        assertThat(pending("")).doesNotContain(request);
        assertThat(officer.file(request).path("request").has("due")).isFalse();
        assertThat(officer.get("/api/v1/requests/counts").json().path("pending").asInt())
                .isEqualTo(ours);
    }

    private String refused(OfficersClient approver, String request) {
        String message =
                officer.refuse(request).expect(200).json().path("message").asText();
        approver.approve(request, message);
        return message;
    }

    private JsonNode rejected(String request, MessageId ours) throws Exception {
        them().send(
                        partnersPort(),
                        new Rejection(
                                ours, List.of(new Rejection.Finding("E-LAW-11", "ETS185/29/7", "until", "Not so."))),
                        them().newId());
        return officer.await(
                request, read -> read.path("request").path("rejected").asBoolean());
    }

    private void acknowledge(String request) {
        List<String> open = openRejections(request);
        assertThat(open).hasSize(1);
        officer.post("/api/v1/alerts/" + open.getFirst() + "/acknowledge", "application/json", new byte[0], "")
                .expect(204);
    }

    private List<String> openRejections(String request) {
        return rows().sql(
                        "select id::text from alert where request = ? and cause = 'message-rejected' and acknowledged is null")
                .param(request)
                .query(String.class)
                .list();
    }

    private List<String> pending(String filter) {
        return officer.get("/api/v1/requests?limit=200" + filter)
                .expect(200)
                .json()
                .path("requests")
                .findValuesAsText("id");
    }

    private String preserved(OfficersClient approver, String request) {
        String message = officer.move(
                        request, "preserved", Map.of("from", "2026-11-01T00:00:00Z", "until", "2096-06-30T00:00:00Z"))
                .expect(200)
                .json()
                .path("message")
                .asText();
        approver.approve(request, message);
        return message;
    }

    private List<String> listed(String state) {
        return officer.get("/api/v1/requests?limit=200&state=" + state)
                .expect(200)
                .json()
                .path("requests")
                .findValuesAsText("id");
    }

    @Test
    void onlyOfficersMove() throws Exception { // DSK-03
        String request = IncomingRequest.from(them(), partnersPort());
        officer.awaitRequest(request, "ACKNOWLEDGED");
        for (Role role : new Role[] {Role.APPROVER, Role.SUPERVISOR}) {
            OfficersClient other = person("intake", role);
            moves("0198c2d4-6f0a-7c11-9d3e-52f1a7b0c001@us-example-poc")
                    .forEach(said -> assertThat(
                                    other.move(request, said.path, said.body).status())
                            .as("%s by %s", said.path, role)
                            .isEqualTo(403));
        }
    }

    /** Both outcomes are one path: it is offered if either is possible. */
    private static boolean anyOf(List<Said> all, String path, Direction direction, RequestState state) {
        return all.stream().filter(said -> said.path.equals(path)).anyMatch(said -> isAllowed(said, direction, state));
    }

    /** The question of this test stays open: its answers wait for a second person (UC-05/2d). */
    private static boolean isAllowed(Said said, Direction direction, RequestState state) {
        boolean inPassing = said.event == RequestEvent.ANSWERED && !state.isFinal() && !NOT_THERE.contains(state);
        return said.side == direction.ourSide()
                && (inPassing || RequestTransitions.find(state, said.event).isPresent());
    }

    private List<String> offered(String request) {
        JsonNode moves = officer.file(request).path("request").path("moves");
        return StreamSupport.stream(moves.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static List<Said> moves(String question) {
        List<Said> all = new ArrayList<>();
        Map<String, ?> refusal = Map.of(
                "accepted", false, "ground", "POLITICAL_OFFENCE", "reasons", "Speech.", "alternativesConsidered", true);
        Map<String, ?> held = Map.of("from", "2026-11-25T09:00:00Z", "until", "2096-02-23T09:00:00Z");
        add(all, "take-up", RequestEvent.TAKEN_UP, Side.REQUESTED, Map.of());
        add(all, "decision", RequestEvent.ACCEPTED, Side.REQUESTED, Map.of("accepted", true));
        add(all, "decision", RequestEvent.REFUSED, Side.REQUESTED, refusal);
        add(all, "preserved", RequestEvent.PRESERVED, Side.REQUESTED, held);
        add(all, "question", RequestEvent.ASKED, Side.REQUESTED, Map.of("text", "Which account?"));
        add(all, "risk-notice", RequestEvent.RISK_NOTICED, Side.REQUESTED, Map.of("reason", "They would hear."));
        add(all, "answer", RequestEvent.ANSWERED, Side.REQUESTING, Map.of("question", question, "text", "The second."));
        add(all, "withdrawal", RequestEvent.WITHDRAWN, Side.REQUESTING, Map.of("reason", "Seized meanwhile."));
        add(all, "set-aside", RequestEvent.SET_ASIDE, Side.REQUESTING, Map.of("reason", "Seized."));
        return all;
    }

    private static void add(List<Said> all, String path, RequestEvent event, Side side, Map<String, ?> body) {
        all.add(new Said(path, event, side, body));
    }

    private String asked() throws Exception {
        String request = officer.submitted();
        person("intake", Role.APPROVER).approve(request, request);
        officer.awaitDelivery(request, request, "DELIVERED");
        them().send(
                        partnersPort(),
                        new Question(MessageId.parse(request).orElseThrow(), "Which account?"),
                        them().newId());
        return request;
    }

    private String question(String request) {
        for (JsonNode message : officer.file(request).path("messages")) {
            if (message.path("kind").asText().equals("question")) {
                return message.path("id").asText();
            }
        }
        return "0198c2d4-6f0a-7c11-9d3e-52f1a7b0c001@us-example-poc";
    }

    /** As if everything that leads there had happened; the moves themselves go through the door. */
    private static void put(String request, RequestState state) {
        rows().sql("update request set state = ?, next_move = case when ? then 'NOBODY' else 'US' end where id = ?")
                .params(state.name(), state.isFinal(), request)
                .update();
    }
}
