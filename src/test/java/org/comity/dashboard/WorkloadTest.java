package org.comity.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.comity.journal.AlertRows;
import org.comity.journal.DatabaseTime;
import org.comity.journal.Outbox;
import org.comity.journal.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What figures, health and the page Status count, from a database that holds what a gateway leaves there. */
class WorkloadTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String OUTBOUND = "comity.outbound";

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private Outbox outbox;
    private Workload workload;

    @BeforeEach
    void open() {
        DATABASE.asOwner("truncate outbox, alert, message, deadline, request, matter cascade");
        context.registerBean(JdbcClient.class, DATABASE::jdbc);
        context.registerBean(Clock.class, () -> Clock.fixed(NOW, ZoneOffset.UTC));
        context.register(Outbox.class, AlertRows.class, DatabaseTime.class, Workload.class);
        context.refresh();
        outbox = context.getBean(Outbox.class);
        workload = context.getBean(Workload.class);
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void whatWaitsBehindAnotherOfItsLineIsNotDue() { // UC-02/2a: the partner of the first is down
        outbox.put(OUTBOUND, "retried", "them", "matter", 4, NOW.plus(HOUR));
        outbox.put(OUTBOUND, "behind", "them", "matter", 4, NOW.minus(HOUR));
        assertThat(workload.measure().due()).isEmpty();
        assertThat(workload.measure().oldestDue()).isZero();
        outbox.put(OUTBOUND, "of another matter", "them", "another", 4, NOW.minusSeconds(7));
        assertThat(workload.measure().due()).isEqualTo(Map.of(OUTBOUND, 1L));
        assertThat(workload.measure().oldestDue()).hasSeconds(7);
    }

    @Test
    void whatIsClaimedAgainAndAgainAgesUntilItEnds() { // consumers that are dead
        outbox.put(OUTBOUND, "swallowed", 4, NOW.minus(HOUR));
        claim(NOW.minus(HOUR));
        claim(NOW.minus(HOUR).plus(LEASE));
        claim(NOW.minusSeconds(1));
        assertThat(workload.measure().due()).as("it is claimed").isEmpty();
        assertThat(workload.measure().oldestDue()).isEqualTo(HOUR);
        outbox.later(OUTBOUND, "swallowed", NOW.plusSeconds(1));
        assertThat(workload.measure().oldestDue()).isZero();
    }

    @Test
    void aCallThatWasHeardIsHeard() { // UC-08/2a
        alert("nobody-on-duty");
        alert("call-failed");
        alert(AlertRows.NO_APPROVER);
        alert(null);
        assertThat(workload.measure().alerts()).isEqualTo(4);
        assertThat(workload.measure().unheard()).isEqualTo(2);
    }

    @Test
    void aPartnerThatWeCannotSealForIsNotReached() { // UC-02/1a
        message("cannot be sealed", "stale-agency", "APPROVED", 0, "E-ENC-01");
        message("tried in vain", "silent-agency", "SEALED", 3, "E-DEL-02");
        message("not tried yet", "served-agency", "APPROVED", 0, null);
        assertThat(workload.unreached())
                .extracting(Workload.Unreached::partner)
                .containsExactly("silent-agency", "stale-agency");
        assertThat(workload.measure().retried()).isEqualTo(2);
    }

    @Test // a partner's early message that is parked is none that we have not delivered
    void whatCameInIsNotUndelivered() {
        message("ours", "an-agency", "PARKED", 1, "E-DEL-04");
        message("early", "an-agency", "PARKED", 0, "E-CSW-01");
        DATABASE.jdbc()
                .sql("update message set direction = 'IN' where id = 'early'")
                .update();
        assertThat(workload.measure().undelivered()).containsEntry("PARKED", 1L);
        assertThat(workload.measure().retried()).isEqualTo(1);
    }

    @Test
    void saysWhenTheFirstUndeliveredMessageEnds() {
        assertThat(workload.measure().end()).isEmpty();
        message("waits", "an-agency", "APPROVED", 0, null);
        message("arrived", "an-agency", "DELIVERED", 0, null);
        message("ended while it was parked", "an-agency", "PARKED", 1, "E-DEL-04");
        DATABASE.jdbc()
                .sql(
                        "update message set not_after = ? + case id when 'waits' then interval '3 hours' when 'arrived' then interval '1 hour' else interval '-1 hour' end")
                .param(NOW.atOffset(ZoneOffset.UTC))
                .update();
        assertThat(workload.measure().end()).contains(NOW.plus(HOUR.multipliedBy(3)));
    }

    @Test
    void tellsOurOverdueDeadlinesFromThosePartnersAreLateWith() { // UC-06
        overdue("theirs", "PARTNER");
        overdue("ours", "US");
        overdue("ours too", "US");
        assertThat(workload.measure().overdue()).isEqualTo(Map.of("us", 2L, "partner", 1L));
        assertThat(workload.measure().deadlines()).containsEntry("OVERDUE", 3L);
    }

    private static void overdue(String request, String nextMove) {
        UUID matter = UUID.randomUUID();
        DATABASE.jdbc()
                .sql(
                        "insert into matter (id, agency, unit, reference, title, opened) values (?, 'us', 'intake', ?, 'a title', now())")
                .params(matter, request)
                .update();
        DATABASE.jdbc().sql("""
                        insert into request (id, agency, matter, unit, direction, partner, kind, urgency, state, next_move, reference,
                            opened, changed)
                        values (?, 'us', ?, 'intake', 'OUT', 'them', 'preservationRequest', 0, 'RECEIVED', ?, ?, now(), now())""").params(request, matter, nextMove, request).update();
        DATABASE.jdbc().sql("""
                        insert into deadline (id, request, agency, matter, unit, rule, outcome, inputs, plan, estimated, provenance,
                            state, computed)
                        values (?, ?, 'us', ?, 'intake', 'DR-01', 'DEADLINE', '{}', '', false, '', 'OVERDUE', now())""").params(UUID.randomUUID(), request, matter).update();
    }

    private void claim(Instant at) {
        assertThat(outbox.claim(at, LEASE, new Outbox.Most(10, 10), Outbox.Busy.NOTHING))
                .hasSize(1);
    }

    private static void alert(@Nullable String trouble) {
        DATABASE.jdbc()
                .sql(
                        "insert into alert (id, agency, cause, subject, raised, trouble) values (?, 'us', 'a-cause', ?, now(), ?)")
                .params(UUID.randomUUID(), UUID.randomUUID().toString(), trouble)
                .update();
    }

    private static void message(String id, String partner, String state, int attempts, @Nullable String problem) {
        DATABASE.jdbc().sql("""
                        insert into message (id, agency, direction, partner, kind, urgency, created, not_after, exercise, state,
                            attempts, last_problem)
                        values (?, 'us', 'OUT', ?, 'ping', 0, now(), now() + interval '1 day', false, ?, ?, ?)""").params(id, partner, state, attempts, problem).update();
    }
}
