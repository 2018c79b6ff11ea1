package org.comity.casework;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.comity.journal.MessageRows;
import org.comity.journal.TaskRows;
import org.comity.law.DeadlineRule;
import org.comity.matters.Direction;
import org.comity.matters.Request;
import org.comity.matters.RequestState;
import org.comity.matters.Task;
import org.comity.matters.TaskKind;
import org.comity.messages.MessageId;
import org.comity.people.Actor;
import org.comity.people.Role;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.comity.problems.Problem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * UC-28: a security incident puts personal data at risk that the partner transferred under CETS 224, so it is to be notified promptly
 * (CETS224/14/7/b, from memory; DR-25). The article names no form: whom to tell, and how much, a person decides; the task keeps the time and what was done.
 */
@Service
public class Incidents {
    /** Where something of the partner's has come to us. */
    private static final Set<RequestState> SUPPLIED = EnumSet.of(
            RequestState.PARTLY_FULFILLED,
            RequestState.FULFILLED,
            RequestState.USE_ASKED,
            RequestState.USE_OF_PART_ASKED);

    private final Clock clock;
    private final Access access;
    private final ClockInputs inputs;
    private final TaskRows rows;
    private final Tasks tasks;
    private final MessageRows messages;
    private final Announcements announcements;

    Incidents(
            Clock clock,
            Access access,
            ClockInputs inputs,
            TaskRows rows,
            Tasks tasks,
            MessageRows messages,
            Announcements announcements) {
        this.clock = clock;
        this.access = access;
        this.inputs = inputs;
        this.rows = rows;
        this.tasks = tasks;
        this.messages = messages;
        this.announcements = announcements;
    }

    /** Whether the actor can say so of the request now. */
    @Transactional(readOnly = true)
    public boolean mayFind(Actor actor, MessageId id) {
        return actor.is(Role.OFFICER)
                && access.find(actor, id)
                        .filter(request -> access.mayWorkOn(actor, request) && isPossible(request, clock.instant()))
                        .isPresent();
    }

    /**
     * One at a time of a request: what is found later is said when the first is ticked off.
     *
     * @param what happened to the data; for our own people, never sent
     */
    @Transactional
    public Checked<Request> found(Actor actor, MessageId id, String what) {
        Optional<Request> request = access.lock(actor, id);
        if (request.isEmpty()) {
            return Checked.failed(DeskProblem.NOT_FOUND.problem());
        }
        if (!actor.is(Role.OFFICER)) {
            return Checked.failed(DeskProblem.ROLE_NEEDED.problem());
        }
        Instant now = clock.instant();
        if (!isPossible(request.get(), now)) {
            return Checked.failed(DeskProblem.MOVE_NOT_POSSIBLE.problem());
        }
        Optional<Problem> amiss = Reasons.amiss(what);
        if (amiss.isPresent()) {
            return Checked.failed(amiss.get());
        }
        Task task = tasks.open(request.get(), TaskKind.INCIDENT, Optional.empty(), Optional.of(what.strip()), now);
        announcements.say(
                Happening.of(request.get(), "incident.found", actor.name()),
                Map.of("task", task.id().toString()),
                now);
        return Checked.passed(request.get());
    }

    /** A request of theirs transfers data, and so does what answers one of ours. */
    private boolean isPossible(Request request, Instant now) {
        boolean transferred = request.direction() == Direction.IN
                || SUPPLIED.contains(request.state())
                || (request.state() == RequestState.REFUSED && cameInPart(request));
        return transferred
                && inputs.binds(DeadlineRule.DR_25, request, now)
                && rows.of(request.id()).stream()
                        .noneMatch(task ->
                                task.kind() == TaskKind.INCIDENT && task.done().isEmpty());
    }

    /** Of what is refused in the end, a result can only have been a part (UC-14/2e). */
    private boolean cameInPart(Request refused) {
        return messages.ofKinds(refused.id(), Set.of("result")).stream().anyMatch(Documents::tookEffect);
    }
}
