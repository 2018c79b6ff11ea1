package org.comity.delivery.relay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.comity.delivery.queues.Address;
import org.comity.delivery.queues.QueueSender;
import org.comity.journal.Errand;
import org.comity.journal.Outbox;
import org.comity.journal.Strand;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.jms.JmsException;
import org.springframework.stereotype.Component;

/**
 * Carries errands from the one to-do list to the queues: woken after each commit that made something due, and at the next due instant,
 * at most a second later. The list is the truth: a send that the broker forgets comes again when the lease ends.
 *
 * <p>An errand that was at work too often when the process died, or when its lease ended, is parked instead of being queued again
 * (UC-04/7a, THREAT-124). How long it waited in a queue, and how often it came there, says nothing against it.
 */
@Component
public class Relay implements SmartLifecycle, DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

    /** Last of what starts before the routes do, so that these meet nothing that was counted and is to be set aside; stopped before them. */
    private static final int PHASE = Integer.MAX_VALUE - 10;

    /** How long the end of the process waits for a round: a broker or a database that is away may take as long to say so. */
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(10);

    /** No errand of these is put off for longer, whatever its pauses (DEL-03, UC-03/9a, UC-08/1b); calls that somebody put off for longer are so again. */
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    /** A clock that is put back by less than this delays nothing that matters. */
    private static final Duration SMALL_STEP = Duration.ofSeconds(10);

    /** After a step back: until then a transaction may commit that was begun at the hour before it, whose statements have 90 s each. */
    private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(2);

    private static final Duration BETWEEN_TAKE_UPS = Duration.ofSeconds(10);

    /** From one claim to the next while calls come all the time: what is committed within is claimed in one go. The first call is heard at once. */
    private static final Duration BREATH = Duration.ofMillis(20);

    /** At what is under way, while we wait for some of it. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private static final Set<String> NEVER_LATE =
            Set.of(Address.OUTBOUND.queue(), Address.RECEIPTS.queue(), Address.INBOUND.queue(), Address.ALERTS.queue());

    private final Outbox outbox;
    private final QueueSender queues;
    private final Poison poison;
    private final RelaySettings settings;
    private final Clock clock;
    private final Queued queued;
    private final WorkFile work;
    private final Semaphore calls = new Semaphore(0);
    private Optional<Instant> lastRound = Optional.empty();
    private Instant takenUp = Instant.MIN;
    private Instant takesUpUntil = Instant.MIN;
    private Instant asked = Instant.MIN;
    private Instant compared = Instant.MIN;
    private Optional<Instant> nextDue = Optional.empty();
    private volatile boolean running;
    private @Nullable Thread thread;

    Relay(Outbox outbox, QueueSender queues, Poison poison, RelaySettings settings, Clock clock) {
        this.outbox = outbox;
        this.queues = queues;
        this.poison = poison;
        this.settings = settings;
        this.clock = clock;
        this.queued = new Queued(settings);
        this.work = WorkFile.in(settings.atWork());
        outbox.afterCommits(this::wake);
    }

    /** Looks at the list now. */
    public void wake() {
        if (calls.availablePermits() == 0) {
            calls.release();
        }
    }

    /** An errand was taken from its queue, and is worked on as {@code name}. */
    void taken(Reference errand, Strand strand, String name) {
        work.begun(name, errand);
        if (queued.taken(errand, strand, name)) {
            wake();
        }
    }

    /** The work ended, whatever it came to: who waits for its turn in the database may come. */
    void ended(String name) {
        work.ended(name);
        if (queued.ended(name)) {
            wake();
        }
    }

    /** Sends what is due. @return whether there may be more */
    boolean round() {
        Instant now = clock.instant();
        lookAtTheClock(now);
        List<Errand> claimed =
                outbox.claim(now, settings.lease(), new Outbox.Most(settings.batch(), settings.halfShare()), busy(now));
        if (claimed.isEmpty()) {
            return false;
        }
        List<Errand> poisonous = claimed.stream().filter(this::isPoison).toList();
        try {
            send(
                    claimed.stream()
                            .filter(errand -> !poisonous.contains(errand))
                            .filter(errand -> !queued.isAtWork(errand))
                            .toList(),
                    now);
        } finally {
            poisonous.forEach(errand -> setAside(Reference.to(errand)));
        }
        return claimed.size() >= Math.min(settings.batch(), settings.halfShare());
    }

    /** What holds up others is asked after, but not each time: another node may have done it long ago. */
    private Outbox.Busy busy(Instant now) {
        Outbox.Busy busy = queued.busy(now);
        if (busy.equals(Outbox.Busy.NOTHING)
                || !(compared.isAfter(now) || compared.plus(BETWEEN_LOOKS).isBefore(now))) {
            return busy;
        }
        compared = now;
        queued.forgetAllBut(outbox.underWay());
        return queued.busy(now);
    }

    /** THREAT-89: what was put off while the clock was hours ahead would wait for that hour to come; also what a process before this one put off. */
    private void lookAtTheClock(Instant now) {
        boolean back =
                lastRound.filter(last -> now.isBefore(last.minus(SMALL_STEP))).isPresent();
        if (back) {
            takesUpUntil = now.plus(LONGEST_TRANSACTION);
        }
        boolean again = now.isBefore(takesUpUntil) && takenUp.isBefore(now.minus(BETWEEN_TAKE_UPS));
        if (lastRound.isEmpty() || back || again) {
            takenUp = now;
            int late = outbox.takeUp(NEVER_LATE, now.plus(LONGEST_PAUSE), now, settings.lease())
                    + outbox.takeUpDeadlines(now, settings.lease());
            if (late > 0) {
                LOG.warn(
                        "a clock was or is wrong: {} errands that waited for a later hour than they should are due at theirs",
                        late);
            }
        }
        lastRound = Optional.of(now);
    }

    /** A broker that is away is nobody's crash: the errands are put off, and their counters start anew. */
    private void send(List<Errand> errands, Instant now) {
        queued.claimed(errands, now);
        try {
            queues.send(errands, settings.inQueue());
        } catch (JmsException away) {
            queued.putBack(errands);
            errands.forEach(
                    errand -> outbox.later(errand.address(), errand.subject(), now.plus(settings.longestSleep())));
            throw away;
        }
    }

    /** What is at work has had its lease, and may never end: it counts, and gets another; a second copy of it would be worked on beside it. */
    private boolean isPoison(Errand errand) {
        return queued.isAtWork(errand)
                ? isUnendedTooOften(Reference.to(errand))
                : errand.unfinished() >= settings.unfinished();
    }

    /** Counts it once more. */
    private boolean isUnendedTooOften(Reference errand) {
        return outbox.unended(errand.address(), String.valueOf(errand.subject())) >= settings.unfinished();
    }

    private void setAside(Reference errand) {
        try {
            poison.setAside(errand);
            queued.forget(errand);
            wake();
        } catch (RuntimeException trouble) { // it is poison at the next claim too
            LOG.warn("{} of {} could not be set aside: {}", errand.subject(), errand.address(), trouble.toString());
        }
    }

    private void run() {
        while (running) {
            try {
                long begun = System.nanoTime();
                boolean more = round();
                if (!more && calls.tryAcquire(sleep().toMillis(), TimeUnit.MILLISECONDS)) {
                    Thread.sleep(BREATH.minusNanos(System.nanoTime() - begun)); // not at all if it is over
                    calls.drainPermits();
                }
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error trouble) { // database or broker away: the list keeps everything
                LOG.warn("the to-do list could not be carried to the queues, trying again: {}", trouble.toString());
                pause();
            }
        }
    }

    /** Until something becomes due that the round before could not have claimed. */
    private Duration sleep() {
        Instant now = clock.instant();
        Instant claimed = lastRound.orElse(now);
        Instant end = now.plus(settings.longestSleep());
        return Stream.of(nextDue(now), outbox.soonestPut(claimed, end))
                .flatMap(Optional::stream)
                .filter(claimed::isBefore) // due before, but not ours: another node's, or behind one of its line
                .min(Comparator.naturalOrder())
                .filter(end::isAfter)
                .map(due -> now.isBefore(due) ? Duration.between(now, due).plusMillis(1) : Duration.ofMillis(1))
                .orElse(settings.longestSleep());
    }

    /** As the list had it at most a second ago: what was put on it since, this process knows of itself, and other nodes carry theirs. */
    private Optional<Instant> nextDue(Instant now) {
        if (asked.isAfter(now) || asked.isBefore(now.minus(settings.longestSleep()))) {
            nextDue = outbox.nextDue(queued.busy(now));
            asked = now;
        }
        return nextDue;
    }

    private void pause() {
        asked = Instant.MIN; // and what was put meanwhile need not be kept
        outbox.soonestPut(Instant.MIN, Instant.MIN);
        try {
            Thread.sleep(settings.longestSleep().toMillis());
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a crash left: nobody else would say that it is not lost. */
    private void sayWhatIsUnderWay() {
        try {
            List<Reference> poisonous =
                    work.left().stream().filter(this::isUnendedTooOften).toList();
            work.forgetWhatWasLeft();
            poisonous.forEach(this::setAside); // the broker offers it again as soon as the routes start
            int underWay =
                    outbox.underWay().values().stream().mapToInt(Set::size).sum();
            if (underWay > 0) {
                LOG.info(
                        "{} errands were under way when a gateway stopped, or are at another node: each comes again when its lease ends,"
                                + " within {} s",
                        underWay,
                        settings.lease().toSeconds());
            }
        } catch (RuntimeException away) {
            LOG.warn("whether errands were under way is not known: {}", away.toString());
        }
    }

    @Override
    public synchronized void start() {
        running = true;
        lastRound = Optional.empty(); // what ran before may have had a wrong clock
        sayWhatIsUnderWay();
        thread = Thread.ofPlatform().daemon().name("relay").start(this::run);
    }

    /** Nothing is claimed any more once this returns; what it does is not cut off, since it may be in a transaction. */
    @Override
    public synchronized void stop() {
        running = false;
        wake();
        try {
            if (thread != null && !thread.join(LONGEST_ROUND)) {
                LOG.warn("the relay is still at work; what it claims comes again when its lease ends");
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    /** The routes have stopped: what they did not end was cut off in order, and crashed nobody. */
    @Override
    public void destroy() {
        work.forgetWhatIsUnderWay();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
