package org.comity.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.comity.matters.ActByReason;
import org.comity.messages.MessageId;
import org.comity.partners.AgencyId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What each message asks of the database costs the same however many requests there are, and however many alerts one partner causes. */
class GrowthTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Instant NOW = Instant.parse("2026-11-27T09:00:00Z");
    private static final AgencyId AGENCY = new AgencyId("jp-npa");
    private static final MessageId REQUEST = new MessageId(new UUID(0, 1), AGENCY);
    private static final int STORED = 20_000;
    private static final int MOST = 12;

    /** More than make the driver prepare a statement and the server plan it for whatever it is asked. */
    private static final int TIMES = 12;

    private final RequestRows requests = new RequestRows(DATABASE.jdbc());
    private final AlertRows alerts = new AlertRows(DATABASE.jdbc());

    @BeforeAll
    static void manyRequestsOfOnePartnerEachWithAHoldAndAnAlert() {
        UUID matter = UUID.randomUUID();
        DATABASE.jdbc()
                .sql("insert into matter values (?, 'jp-npa', 'cyber', 'M-1', 'one', now())")
                .param(matter)
                .update();
        DATABASE.jdbc().sql("""
                        insert into request (id, agency, matter, unit, direction, partner, kind, urgency, state, next_move, reference, opened, changed)
                        select '00000000-0000-0000-0000-' || lpad(to_hex(n), 12, '0') || '@jp-npa', 'jp-npa', ?, 'cyber', 'OUT', 'us-poc', 'PRES-29', 1, 'SENT', 'PARTNER', 'R-' || n,
                            now(), now() from generate_series(1, ?) n""").params(matter, STORED).update();
        DATABASE.jdbc().sql("""
                        insert into hold (request, agency, matter, unit, state, starts, ends, estimated, unexplained, changed)
                        select id, agency, matter, unit, 'REQUESTED', now(), now(), true, false, now() from request""").update();
        DATABASE.jdbc()
                .sql("""
                        insert into alert (id, agency, cause, subject, request, partner, emergency, raised, held_back)
                        select gen_random_uuid(), agency, 'urgent-request', id, id, partner, false, ?, case when row_number() over () > 12 then ? end from request""")
                .params(Columns.utc(NOW), Columns.utc(NOW.plusSeconds(3600)))
                .update();
        DATABASE.asOwner("analyze");
    }

    @Test
    void whatARequestIsToBeActedOnByIsReckonedWithoutTheHoldsOfOthers() {
        assertThat(read("hold", () -> requests.actBy(REQUEST, Optional.empty(), ActByReason.ASK)))
                .isLessThan(10 * TIMES);
        assertThat(read("hold", () -> requests.isNotYetHeld(REQUEST))).isLessThan(10 * TIMES);
        assertThat(read("request", () -> requests.isNotYetHeld(REQUEST))).isLessThan(10 * TIMES);
        assertThat(requests.isNotYetHeld(REQUEST)).isTrue();
    }

    @Test // THREAT-108, THREAT-125
    void theNextAlertOfAFloodReadsNoMoreOfItThanItIsComparedWith() {
        UUID alert = inTransaction(
                () -> alerts.openOf(REQUEST, "urgent-request").getFirst().id());
        assertThat(alerts.callsOfPartner(alert, NOW.minusSeconds(1), NOW, MOST)).hasSize(MOST);
        assertThat(read("alert", () -> alerts.callsOfPartner(alert, NOW.minusSeconds(1), NOW, MOST)))
                .isLessThan(4 * MOST * TIMES);
        assertThat(read("alert", () -> alerts.raisedSince(alert, NOW.minusSeconds(1), NOW, MOST)))
                .isLessThan(10 * TIMES);
    }

    @Test // THREAT-89: what a clock that was ahead has left
    void alertsOfTheFutureAreNeitherCountedNorRead() {
        UUID alert = inTransaction(
                () -> alerts.openOf(REQUEST, "urgent-request").getFirst().id());
        Instant right = NOW.minusSeconds(36_000);
        assertThat(alerts.callsOfPartner(alert, right.minusSeconds(3600), right, MOST))
                .isEmpty();
        assertThat(read("alert", () -> alerts.callsOfPartner(alert, right.minusSeconds(3600), right, MOST)))
                .isLessThan(10 * TIMES);
    }

    @Test // THREAT-108, THREAT-125: one partner's flood held up each of its messages, and with them connections
    void whoCountsAnOpenAlertKeepsNobodyWaitingWhileItWorks() {
        alerts.raise(
                AGENCY, "many-alerts", "us-poc: urgent-request", Optional.empty(), Optional.empty(), NOW, () -> {});
        DATABASE.inTransaction(() -> {
            alerts.raise(
                    AGENCY, "many-alerts", "us-poc: urgent-request", Optional.empty(), Optional.empty(), NOW, () -> {});
            CompletableFuture.runAsync(() -> DATABASE.inTransaction(() -> alerts.raise(
                            AGENCY,
                            "many-alerts",
                            "us-poc: urgent-request",
                            Optional.empty(),
                            Optional.empty(),
                            NOW,
                            () -> {})))
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
        });
        assertThat(DATABASE.jdbc()
                        .sql("select again from alert where cause = 'many-alerts'")
                        .query(Integer.class)
                        .list())
                .containsExactly(2);
    }

    @Test // what was told while somebody acknowledged the alert would be told to nobody
    void whatAnAlertCannotCountAnyMoreIsRaisedAnew() {
        alerts.raise(AGENCY, "unknown-certificate", "one", Optional.empty(), Optional.empty(), NOW, () -> {});
        AtomicInteger anew = new AtomicInteger();
        DATABASE.inTransaction(() -> {
            assertThat(alerts.raise(
                            AGENCY,
                            "unknown-certificate",
                            "one",
                            Optional.empty(),
                            Optional.empty(),
                            NOW,
                            anew::incrementAndGet))
                    .isEmpty();
            CompletableFuture.runAsync(() -> acknowledge("unknown-certificate")).join();
        });
        assertThat(anew).hasValue(1);
    }

    private static void acknowledge(String cause) {
        DATABASE.jdbc()
                .sql("update alert set acknowledged = now(), acknowledged_by = 'somebody' where cause = ?")
                .param(cause)
                .update();
    }

    private static <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(DATABASE.transactions().execute(transaction -> work.get()));
    }

    private static long read(String table, Runnable work) {
        return DATABASE.rowsRead(TIMES, work, table);
    }
}
