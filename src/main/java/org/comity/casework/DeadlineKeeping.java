package org.comity.casework;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.comity.deadlines.Escalation.Planned;
import org.comity.deadlines.Escalation.Step;
import org.comity.deadlines.Outcome;
import org.comity.journal.DeadlineRow;
import org.comity.journal.DeadlineRows;
import org.comity.journal.Outbox;
import org.comity.journal.RequestRows;
import org.comity.law.DeadlineRule;
import org.comity.matters.ClockTable;
import org.comity.matters.Request;
import org.comity.matters.RequestEvent;
import org.comity.people.Actor;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** UC-06: the next step of a deadline's plan has come. Each is taken once, however late; who has to act hears of it. */
@Service
public class DeadlineKeeping {
    private static final Duration UNTIL_ANOTHER_TAKES_IT = Duration.ofMinutes(1);
    private static final Duration UNTIL_IT_IS_READ = Duration.ofMinutes(1);

    private final Clock clock;
    private final DeadlineRows deadlines;
    private final RequestRows requests;
    private final UnreadFollowUps unread;
    private final Outbox outbox;
    private final ClockInputs inputs;
    private final LoadedRelationships relationships;
    private final Holds holds;
    private final Tasks tasks;
    private final RequestMoves moves;
    private final DeadlineWords words;
    private final ClockWatch clocks;

    DeadlineKeeping(
            Clock clock,
            DeadlineRows deadlines,
            RequestRows requests,
            UnreadFollowUps unread,
            Outbox outbox,
            ClockInputs inputs,
            LoadedRelationships relationships,
            Holds holds,
            Tasks tasks,
            RequestMoves moves,
            DeadlineWords words,
            ClockWatch clocks) {
        this.clock = clock;
        this.deadlines = deadlines;
        this.requests = requests;
        this.unread = unread;
        this.outbox = outbox;
        this.inputs = inputs;
        this.relationships = relationships;
        this.holds = holds;
        this.tasks = tasks;
        this.moves = moves;
        this.words = words;
        this.clocks = clocks;
    }

    /** Safe to call again, and early: a deadline that was superseded is struck off, one that is not due is put back. */
    @Transactional
    public void fire(UUID id) {
        Instant now = clock.instant();
        // the request first, as every move does
        Optional<Request> request = deadlines.requestOf(id).flatMap(requests::lock);
        Optional<DeadlineRow> running =
                deadlines.lock(id).filter(row -> row.state().isRunning());
        Optional<Planned> next = running.flatMap(DeadlineRow::next);
        Optional<Outcome> anew = running.flatMap(row -> inputs.anew(request.orElseThrow(), row, now));
        boolean others = anew.isPresent() && relationships.otherwise().isPresent();
        if (anew.isPresent() && !others) {
            recount(request.orElseThrow(), running.get(), anew.get(), now); // another runs in its place
        } else if (next.isEmpty() && others) {
            outbox.later(Addresses.DEADLINES, id.toString(), now.plus(UNTIL_ANOTHER_TAKES_IT));
        } else if (next.isEmpty()) {
            outbox.done(Addresses.DEADLINES, id.toString());
        } else if (now.isBefore(next.get().at())) {
            outbox.later(
                    Addresses.DEADLINES,
                    id.toString(),
                    others ? soon(next.get().at(), now) : next.get().at());
        } else if (isForGood(running.get(), next.get(), now) && !clocks.isSettled(now)) {
            clocks.waits(id, now); // THREAT-89
        } else if (next.get().step() == Step.DUE
                && isOfHold(running.get())
                && unread.keep(request.orElseThrow(), now)) {
            outbox.later(Addresses.DEADLINES, id.toString(), now.plus(UNTIL_IT_IS_READ));
        } else {
            take(request.orElseThrow(), running.get(), next.get(), now);
        }
    }

    private void recount(Request request, DeadlineRow row, Outcome anew, Instant now) {
        if (row.task().isPresent()) {
            tasks.recounted(request, row.task().get(), anew, now);
        } else {
            holds.recount(request, anew, now);
        }
    }

    /** A node that has other files than were loaded last counts nothing again: it leaves that to one that has them. */
    private static Instant soon(Instant due, Instant now) {
        Instant soon = now.plus(UNTIL_ANOTHER_TAKES_IT);
        return soon.isBefore(due) ? soon : due;
    }

    /** It ends or sends something, or a word is left out that the right time would still have. */
    private static boolean isForGood(DeadlineRow row, Planned step, Instant now) {
        return step.step() == Step.DUE || step.step() == Step.CHASER || isOvertaken(row, step, now);
    }

    private static boolean isOfHold(DeadlineRow row) {
        return DeadlineRule.of(row.rule()).filter(ClockTable::isOfHold).isPresent() && !row.estimated();
    }

    private void take(Request request, DeadlineRow row, Planned step, Instant now) {
        Optional<Instant> later = step.step() == Step.CHASER ? words.officeOpens(request, now) : Optional.empty();
        if (later.isPresent()) {
            outbox.later(Addresses.DEADLINES, row.id().toString(), later.get());
            return;
        }
        done(row, step, now);
        if (isOvertaken(row, step, now)) {
            return;
        }
        switch (step.step()) {
            case WARNING -> words.warn(request, row, now);
            case DUE -> end(request, row, now);
            case CHASER -> words.chase(request, row, now);
            case OFFICER -> words.silent(request, row, now);
            case SUPERVISOR -> words.escalate(request, row, now);
        }
    }

    private void done(DeadlineRow row, Planned step, Instant now) {
        int fired = row.fired() + 1;
        boolean last = fired == row.plan().size();
        boolean over = row.state() == DeadlineRow.State.OVERDUE || step.step() == Step.DUE;
        DeadlineRow.State state = over
                ? last ? DeadlineRow.State.DUE : DeadlineRow.State.OVERDUE
                : step.step() == Step.WARNING && !isOvertaken(row, step, now) ? DeadlineRow.State.WARNED : row.state();
        deadlines.fired(row.id(), fired, state);
        if (last) {
            outbox.done(Addresses.DEADLINES, row.id().toString());
        } else {
            outbox.later(
                    Addresses.DEADLINES,
                    row.id().toString(),
                    row.plan().get(fired).at());
        }
    }

    /** After a stop nobody is warned of what is over, and of several words of one sort the last is said. */
    private static boolean isOvertaken(DeadlineRow row, Planned step, Instant now) {
        boolean ahead = row.state() != DeadlineRow.State.OVERDUE && step.step() != Step.DUE;
        if (ahead && row.falls().filter(falls -> !falls.isAfter(now)).isPresent()) {
            return true;
        }
        return row.plan().stream()
                .skip(row.fired() + 1L)
                .anyMatch(other -> other.step() == step.step() && !other.at().isAfter(now));
    }

    private void end(Request request, DeadlineRow row, Instant now) {
        words.due(request, row, now);
        if (isOfHold(row)) {
            holds.expired(request, now);
            moves.move(request, RequestEvent.HOLD_ENDED, Optional.empty(), Actor.GATEWAY, now);
        }
    }
}
