package org.comity.casework;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.comity.journal.ByHandRows;
import org.comity.matters.ByHand;
import org.comity.matters.Direction;
import org.comity.matters.Request;
import org.comity.matters.RequestState;
import org.comity.messages.MessageId;
import org.comity.partners.OwnAgencies;
import org.comity.people.Actor;
import org.comity.people.Role;
import org.comity.problems.CaseworkProblem;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.comity.problems.Problem;
import org.comity.problems.ProblemType;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * UC-21/10: a telephone call about a request that says nothing which counts. It moves no state and no clock; that somebody called, and what
 * was said, stands in the file. A refusal that is told is no formal one until it comes with its
 * ground and reasons (ETS185/27/7) by a means that shows who sends it (ETS185/25/3).
 */
@Service
public class Calls {
    private static final int LONGEST = 200; // characters; as every text of a profile
    private static final int LONGEST_SAID = 2000; // characters; as every reason of ours

    private final Clock clock;
    private final ClockWatch watch;
    private final Access access;
    private final ByHandRows records;
    private final MessageIds ids;
    private final OwnAgencies own;
    private final Announcements announcements;

    Calls(
            Clock clock,
            ClockWatch watch,
            Access access,
            ByHandRows records,
            MessageIds ids,
            OwnAgencies own,
            Announcements announcements) {
        this.clock = clock;
        this.watch = watch;
        this.access = access;
        this.records = records;
        this.ids = ids;
        this.own = own;
        this.announcements = announcements;
    }

    /** Whether {@code what} can be recorded of a request that stands so: only who was asked can refuse, and only before it is over. */
    public static boolean isPossible(ByHand.What what, Direction direction, RequestState state) {
        return switch (what) {
            case CALLED -> state != RequestState.AWAITING_APPROVAL;
            case REFUSAL_TOLD ->
                direction == Direction.OUT && state != RequestState.AWAITING_APPROVAL && !state.isFinal();
            case CARRIED, ARRIVED, HEARD, READ_BACK -> false;
        };
    }

    /**
     * @param at when it was
     * @param other who was called, or called, at the other end
     * @param said in the officer's words; of a refusal that was told the words and reasons that were given
     */
    @Transactional
    public Checked<MessageId> record(
            Actor actor, MessageId id, ByHand.What what, Instant at, ByHand.Party other, String said) {
        Optional<Request> found = access.lock(actor, id);
        if (found.isEmpty()) {
            return failed(DeskProblem.NOT_FOUND, "");
        }
        Request request = found.get();
        if (!actor.is(Role.OFFICER)) {
            return failed(DeskProblem.ROLE_NEEDED, "");
        }
        if (!isPossible(what, request.direction(), request.state())) {
            return failed(DeskProblem.MOVE_NOT_POSSIBLE, "");
        }
        Instant now = clock.instant();
        List<Problem> problems =
                amiss(Optional.of(what), Optional.of(at), request.opened(), watch.notEarly(), other, said);
        if (!problems.isEmpty()) {
            return Checked.failed(problems);
        }
        store(actor, request, what, at, other, said.strip(), now);
        return Checked.passed(id);
    }

    /**
     * What is amiss with what was written down so far.
     *
     * @param opened when the request was
     * @param now the latest that it may be by any clock
     */
    public static List<Problem> amiss(
            Optional<ByHand.What> what,
            Optional<Instant> at,
            Instant opened,
            Instant now,
            ByHand.Party other,
            String said) {
        List<Problem> problems = new ArrayList<>();
        if (other.person().length() > LONGEST || other.organisation().length() > LONGEST) {
            problems.add(DeskProblem.PARAMETER_INVALID.at("other"));
        }
        if (said.isBlank() && what.equals(Optional.of(ByHand.What.REFUSAL_TOLD))) {
            problems.add(DeskProblem.FIELD_MISSING.at("said"));
        }
        if (said.length() > LONGEST_SAID) {
            problems.add(DeskProblem.PARAMETER_INVALID.at("said"));
        }
        Instant since = opened.truncatedTo(ChronoUnit.MINUTES);
        if (at.filter(then -> then.isAfter(now) || then.isBefore(since)).isPresent()) {
            problems.add(CaseworkProblem.TIME_NOT_POSSIBLE.at("at"));
        }
        return problems;
    }

    private void store(
            Actor actor, Request request, ByHand.What what, Instant at, ByHand.Party other, String said, Instant now) {
        ByHand record = ByHand.spoken(
                ids.uuid(now),
                request.id(),
                what,
                at,
                new ByHand.Party(actor.name(), own.get(request.agency()).name()),
                other,
                Optional.empty(),
                Optional.of(said).filter(text -> !text.isEmpty()),
                now);
        records.insert(request, record, Optional.empty());
        Map<String, String> detail = new TreeMap<>(HandCarrying.detail(record));
        detail.put("call", what.name());
        announcements.say(Happening.of(request, "request.called", actor.name()), detail, now);
    }

    private static Checked<MessageId> failed(ProblemType type, String where) {
        return Checked.failed(where.isEmpty() ? type.problem() : type.at(where));
    }
}
