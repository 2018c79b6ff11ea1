package org.comity.casework;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.comity.journal.AlertRows;
import org.comity.journal.Outbox;
import org.comity.partners.OwnAgencies;
import org.comity.partners.OwnAgency;
import org.comity.people.Actor;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * THREAT-89: a clock that was put forward by a day would end holds a day early, and what they kept is gone. A step of more than five minutes,
 * seen beside a count that no setting moves or beside the database's time, is journalled and calls somebody; from then on no hold ends by
 * itself until the clock is back, or until a person acknowledges the alert and so says that the new time is right. A restart does not
 * settle it while the alert is open. A start compares the time, which is the database's so that no node is held against another's clock, with
 * when a clock was last believed: if it is earlier, it stepped; if it is more than a day later, nobody can tell a long stop from a wrong
 * clock, and a person is asked in the same way. Meanwhile nothing is turned away, given up or forgotten because its time seems over;
 * everything else goes on.
 *
 * <p>Only {@link #look} changes what is believed, and only after its own transaction is committed: an alert that nobody can see yet must not
 * be taken for one that somebody acknowledged.
 */
@Service
public class ClockWatch {
    static final String CAUSE = "clock-stepped";

    /** As much as messages may come from the future; time services correct less, and slowly. */
    private static final Duration LARGEST_STEP = Duration.ofMinutes(5);

    /** A stop that no person is asked about: longer, and a clock that is a day ahead could hide in it. */
    private static final Duration LONGEST_STOP = Duration.ofDays(1);

    private final Clock clock;
    private final OtherClocks others;
    private final OwnAgencies own;
    private final AlertRows alerts;
    private final Outbox outbox;
    private final Alerting alerting;
    private final Announcements announcements;
    private final TransactionTemplate ofItsOwn;
    private final Set<UUID> waiting = ConcurrentHashMap.newKeySet();
    /** Empty until the first look. */
    private volatile Optional<Believed> believed = Optional.empty();
    /** At the last look. */
    private volatile Optional<Reading> seen = Optional.empty();

    ClockWatch(
            Clock clock,
            OtherClocks others,
            OwnAgencies own,
            AlertRows alerts,
            Outbox outbox,
            Alerting alerting,
            Announcements announcements,
            PlatformTransactionManager transactions) {
        this.clock = clock;
        this.others = others;
        this.own = own;
        this.alerts = alerts;
        this.outbox = outbox;
        this.alerting = alerting;
        this.announcements = announcements;
        this.ofItsOwn = new TransactionTemplate(transactions);
        ofItsOwn.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    private enum State {
        SETTLED,
        STEPPED,
        /** After a long stop, or when an alert of before this process is still open: whether the clock is right, only a person knows. */
        UNKNOWN
    }

    /** What the clocks said at one moment. */
    private record Reading(Instant at, Duration elapsed, Duration skew) {
        /** Of all nodes, whose own clocks differ a little. */
        Instant database() {
            return at.minus(skew);
        }

        /** How much later it is. */
        Duration until(Duration elapsedNow) {
            return elapsedNow.minus(elapsed);
        }
    }

    /** @param right the last reading at which our clock was right; its skew against the database's is accepted */
    private record Believed(State state, Reading right) {
        Duration step(Reading now) {
            return larger(
                    Duration.between(expected(now.elapsed()), now.at()),
                    now.skew().minus(right.skew()));
        }

        /** What our clock would say had nobody moved it. */
        Instant expected(Duration elapsed) {
            return right.at().plus(right.until(elapsed));
        }

        boolean isOdd(Reading now) {
            return step(now).abs().compareTo(LARGEST_STEP) > 0;
        }
    }

    /** Whether our clock can be believed; nothing ends by itself while it cannot. Changes nothing. */
    public boolean isSettled() {
        return isSettled(clock.instant());
    }

    /** @param now as our clock said a moment ago */
    public boolean isSettled(Instant now) {
        Optional<Believed> known = believed;
        return known.isPresent()
                && known.get().state() == State.SETTLED
                && !known.get().isOdd(reading(now));
    }

    /**
     * The earliest of {@code now}, of what our clock would say had it not stepped, and of the database's time: which of them is right nobody
     * knows yet, and what is dated by the earliest one is not from the future, and no duty counts from too late. Where they are less than a
     * step apart: {@code now}.
     */
    public Instant notLate(Instant now) {
        return byOthers()
                .filter(other -> other.plus(LARGEST_STEP).isBefore(now))
                .min(Comparator.naturalOrder())
                .orElse(now);
    }

    /** The latest of the same three: what a person writes down is ahead only if it is so by each of them. */
    public Instant notEarly() {
        Instant now = clock.instant();
        return byOthers()
                .filter(other -> other.minus(LARGEST_STEP).isAfter(now))
                .max(Comparator.naturalOrder())
                .orElse(now);
    }

    /** What our clock would say had it not stepped, and the database's time. */
    private Stream<Instant> byOthers() {
        Duration elapsed = others.elapsed();
        Duration accepted = believed.map(known -> known.right().skew()).orElse(Duration.ZERO);
        return Stream.concat(
                believed.map(known -> known.expected(elapsed)).stream(),
                seen.map(last -> last.database().plus(accepted).plus(last.until(elapsed))).stream());
    }

    /** Compares the clocks. What it finds is journalled and called for, and what waits is taken up again when the clock is settled. */
    public synchronized void look() {
        Set<UUID> hurried = Set.copyOf(waiting);
        Reading now = reading(clock.instant());
        Believed found = ofItsOwn.execute(transaction -> judged(now, hurried));
        believed = Optional.ofNullable(found); // not before the commit
        seen = Optional.of(now);
        if (believed.filter(one -> one.state() == State.SETTLED).isPresent()) {
            waiting.removeAll(hurried);
        }
    }

    /**
     * The database was put back, before the first look: what came since then, and is lost, may keep what would end. A person says when the partners
     * have sent it again.
     */
    public void afterRestore() {
        ofItsOwn.executeWithoutResult(transaction -> call("clock.unproven", Duration.ZERO, clock.instant()));
    }

    /**
     * A deadline that would have ended something: it is looked at again when the clock is settled, at the latest in a minute. What a kill
     * leaves is taken up at the next start ({@link Outbox#takeUpDeadlines}).
     */
    @Transactional
    public void waits(UUID deadline, Instant now) {
        outbox.later(Addresses.DEADLINES, deadline.toString(), now.plus(Duration.ofMinutes(1)));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                waiting.add(deadline); // not before: a look in between would hurry what is put off only then
            }
        });
    }

    private Reading reading(Instant now) {
        return new Reading(now, others.elapsed(), Duration.between(others.database(), now));
    }

    private Believed judged(Reading now, Set<UUID> hurried) {
        boolean open = alerts.isOpen(CAUSE);
        Optional<Believed> doubted =
                believed.isEmpty() && !open ? others.believed().flatMap(at -> doubted(at, now)) : Optional.empty();
        if (doubted.isPresent()) {
            return doubted.get();
        }
        Believed known = believed.orElseGet(() -> new Believed(
                open ? State.UNKNOWN : State.SETTLED, new Reading(now.at(), now.elapsed(), Duration.ZERO)));
        boolean odd = known.isOdd(now);
        Duration oldSkew = known.right().skew();
        if (known.state() == State.SETTLED) {
            return odd ? stepped(known, now) : settled(now, oldSkew, hurried); // small corrections add up to nothing
        }
        if (!open) {
            say("clock.accepted", Map.of(), now.at());
            return settled(now, now.skew(), hurried);
        }
        if (known.state() == State.STEPPED && !odd) {
            say("clock.back", Map.of(), now.at());
            return settled(now, oldSkew, hurried);
        }
        return known;
    }

    /** The first look of a process, some time after {@code before}, when a clock of ours was last believed, at whichever node. */
    private Optional<Believed> doubted(Instant before, Reading now) {
        Duration stop = Duration.between(before, now.database());
        Reading right = new Reading(before, now.elapsed(), Duration.ZERO);
        if (stop.compareTo(LARGEST_STEP.negated()) < 0) {
            return Optional.of(stepped(new Believed(State.SETTLED, right), now));
        }
        if (stop.compareTo(LONGEST_STOP) > 0) {
            call("clock.unproven", stop, now.at());
            return Optional.of(new Believed(State.UNKNOWN, new Reading(now.at(), now.elapsed(), Duration.ZERO)));
        }
        return Optional.empty();
    }

    private Believed stepped(Believed known, Reading now) {
        call("clock.stepped", known.step(now), now.at());
        return new Believed(State.STEPPED, known.right());
    }

    private void call(String event, Duration by, Instant now) {
        say(event, Map.of("seconds", String.valueOf(by.toSeconds())), now);
        own.agencies().forEach(agency -> alerting.raise(agency.id(), CAUSE, "clock", Optional.empty(), now));
    }

    private Believed settled(Reading now, Duration skew, Set<UUID> hurried) {
        others.believe(now.database());
        hurried.forEach(deadline -> outbox.later(Addresses.DEADLINES, deadline.toString(), now.at()));
        return new Believed(State.SETTLED, new Reading(now.at(), now.elapsed(), skew));
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
