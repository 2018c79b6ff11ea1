package org.comity.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.comity.journal.AlertRows;
import org.comity.journal.DatabaseTime;
import org.comity.journal.Outbox;
import org.comity.partners.OwnAgencies;
import org.comity.people.Actor;
import org.comity.people.Role;
import org.comity.people.UnitId;
import org.comity.trust.TestAuthority;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** THREAT-89, UC-06/4a: what a start believes of its clock. The embedded database has the same one, so that comparing the two shows nothing. */
class ClockOverRestartTest {
    private final TestAuthority authority = TestAuthority.create();
    private final TestGateway gateway = new TestGateway(authority.member("jp-npa"), authority.paths());

    @BeforeEach
    void believed() {
        ClockWatch first = started();
        first.look();
        assertThat(first.isSettled())
                .as("a first start has nothing to compare with")
                .isTrue();
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void aStopOfHoursAsksNobody() {
        gateway.pass(Duration.ofHours(23));
        ClockWatch watch = started();
        watch.look();
        assertThat(watch.isSettled()).isTrue();
        assertThat(gateway.alerts()).isEmpty();
    }

    @Test // or the slower of two nodes would call somebody at each start
    void nodesWhoseClocksDifferByLessThanAStepAreNotHeldAgainstEachOther() {
        started(Duration.ofMinutes(4)).look();
        ClockWatch behind = started(Duration.ofMinutes(-2));
        behind.look();
        assertThat(behind.isSettled()).isTrue();
        assertThat(gateway.alerts()).isEmpty();
    }

    @Test
    void aStopOfWeeksLooksLikeAClockThatIsAheadAndAPersonTellsThemApart() {
        gateway.pass(Duration.ofDays(14));
        ClockWatch watch = started();
        watch.look();
        watch.look();
        assertThat(watch.isSettled()).as("no hold ends by itself").isFalse();
        assertThat(gateway.alerts()).containsExactly("clock-stepped clock");
        assertThat(started().isSettled()).isFalse();

        acknowledge();
        watch.look();
        assertThat(watch.isSettled()).isTrue();
        ClockWatch next = started();
        next.look();
        assertThat(next.isSettled()).as("it was said").isTrue();
        assertThat(clockEvents()).containsExactly("clock.unproven", "clock.accepted");
    }

    @Test
    void aMachineThatStartsInThePastIsNoticedAndGoesOnWhenItsClockIsRight() {
        gateway.pass(Duration.ofDays(-300));
        ClockWatch watch = started();
        watch.look();
        assertThat(watch.isSettled()).isFalse();
        assertThat(gateway.alerts()).containsExactly("clock-stepped clock");
        ClockWatch again = started();
        again.look();
        assertThat(again.isSettled()).as("a restart settles nothing").isFalse();

        gateway.pass(Duration.ofDays(300));
        watch.look();
        assertThat(watch.isSettled()).isTrue();
        assertThat(clockEvents()).containsExactly("clock.stepped", "clock.back");
    }

    @Test // what is written would be of the future for its reader, who turns it away for good
    void whatIsDatedWhileAClockIsAheadBearsTheEarlierHourAlsoWhileAnOlderCallIsOpen() {
        gateway.pass(Duration.ofDays(14));
        ClockWatch unproven = started();
        unproven.look();
        Instant right = gateway.now();
        assertThat(unproven.notLate(right)).as("a long stop is no step").isEqualTo(right);
        assertThat(unproven.notLate(right.plus(Duration.ofHours(7)))).isEqualTo(right);
        assertThat(unproven.notLate(right.minus(Duration.ofHours(7)))).isEqualTo(right.minus(Duration.ofHours(7)));

        ClockWatch ahead = started(Duration.ofHours(7));
        ahead.look();
        assertThat(ahead.notLate(right.plus(Duration.ofHours(7))))
                .as("it was ahead when it started, and the database is not")
                .isEqualTo(right);

        acknowledge();
        ahead.look();
        assertThat(ahead.notLate(right.plus(Duration.ofHours(7))))
                .as("a person said that it is right")
                .isEqualTo(right.plus(Duration.ofHours(7)));
    }

    /** As after a restart: it has looked at nothing yet. */
    private ClockWatch started() {
        return started(Duration.ZERO);
    }

    /** @param ahead of the database */
    private ClockWatch started(Duration ahead) {
        return new ClockWatch(
                Clock.offset(gateway.get(Clock.class), ahead),
                new Embedded(gateway.get(DatabaseTime.class)),
                gateway.get(OwnAgencies.class),
                gateway.get(AlertRows.class),
                gateway.get(Outbox.class),
                gateway.get(Alerting.class),
                gateway.get(Announcements.class),
                gateway.get(PlatformTransactionManager.class));
    }

    private void acknowledge() {
        String alert = gateway.get(JdbcClient.class)
                .sql("select id::text from alert where acknowledged is null")
                .query(String.class)
                .single();
        Actor officer =
                new Actor("officer", "jp-npa", new UnitId("operators"), Set.of(Role.ADMINISTRATOR, Role.SUPERVISOR));
        assertThat(gateway.get(OpenAlerts.class)
                        .acknowledge(officer, UUID.fromString(alert))
                        .problems())
                .isEmpty();
    }

    private List<String> clockEvents() {
        return gateway.get(JdbcClient.class)
                .sql("select event from journal_leaf where event like 'clock.%' order by id")
                .query(String.class)
                .list();
    }

    /** No time passes while a clock is set, and the database's is the same. */
    private final class Embedded extends OtherClocks {
        Embedded(DatabaseTime database) {
            super(database);
        }

        @Override
        public Duration elapsed() {
            return Duration.ofHours(1);
        }

        @Override
        public Instant database() {
            return gateway.now();
        }
    }
}
