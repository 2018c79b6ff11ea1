package org.comity.delivery.as2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.RouteController;
import org.comity.casework.Processing;
import org.comity.casework.Stuck;
import org.comity.casework.StuckErrands;
import org.comity.casework.Unparking;
import org.comity.envelope.SealedMessage;
import org.comity.messages.Content;
import org.comity.messages.Decision;
import org.comity.messages.MessageId;
import org.comity.messages.Preserved;
import org.comity.messages.Rejection;
import org.comity.messages.Reminder;
import org.comity.messages.RequestContent.Relation;
import org.comity.messages.RiskNotice;
import org.comity.messages.SignedHeaders;
import org.comity.messages.Withdrawal;
import org.comity.people.Actor;
import org.comity.people.Role;
import org.comity.people.UnitId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** THREAT-81: what overtook the message that it answers waits for it, and then does its effect; it is never dropped. */
class EarlyMessageRouteTest {
    private static final WholeGateway GATEWAY = WholeGateway.shared();
    private static final ForeignAgency THEM = ForeignAgency.joins(GATEWAY, "hasty-agency");

    @AfterEach
    void isAsBefore() {
        WholeGateway.CLOCK.isAheadBy(Duration.ZERO);
    }

    @Test
    void aWithdrawalThatOvertookItsRequestWithdrawsItWhenItComes() throws Exception { // UC-04/4c
        MessageId request = THEM.newId();
        MessageId withdrawal = posts(new Withdrawal(request, "no longer needed"));
        await().until(() -> state(withdrawal).equals("PARKED"));
        assertThat(reasons(withdrawal)).containsExactly("EARLY");
        assertThat(alerts(withdrawal)).as("it may well resolve by itself").isEmpty();

        SignedHeaders headers = THEM.headers(request);
        THEM.posts(THEM.seal(headers, THEM.xml(headers, Requests.lawful())));
        await().until(() -> state(withdrawal).equals("PROCESSED"));
        assertThat(GATEWAY.texts("select state from request where id = ?", request.toString()))
                .containsExactly("WITHDRAWN");
        assertThat(reasons(withdrawal)).isEmpty();
        assertThat(GATEWAY.texts("select resolution from parked where message = ?", withdrawal.toString()))
                .containsExactly("resumed");
    }

    @Test // UC-16/3b: or the link is lost, and of a follow-up the hold with it
    void whatBuildsOnARequestThatIsParkedWaitsForIt() throws Exception {
        RouteController flows = GATEWAY.bean(CamelContext.class).getRouteController();
        flows.stopRoute("process-message");
        MessageId preservation = posts(Requests.lawful());
        GATEWAY.bean(StuckErrands.class).setAside("comity.inbound", preservation.toString(), Stuck.FAILED);
        MessageId correction = posts(Requests.lawful(Relation.CORRECTED, preservation));
        flows.startRoute("process-message");
        await().until(() -> state(correction).equals("PARKED"));
        assertThat(reasons(correction)).containsExactly("EARLY");

        UUID parked =
                UUID.fromString(GATEWAY.texts("select id::text from parked where message = ?", preservation.toString())
                        .getFirst());
        Actor administrator = new Actor(
                "kobayashi", WholeGateway.US.id().value(), new UnitId("operators"), Set.of(Role.ADMINISTRATOR));
        assertThat(GATEWAY.bean(Unparking.class).unpark(administrator, parked).problems())
                .isEmpty();
        await().until(() -> state(correction).equals("PROCESSED"));
        assertThat(GATEWAY.texts("select earlier from request_link where request = ?", correction.toString()))
                .containsExactly(preservation.toString());
    }

    @Test
    void whatWaitsInVainIsAPersonsAfterADay() throws Exception { // UC-04/4b
        MessageId withdrawal = posts(new Withdrawal(THEM.newId(), "no longer needed"));
        await().until(() -> state(withdrawal).equals("PARKED"));
        GATEWAY.bean(Processing.class).process(withdrawal); // a second copy of its errand, as after a kill
        assertThat(alerts(withdrawal)).isEmpty();
        WholeGateway.CLOCK.isAheadBy(Duration.ofHours(25));

        await().until(() -> alerts(withdrawal).equals(List.of("message-early")));
        assertThat(state(withdrawal)).isEqualTo("PARKED");
        assertThat(reasons(withdrawal)).containsExactly("EARLY");
    }

    @Test
    void whatAMoveDoesNotYetAllowGoesOnWaiting() throws Exception { // UC-04/4b
        Officer officer = Officer.named(WholeGateway.LIAISON, GATEWAY, THEM);
        MessageId request = MessageId.parse(officer.submits(THEM.id().value())).orElseThrow();
        await().until(() -> state(request).equals("DELIVERED"));
        posts(new RiskNotice(request, "The provider tells its customers."));
        await().until(() -> requestState(request).equals("RISK_NOTICED"));
        MessageId answer = posts(new Decision(request, new Decision.Accepted("")));
        await().until(() -> state(answer).equals("PARKED"));

        Instant from = WholeGateway.CLOCK.instant().truncatedTo(ChronoUnit.SECONDS);
        posts(new Preserved(request, from, from.plus(Duration.ofDays(90)), ""));
        await().until(() -> requestState(request).equals("PRESERVED"));
        await().until(() ->
                GATEWAY.count("select count(*) from parked where message = ? and reason = 'EARLY'", answer.toString())
                        == 2);
        assertThat(reasons(answer)).as("looked at again, and parked again").containsExactly("EARLY");
        assertThat(GATEWAY.count(
                        "select count(*) from parked where message = ? and problem = 'E-CSW-27'", answer.toString()))
                .as("its request is known, and stands elsewhere")
                .isEqualTo(2);
        // what the partner said after it was processed before it: nobody waits a day to hear of that
        await().until(() -> alerts(answer).equals(List.of("message-early")));
    }

    @Test
    void onlySoManyOfOnePartnerWaitAndTheRestAreRejected() throws Exception { // UC-04/4b
        ForeignAgency guesser = ForeignAgency.joins(GATEWAY, "guessing-agency");
        List<MessageId> sent = new ArrayList<>();
        for (int i = 0; i < WholeGateway.EARLY + 2; i++) {
            SealedMessage sealed = guesser.seal(new Withdrawal(guesser.newId(), "of a request that was never made"));
            assertThat(guesser.posts(sealed).statusCode()).isEqualTo(200);
            sent.add(sealed.id());
        }
        await().until(() -> sent.stream().map(EarlyMessageRouteTest::state).noneMatch("RECEIVED"::equals));
        Map<String, Long> states =
                sent.stream().collect(Collectors.groupingBy(EarlyMessageRouteTest::state, Collectors.counting()));
        assertThat(states).isEqualTo(Map.of("PARKED", (long) WholeGateway.EARLY, "REJECTED", 2L));
        assertThat(GATEWAY.texts(
                        "select detail ->> 'problems' from journal_leaf where event = 'message.rejected' and partner = ?",
                        "guessing-agency"))
                .hasSize(2)
                .allMatch(problems -> problems.contains("E-CSW-09"));
    }

    @Test // UC-04/4d: whoever opens the request can still read all of it
    void aPartnerSaysOnlySoMuchAboutOneRequest() throws Exception {
        MessageId asked = posts(Requests.lawful());
        await().until(() -> state(asked).equals("PROCESSED"));
        List<MessageId> said = new ArrayList<>();
        for (int i = 0; i < WholeGateway.SAID + 2; i++) {
            said.add(posts(new Reminder(asked, "Still nothing, " + i)));
        }
        await().until(() -> said.stream().map(EarlyMessageRouteTest::state).noneMatch("RECEIVED"::equals));
        assertThat(said.stream().map(EarlyMessageRouteTest::state).filter("REJECTED"::equals))
                .as("the request itself is one of them")
                .hasSize(3);
        assertThat(GATEWAY.texts(
                        "select detail ->> 'problems' from journal_leaf where event = 'message.rejected' and message = ?",
                        said.getLast().toString()))
                .containsExactly("E-CSW-10");
    }

    @Test // UC-04/4d: however it is put
    void norByRejectingWhatWeSaidOfIt() throws Exception {
        MessageId asked = posts(Requests.lawful());
        String ours = "select id from message where request = ? and kind = 'acknowledgement'";
        await().until(() -> GATEWAY.texts(ours, asked.toString()).size() == 1);
        MessageId acknowledgement = MessageId.parse(
                        GATEWAY.texts(ours, asked.toString()).getFirst())
                .orElseThrow();
        List<MessageId> said = new ArrayList<>();
        for (int i = 0; i < WholeGateway.SAID + 2; i++) {
            said.add(posts(new Rejection(
                    acknowledgement,
                    List.of(new Rejection.Finding("E-LAW-01", "ETS185/29/2/b", "facts", "Not that, " + i)))));
        }
        await().until(() -> said.stream().map(EarlyMessageRouteTest::state).noneMatch("RECEIVED"::equals));
        assertThat(said.stream().map(EarlyMessageRouteTest::state).filter("REJECTED"::equals))
                .as("the request itself is one of them")
                .hasSize(3);
    }

    private static MessageId posts(Content content) throws Exception {
        SealedMessage sealed = THEM.seal(content);
        assertThat(THEM.posts(sealed).statusCode()).isEqualTo(200);
        return sealed.id();
    }

    private static String requestState(MessageId id) {
        return GATEWAY.texts("select state from request where id = ?", id.toString())
                .getFirst();
    }

    private static String state(MessageId id) {
        return GATEWAY.texts("select state from message where id = ?", id.toString())
                .getFirst();
    }

    private static List<String> reasons(MessageId id) {
        return GATEWAY.texts("select reason from parked where message = ? and resolved is null", id.toString());
    }

    private static List<String> alerts(MessageId id) {
        return GATEWAY.texts("select cause from alert where subject = ? and acknowledged is null", id.toString());
    }
}
