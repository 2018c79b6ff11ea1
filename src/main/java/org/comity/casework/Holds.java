package org.comity.casework;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.comity.deadlines.Computation;
import org.comity.deadlines.Course;
import org.comity.deadlines.Deadline;
import org.comity.deadlines.Outcome;
import org.comity.deadlines.Start;
import org.comity.journal.DeadlineRow.Stopped;
import org.comity.journal.HoldRows;
import org.comity.law.DeadlineRule;
import org.comity.matters.ClockTable;
import org.comity.matters.ClockTable.Change;
import org.comity.matters.Hold;
import org.comity.matters.HoldState;
import org.comity.matters.Request;
import org.comity.matters.RequestState;
import org.comity.messages.Content;
import org.comity.messages.Preserved;
import org.comity.problems.CaseworkProblem;
import org.comity.problems.GatewayBug;
import org.comity.problems.LawProblem;
import org.comity.problems.Problem;
import org.springframework.stereotype.Component;

/**
 * Holds and their clocks (DR-01, DR-50). The clock counts from the statement of the holder; until that comes, from the earliest instant at which
 * preservation can have begun, and is shown as estimated. Each change of facts computes a new deadline; the old one is kept.
 */
@Component
class Holds {
    /** Less what the start of summer time and the clocks of two gateways can take. */
    private static final Duration SIXTY_DAYS =
            Duration.ofDays(DeadlineRule.DR_01.days()).minusHours(2);

    /** Zones apart; a hold that begins later is not one yet. */
    private static final Duration TOMORROW = Duration.ofDays(1);

    private final HoldRows holds;
    private final RequestClocks clocks;
    private final ClockInputs inputs;

    Holds(HoldRows holds, RequestClocks clocks, ClockInputs inputs) {
        this.holds = holds;
        this.clocks = clocks;
        this.inputs = inputs;
    }

    /**
     * What no holder can mean: a hold that is over, has not begun, or is too short for the request (ETS185/29/7, THREAT-84).
     *
     * @param notLate what a hold must reach: while the clock is doubted the earlier hour (THREAT-89); by {@code now} it must have begun
     */
    static List<Problem> impossible(Preserved preserved, Request asked, Instant notLate, Instant now) {
        List<Problem> problems = new ArrayList<>();
        Instant floor = asked.kind().isExtension()
                ? notLate
                : later(notLate, asked.opened().plus(SIXTY_DAYS));
        if (preserved.until().isBefore(floor)) {
            problems.add(LawProblem.HOLD_TOO_SHORT.at("preserved/until", "ETS185/29/7"));
        }
        if (preserved.from().isAfter(now.plus(TOMORROW))) {
            problems.add(CaseworkProblem.TIME_NOT_POSSIBLE.at("preserved/from"));
        }
        return problems;
    }

    /**
     * Whether what is said keeps to the floor of sixty days, after which nobody has to ask for longer (ETS185/29/7).
     *
     * @param held the request for which the data are held, which {@code said} may only extend
     */
    boolean isLongEnough(Request held, Preserved preserved, Request said) {
        Instant since = said.id().equals(held.id()) ? later(preserved.from(), asked(held)) : asked(held);
        return !preserved.until().isBefore(since.plus(SIXTY_DAYS));
    }

    /** What is said or recorded here began already: at {@code notEarly}, the latest hour that it may be (THREAT-89). */
    static List<Problem> ahead(Content content, Instant notEarly) {
        return content instanceof Preserved preserved && preserved.from().isAfter(notEarly)
                ? List.of(CaseworkProblem.TIME_NOT_POSSIBLE.at("preserved/from"))
                : List.of();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Whether what is said now ends earlier than what the holder said before, or holds less. */
    boolean isShortened(Request request, Preserved preserved, List<Integer> part) {
        return holds.find(request.id())
                .filter(hold -> hold.state().isHeld())
                .filter(hold ->
                        preserved.until().isBefore(hold.stated().orElse(hold.ends())) || holdsLess(part, hold.part()))
                .isPresent();
    }

    /** Whether what is said now is less than all, and less than what the holder said before if it did. */
    boolean isLess(Request request, List<Integer> part) {
        List<Integer> before = holds.find(request.id())
                .filter(hold -> hold.state().isHeld())
                .map(Hold::part)
                .orElse(List.of());
        return holdsLess(part, before);
    }

    private static boolean holdsLess(List<Integer> now, List<Integer> before) {
        return !now.isEmpty() && (before.isEmpty() || !now.containsAll(before));
    }

    /** The data items that are held where others of the request are not; none: all are. */
    List<Integer> part(Request request) {
        return holds.find(request.id()).map(Hold::part).orElse(List.of());
    }

    /** Whether it runs to an end that its holder said, less than sixty days from its beginning or from our asking. */
    boolean isTooShort(Request request) {
        return holds.find(request.id())
                .filter(hold -> hold.state() == HoldState.PRESERVED)
                .filter(hold -> hold.stated()
                        .filter(end -> end.isBefore(
                                later(hold.starts(), asked(request)).plus(SIXTY_DAYS)))
                        .isPresent())
                .isPresent();
    }

    /** Whether it runs, and began before anybody asked for it, by what its holder said last. */
    boolean isBegunUnasked(Request request) {
        return ClockTable.hold(request.kind())
                .flatMap(rule -> clocks.running(request, rule))
                .filter(Deadline::isBegunUnasked)
                .isPresent();
    }

    /** Whether its holder has said that the data are held. */
    boolean isStated(Request request) {
        return holds.find(request.id())
                .filter(hold -> hold.state() == HoldState.PRESERVED && !hold.estimated())
                .isPresent();
    }

    /** Whether data are held for it now: until an end that was said, or until what follows is decided. */
    boolean isHeld(Request request) {
        return holds.find(request.id()).filter(hold -> hold.state().isHeld()).isPresent();
    }

    /** As {@link #isHeld}, and not by the telephone alone where the holder could sign it: what it has not signed it lets go (UC-17/2c). */
    boolean isHeldAtBothSides(Request request) {
        return holds.isHeldAtBothSides(request.id());
    }

    /** The request left, or arrived: from now on data may be held for it. */
    void asked(Request request, Instant left, Instant now) {
        if (ClockTable.hold(request.kind()).isEmpty()) {
            return;
        }
        Deadline deadline = compute(request, new Start.Assumed(left), Optional.empty());
        holds.put(request, Hold.requested(request.id(), left, deadline.operative()), now);
        clocks.arm(request, deadline, now);
    }

    /** @param part the data items that are held where others are not; none: all are */
    Deadline preserved(Request request, Preserved preserved, List<Integer> part, Instant now) {
        return held(request, preserved, part, stated(request, preserved), now);
    }

    /** As {@link #preserved}, at our own request: a longer period is what we asked for. What a follow-up keeps open ends so late once that has ended. */
    Deadline extended(Request request, Preserved preserved, Instant now) {
        Deadline stated = stated(request, preserved);
        Deadline agreed = held(
                request,
                preserved,
                part(request),
                deadline(Computation.compute(stated.rule(), stated.inputs().but(Course::asAgreed))),
                now);
        if (request.state() == RequestState.FOLLOWED_UP) {
            follow(RequestState.PRESERVED, request, now); // it counts once the follow-up has ended without a decision
        }
        return agreed;
    }

    /** The holder signs its dates while a follow-up keeps the hold open: they count once that has ended. */
    Deadline restated(Request followedUp, Preserved preserved, List<Integer> part, Instant now) {
        Deadline deadline = preserved(followedUp, preserved, part, now);
        follow(RequestState.PRESERVED, followedUp, now);
        return deadline;
    }

    /** UC-18/4: what is recorded of the two States has changed; the clock runs to another end, and so does the hold whose clock it is. */
    void recount(Request request, Outcome anew, Instant now) {
        anew.deadline()
                .filter(end -> ClockTable.isOfHold(end.rule()))
                .ifPresent(end -> put(request, hold -> hold.ending(end.operative(), end.isStatedUnexplained()), now));
        clocks.arm(request, anew, now);
    }

    /** UC-21/5f: that anything is held was heard, and is not so. */
    void onlyAsked(Request request, Instant now) {
        holds.find(request.id())
                .filter(hold -> !hold.estimated())
                .flatMap(hold -> clocks.assumed(request, rule(request)))
                .ifPresent(left -> asked(request, left, now));
    }

    private Deadline stated(Request request, Preserved preserved) {
        Deadline said = compute(request, new Start.Happened(preserved.from()), Optional.of(preserved.until()));
        Instant asked = asked(request);
        return deadline(Computation.compute(said.rule(), said.inputs().but(course -> course.askedFor(asked))));
    }

    /** When the request was made, which a person may have recorded later. */
    private Instant asked(Request request) {
        return clocks.assumed(request, rule(request)).orElse(request.opened());
    }

    private Deadline held(Request request, Preserved preserved, List<Integer> part, Deadline deadline, Instant now) {
        Hold hold = holds.find(request.id())
                .orElseGet(() -> Hold.requested(request.id(), preserved.from(), preserved.until()));
        holds.put(request, hold.preserved(preserved, deadline.operative(), deadline.isStatedUnexplained(), part), now);
        clocks.arm(request, deadline, now);
        return deadline;
    }

    /** As the table of clocks says of the move; what was never asked for is not held. */
    void follow(RequestState from, Request moved, Instant now) {
        Change change = ClockTable.ofHold(moved.kind(), from, moved.state());
        if (change == Change.STOP && moved.state() == RequestState.FOLLOWED_UP) {
            put(moved, Hold::heldOpen, now); // DR-02: no clock ends this hold, the decision on the follow-up does
            clocks.stop(moved, rule(moved), Stopped.FOLLOWED_UP, now);
        } else if (change == Change.STOP || moved.state().isFinal()) {
            put(moved, Hold::released, now);
            if (moved.state() != RequestState.EXPIRED) { // that it ended, somebody still has to hear
                ClockTable.hold(moved.kind()).ifPresent(rule -> clocks.stop(moved, rule, Stopped.OVER, now));
            }
        } else if (change == Change.START && put(moved, Hold::running, now)) {
            clocks.again(moved, rule(moved), now);
        }
    }

    private boolean put(Request request, UnaryOperator<Hold> change, Instant now) {
        Optional<Hold> known = holds.find(request.id());
        known.ifPresent(hold -> holds.put(request, change.apply(hold), now));
        return known.isPresent();
    }

    void expired(Request request, Instant now) {
        holds.find(request.id()).ifPresent(hold -> holds.put(request, hold.expired(), now));
    }

    private Deadline compute(Request request, Start start, Optional<Instant> stated) {
        return deadline(inputs.of(request, rule(request), start, stated));
    }

    private static Deadline deadline(Outcome outcome) {
        return outcome.deadline().orElseThrow(() -> new GatewayBug("a hold that is asked for or stated has an end"));
    }

    private static DeadlineRule rule(Request request) {
        return ClockTable.hold(request.kind()).orElseThrow(() -> new GatewayBug(request.kind() + " asks for no hold"));
    }
}
