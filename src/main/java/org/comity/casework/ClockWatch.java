package org.comity.casework;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.comity.journal.AlertRows;
import org.comity.journal.Outbox;
import org.comity.partners.OwnAgencies;
import org.comity.partners.OwnAgency;
import org.comity.people.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * THREAT-89: a clock that was put forward by a day would end holds a day early, and what they kept is gone. A step of more than five minutes,
 * seen beside a count that no setting moves or beside the database's time, is journalled and calls somebody; from then on no hold ends by
 * itself until the clock is back, or until a person acknowledges the alert and so says that the new time is right. A restart does not
 * settle it while the alert is open.
 */
@Service
public class ClockWatch {
    static final String CAUSE = "clock-stepped";

    /** As much as messages may come from the future; time services correct less, and slowly. */
    private static final Duration LARGEST_STEP = Duration.ofMinutes(5);

    private final Clock clock;
    private final OtherClocks others;
    private final OwnAgencies own;
    private final AlertRows alerts;
    private final Outbox outbox;
    private final Alerting alerting;
    private final Announcements announcements;
    private final Set<UUID> waiting = new HashSet<>();
    private @Nullable Believed believed;
    private State state = State.SETTLED;

    ClockWatch(
            Clock clock,
            OtherClocks others,
            OwnAgencies own,
            AlertRows alerts,
            Outbox outbox,
            Alerting alerting,
            Announcements announcements) {
        this.clock = clock;
        this.others = others;
        this.own = own;
        this.alerts = alerts;
        this.outbox = outbox;
        this.alerting = alerting;
        this.announcements = announcements;
    }

    private enum State {
        SETTLED,
        STEPPED,
        /** An alert of before this process is still open: whether the clock was mended since, only a person knows. */
        UNKNOWN
    }

    /** @param skew of the clock against the database's, accepted */
    private record Believed(Instant at, Duration elapsed, Duration skew) {
        Duration step(Instant now, Duration count) {
            return Duration.between(at.plus(count).minus(elapsed), now);
        }
    }

    /** Looks at the clocks. @return whether ours can be believed; nothing ends by itself while it cannot */
    @Transactional
    public synchronized boolean isSettled() {
        Instant now = clock.instant();
        Duration elapsed = others.elapsed();
        Duration skew = Duration.between(others.database(), now);
        if (believed == null) {
            believed = new Believed(now, elapsed, Duration.ZERO);
            state = alerts.isOpen(CAUSE) ? State.UNKNOWN : State.SETTLED;
        }
        Duration step = larger(believed.step(now, elapsed), skew.minus(believed.skew()));
        boolean odd = step.abs().compareTo(LARGEST_STEP) > 0;
        if (state == State.SETTLED && odd) {
            stepped(step, now);
        } else if (state != State.SETTLED && !alerts.isOpen(CAUSE)) {
            settled("clock.accepted", new Believed(now, elapsed, skew), now);
        } else if (state == State.STEPPED && !odd) {
            settled("clock.back", new Believed(now, elapsed, believed.skew()), now);
        } else if (state == State.SETTLED) {
            believed = new Believed(now, elapsed, believed.skew()); // small corrections add up to nothing
        }
        return state == State.SETTLED;
    }

    /** A deadline that would have ended something: it is looked at again when the clock is settled, at the latest in a minute. */
    @Transactional
    public synchronized void waits(UUID deadline, Instant now) {
        waiting.add(deadline);
        outbox.later(Addresses.DEADLINES, deadline.toString(), now.plus(Duration.ofMinutes(1)));
    }

    private void stepped(Duration step, Instant now) {
        state = State.STEPPED;
        say("clock.stepped", Map.of("seconds", String.valueOf(step.toSeconds())), now);
        own.agencies().forEach(agency -> alerting.raise(agency.id(), CAUSE, "clock", Optional.empty(), now));
    }

    private void settled(String event, Believed right, Instant now) {
        state = State.SETTLED;
        believed = right;
        say(event, Map.of(), now);
        waiting.forEach(deadline -> outbox.later(Addresses.DEADLINES, deadline.toString(), now));
        waiting.clear();
    }

    private void say(String event, Map<String, String> detail, Instant now) {
        for (OwnAgency agency : own.agencies()) {
            announcements.say(Happening.of(agency.id(), event, Actor.GATEWAY), detail, now);
        }
    }

    private static Duration larger(Duration one, Duration other) {
        return one.abs().compareTo(other.abs()) >= 0 ? one : other;
    }
}
