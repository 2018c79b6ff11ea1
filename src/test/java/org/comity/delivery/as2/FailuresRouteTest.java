package org.comity.delivery.as2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.comity.casework.Unparking;
import org.comity.delivery.relay.AtWork;
import org.comity.envelope.SealedMessage;
import org.comity.journal.MessageRows;
import org.comity.matters.DeliveryState;
import org.comity.messages.MessageId;
import org.comity.messages.Ping;
import org.comity.partners.PartnerState;
import org.comity.problems.GatewayBug;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

/** DEL-17, DEL-18: surprises are retried with a growing pause, then parked; bugs are parked at once; a person sees every end. */
class FailuresRouteTest {
    private static final WholeGateway GATEWAY = WholeGateway.shared();
    private static final ForeignAgency THEM = ForeignAgency.joins(GATEWAY, "troubled-agency");

    @AfterEach
    void isOver() {
        GATEWAY.trouble.isOver();
    }

    @Test
    void aSurpriseThatPassesCostsAPauseAndNothingElse() throws Exception {
        GATEWAY.trouble.in("processing", 2, () -> new IllegalStateException("disk full"));
        MessageId id = received();

        await().until(() -> state(id) == DeliveryState.PROCESSED);
        assertThat(GATEWAY.trouble.calls("processing")).isGreaterThan(2);
        assertThat(errands(id.toString())).isEmpty();
        assertThat(parked(id)).isEmpty();
    }

    @Test // THREAT-124
    void whatEndedDoesNotCountAsInterruptedAtTheNextStart() throws Exception {
        GATEWAY.trouble.in("processing", 2, () -> new IllegalStateException("disk full"));
        MessageId id = received();

        await().until(() -> state(id) == DeliveryState.PROCESSED);
        assertThat(GATEWAY.trouble.calls("processing")).isGreaterThan(2);
        await().untilAsserted(() -> assertThat(AtWork.in(GATEWAY.workFile())).doesNotContain(id.toString()));
    }

    @Test
    void aSurpriseThatStaysIsParkedAfterFiveClaimsAndAPersonHearsOfIt() throws Exception { // UC-04/7a
        GATEWAY.trouble.in("processing", () -> new IllegalStateException("disk full"));
        MessageId id = received();

        await().until(() -> state(id) == DeliveryState.PARKED);
        assertThat(GATEWAY.trouble.calls("processing")).isEqualTo(5);
        assertThat(parked(id)).containsExactly("comity.inbound surprise E-DEL-17");
        assertThat(alerts(id.toString())).containsExactly("message-parked");
        assertThat(errands(id.toString())).isEmpty();

        GATEWAY.trouble.isOver();
        unpark(id);
        await().until(() -> state(id) == DeliveryState.PROCESSED);
    }

    @Test
    void crashesAndSurprisesHaveOneCount() throws Exception { // THREAT-124, DEL-17
        SealedMessage sealed = THEM.seal(new Ping("test"));
        AtomicBoolean crashed = new AtomicBoolean();
        GATEWAY.trouble.in("processing", () -> {
            if (!crashed.getAndSet(true)) {
                GATEWAY.database()
                        .jdbc()
                        .sql("update outbox set unfinished = unfinished + 3 where subject = ?") // as three crashes do
                        .param(sealed.id().toString())
                        .update();
            }
            return new IllegalStateException("disk full");
        });
        assertThat(THEM.posts(sealed).statusCode()).isEqualTo(200);

        await().until(() -> state(sealed.id()) == DeliveryState.PARKED);
        assertThat(GATEWAY.trouble.calls("processing")).isLessThan(5);
    }

    @Test
    void aBugIsParkedAtOnceWithAnAlarm() throws Exception { // DEL-18
        GATEWAY.trouble.in("processing", () -> new IllegalStateException(new GatewayBug("a promise is broken")));
        MessageId id = received();

        await().until(() -> state(id) == DeliveryState.PARKED);
        assertThat(GATEWAY.trouble.calls("processing")).isEqualTo(1);
        assertThat(parked(id)).containsExactly("comity.inbound gateway-bug E-DEL-18");
        assertThat(alerts(id.toString())).containsExactlyInAnyOrder("message-parked", "gateway-bug");
    }

    @Test
    void whileTheDatabaseIsAwayTheLeaseBringsItBack() throws Exception {
        GATEWAY.trouble.in("processing", () -> new GatewayBug("whatever"));
        GATEWAY.trouble.in("stuckErrands", () -> new DataAccessResourceFailureException("the database is away"));
        MessageId id = received();

        await().until(() -> GATEWAY.trouble.calls("stuckErrands") == 1);
        assertThat(state(id)).isEqualTo(DeliveryState.RECEIVED);
        assertThat(errands(id.toString())).as("waits for the end of its lease").hasSize(1);
        GATEWAY.trouble.isOver();
        makeDue(id.toString());
        await().until(() -> state(id) == DeliveryState.PROCESSED);
    }

    @Test
    void aDeadlineIsParkedUnderItsRequestAndFiresOnceUnparked() throws Exception { // UC-06, UC-07/1
        MessageId request = receivedRequest();
        UUID deadline = deadlineOf(request);
        GATEWAY.trouble.in("deadlineKeeping", () -> new GatewayBug("a deadline without a rule"));
        makeDue(deadline.toString());

        await().until(() -> !parked(request).isEmpty());
        assertThat(parked(request)).containsExactly("comity.deadlines gateway-bug E-DEL-18");
        assertThat(alerts(deadline.toString())).containsExactly("gateway-bug");
        assertThat(errands(deadline.toString())).isEmpty();

        GATEWAY.trouble.isOver();
        unpark(request);
        await().until(() -> errands(deadline.toString()).equals(List.of("comity.deadlines")));
    }

    @Test
    void anAlertThatCannotBeCalledStaysOpenAndIsCalledLater() throws Exception { // UC-08/2a
        GATEWAY.trouble.in("dutyCalls", () -> new GatewayBug("nobody to call"));
        receivedRequest();
        await().until(() -> GATEWAY.trouble.calls("dutyCalls") >= 1);

        await().until(() -> GATEWAY.count("select count(*) from outbox where address = 'comity.alerts'"
                        + " and due > now() + interval '50 minutes'")
                > 0);
        assertThat(GATEWAY.count("select count(*) from alert where acknowledged is null"))
                .isPositive();
    }

    @Test
    void aReceiptThatCannotBePostedIsParkedAndItsMessageGoesOn() throws Exception { // UC-03/9a
        THEM.joins(Optional.of(THEM.server.url()), PartnerState.ACTIVE);
        GATEWAY.trouble.in("lateReceipts", () -> new GatewayBug("a receipt without bytes"));
        SealedMessage sealed = THEM.seal(new Ping("test"));
        assertThat(THEM.sends(THEM.request(sealed.id())
                                .header(
                                        "Receipt-Delivery-Option",
                                        THEM.server.url().toString())
                                .POST(java.net.http.HttpRequest.BodyPublishers.ofByteArray(sealed.bytes())))
                        .statusCode())
                .isEqualTo(202);

        await().until(() -> state(sealed.id()) == DeliveryState.PROCESSED);
        await().until(() -> !parked(sealed.id()).isEmpty());
        assertThat(parked(sealed.id())).containsExactly("comity.receipts gateway-bug E-DEL-18");
    }

    private static MessageId received() throws Exception {
        SealedMessage sealed = THEM.seal(new Ping("test"));
        assertThat(THEM.posts(sealed).statusCode()).isEqualTo(200);
        return sealed.id();
    }

    private static MessageId receivedRequest() throws Exception {
        SealedMessage sealed = THEM.seal(Requests.lawful());
        assertThat(THEM.posts(sealed).statusCode()).isEqualTo(200);
        await().until(() -> state(sealed.id()) == DeliveryState.PROCESSED);
        return sealed.id();
    }

    private static UUID deadlineOf(MessageId request) {
        return GATEWAY.database()
                .jdbc()
                .sql("select id from deadline where request = ? and rule = 'DR-01'")
                .param(request.toString())
                .query(UUID.class)
                .single();
    }

    private static void unpark(MessageId id) {
        UUID row = GATEWAY.database()
                .jdbc()
                .sql("select id from parked where message = ? and resolved is null")
                .param(id.toString())
                .query(UUID.class)
                .single();
        assertThat(GATEWAY.bean(Unparking.class)
                        .unpark(GATEWAY.operator().actor(), row)
                        .problems())
                .isEmpty();
    }

    private static void makeDue(String subject) {
        GATEWAY.database()
                .jdbc()
                .sql("update outbox set due = now() where subject = ?")
                .param(subject)
                .update();
    }

    private static DeliveryState state(MessageId id) {
        return GATEWAY.bean(MessageRows.class).find(id).orElseThrow().state();
    }

    private static List<String> parked(MessageId id) {
        return GATEWAY.texts(
                "select address || ' ' || reason || ' ' || problem from parked where message = ? and resolved is null",
                id.toString());
    }

    private static List<String> alerts(String subject) {
        return GATEWAY.texts("select cause from alert where subject = ? and acknowledged is null", subject);
    }

    private static List<String> errands(String subject) {
        return GATEWAY.texts("select address from outbox where subject = ?", subject);
    }
}
