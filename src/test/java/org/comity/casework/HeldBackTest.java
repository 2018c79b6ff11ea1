package org.comity.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.comity.journal.AlertRows;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.journal.OwedReceipts;
import org.comity.journal.Payloads;
import org.comity.matters.DeliveryState;
import org.comity.matters.Direction;
import org.comity.messages.Message;
import org.comity.messages.MessageId;
import org.comity.messages.SignedHeaders;
import org.comity.messages.Urgency;
import org.comity.messages.Withdrawal;
import org.comity.partners.AgencyId;
import org.comity.people.Actor;
import org.comity.people.Role;
import org.comity.people.UnitId;
import org.comity.schemas.MessageXml;
import org.comity.trust.TestAuthority;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** UC-08/1b, 1c and 3c: whom a partner, or a clock that was wrong, keeps from being called, and for how long. */
class HeldBackTest {
    private static final AgencyId US = new AgencyId("jp-npa");
    private static final AgencyId THEM = new AgencyId("ro-poc");
    private static final int MOST = 12;
    private static final Duration STEP = Duration.ofHours(10);

    private final TestAuthority authority = TestAuthority.create();
    private final TestGateway gateway = new TestGateway(authority.member(US.value()), authority.paths());

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test // UC-08/3c, THREAT-89
    void anAcknowledgementOfAClockThatWasAheadPutsNothingOff() {
        UUID alert = raise(Alerting.APPROVAL_AWAITED, "text", Optional.empty());
        gateway.pass(STEP);
        acknowledge(alert);
        gateway.pass(STEP.negated());

        assertThat(isCalled(alert)).isTrue();
        called(alert);
        assertThat(due(alert)).as("the next call").isEqualTo(gateway.now().plus(Duration.ofMinutes(5)));
        acknowledge(alert);
        assertThat(isCalled(alert)).isFalse();
        assertThat(due(alert)).isEqualTo(gateway.now().plus(Duration.ofMinutes(15)));
    }

    @Test // UC-08/1b, THREAT-89
    void whatWasSaidOfARequestWhileAClockWasAheadHoldsNothingBack() {
        gateway.pass(STEP);
        for (int i = 0; i < 4; i++) {
            acknowledge(raise("answer-reminder", "request", Optional.empty()));
        }
        gateway.pass(STEP.negated());
        assertThat(due(raise("answer-reminder", "request", Optional.empty()))).isEqualTo(gateway.now());
    }

    @Test // UC-08/1c, THREAT-89
    void aFloodWhileAClockWasAheadHoldsNothingBack() {
        gateway.pass(STEP);
        for (int i = 0; i < MOST; i++) {
            raise("message-early", "m" + i, causedByThem());
        }
        UUID held = raise("message-early", "held", causedByThem());
        assertThat(due(held)).isEqualTo(gateway.now().plus(Duration.ofHours(1)));
        gateway.pass(STEP.negated());

        assertThat(due(raise("message-early", "after", causedByThem()))).isEqualTo(gateway.now());
        acknowledge(open("many-alerts").getFirst());
        assertThat(isCalled(held)).isTrue();
    }

    @Test // UC-08/1c, THREAT-108
    void messagesAboutRequestsThatNobodyKnowsCallForThePartnerAfterTheTwelfth() {
        List<MessageId> waiting = new ArrayList<>();
        for (int i = 0; i < MOST + 3; i++) {
            MessageRow early = receives(Urgency.ROUTINE);
            change(() -> gateway.get(EarlyMessages.class)
                    .waits(early, new MessageId(UUID.randomUUID(), THEM), gateway.now()));
            waiting.add(early.id());
        }
        gateway.pass(Duration.ofDays(1));
        waiting.forEach(gateway.get(Processing.class)::process);
        assertThat(open("message-early")).as("each is on the page").hasSize(MOST + 3);
        assertThat(open("message-early").stream().filter(alert -> due(alert).equals(gateway.now())))
                .hasSize(MOST);
        assertThat(gateway.alerts()).contains("many-alerts ro-poc: message-early");
        change(() -> gateway.get(Alerting.class).raise(receives(Urgency.EMERGENCY), "message-early", gateway.now()));
        assertThat(open("message-early").stream().filter(alert -> due(alert).equals(gateway.now())))
                .as("an emergency does not wait behind them")
                .hasSize(MOST + 1);
    }

    @Test // THREAT-125: calls are made in turn, partner by partner
    void theCallsOfOnePartnerWaitInNobodyElsesStrand() {
        UUID alert = raise("urgent-request", "theirs", causedByThem());
        UUID ours = raise(Alerting.SET_ASIDE, "ours", Optional.empty());
        assertThat(gateway.get(JdbcClient.class)
                        .sql("select subject || ' ' || partner from outbox where address = 'comity.alerts'")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder(alert + " " + THEM, ours + " ");
    }

    @Test // UC-03/9a, UC-08/1a, THREAT-108
    void receiptsThatAPartnerDoesNotTakeAreOneCallAndParkedEach() {
        for (int i = 0; i < 3; i++) {
            UUID receipt = owed();
            change(() ->
                    gateway.get(StuckErrands.class).setAside(Addresses.RECEIPTS, receipt.toString(), Stuck.NOT_TAKEN));
        }
        assertThat(gateway.alerts()).containsExactly("receipt-parked ro-poc");
        assertThat(gateway.get(JdbcClient.class)
                        .sql("select count(distinct subject) from parked where address = 'comity.receipts'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
    }

    private static Optional<AlertRows.Causer> causedByThem() {
        return Optional.of(new AlertRows.Causer(THEM, false));
    }

    private UUID raise(String cause, String subject, Optional<AlertRows.Causer> causer) {
        change(() -> gateway.get(Alerting.class)
                .raise(US, cause, subject, Optional.empty(), causer, gateway.now(), gateway.now()));
        return gateway.get(JdbcClient.class)
                .sql("select id from alert where cause = ? and subject = ? and acknowledged is null")
                .params(cause, subject)
                .query(UUID.class)
                .single();
    }

    private MessageRow receives(Urgency urgency) {
        Instant now = gateway.now();
        SignedHeaders headers = new SignedHeaders(
                new MessageId(UUID.randomUUID(), THEM), THEM, US, now, now.plus(Duration.ofDays(1)), false);
        Withdrawal content = new Withdrawal(new MessageId(UUID.randomUUID(), THEM), "not needed");
        byte[] document = gateway.get(MessageXml.class).write(new Message(headers, content, List.of()));
        MessageRow row = new MessageRow(
                headers,
                Direction.IN,
                THEM,
                content.kind(),
                urgency,
                MessageRow.Filed.NOWHERE,
                Optional.empty(),
                MessageRow.Kept.bare(gateway.get(Payloads.class).store(document)),
                Optional.empty(),
                Optional.empty(),
                MessageRow.Progress.begun(DeliveryState.RECEIVED));
        change(() -> gateway.get(MessageRows.class).insert(row));
        return row;
    }

    private UUID owed() {
        MessageId message = new MessageId(UUID.randomUUID(), THEM);
        OwedReceipts.Owed owed = new OwedReceipts.Owed(
                gateway.get(Payloads.class).store(message.toString().getBytes(StandardCharsets.UTF_8)),
                message,
                US,
                THEM,
                gateway.now(),
                gateway.now());
        gateway.get(OwedReceipts.class).put(owed);
        return owed.receipt().uuid();
    }

    private boolean isCalled(UUID alert) {
        return gateway.get(OpenAlerts.class).open(alert).isPresent();
    }

    private void called(UUID alert) {
        AlertRows.Alert row = gateway.get(AlertRows.class).find(alert).orElseThrow();
        Instant next = gateway.now().plus(Duration.ofMinutes(5));
        gateway.get(OpenAlerts.class).called(row, Optional.empty(), false, Optional.empty(), next);
    }

    private void acknowledge(UUID alert) {
        Actor officer = new Actor("officer", US.value(), new UnitId("intake"), Set.of(Role.SUPERVISOR));
        assertThat(gateway.get(OpenAlerts.class).acknowledge(officer, alert).problems())
                .isEmpty();
    }

    private List<UUID> open(String cause) {
        return gateway.get(JdbcClient.class)
                .sql("select id from alert where cause = ? and acknowledged is null")
                .param(cause)
                .query(UUID.class)
                .list();
    }

    /** When somebody is called about it next. */
    private Instant due(UUID alert) {
        return gateway.get(JdbcClient.class)
                .sql("select due from outbox where subject = ?")
                .param(alert.toString())
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private void change(Runnable change) {
        new TransactionTemplate(gateway.get(PlatformTransactionManager.class))
                .executeWithoutResult(transaction -> change.run());
    }
}
