package org.comity.casework;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.comity.deadlines.Deadline;
import org.comity.deadlines.Outcome;
import org.comity.journal.Attachments;
import org.comity.journal.MessageRows;
import org.comity.journal.RequestRows;
import org.comity.journal.TaskRows;
import org.comity.matters.DeliveryState;
import org.comity.matters.Direction;
import org.comity.matters.Request;
import org.comity.matters.Task;
import org.comity.matters.TaskKind;
import org.comity.messages.MessageId;
import org.comity.partners.AgencyId;
import org.comity.people.Actor;
import org.comity.people.Role;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What our own people still have to do for a request, each thing once: opened by the gateway, ticked off by a person or by a message. One that
 * has a due day is a clock like any other (UC-06/1c): it stops when the task is done.
 */
@Service
public class Tasks {
    /** Characters of what a person says about a task; a column of the pages. */
    private static final int LONGEST = 2000;

    private final Clock clock;
    private final Access access;
    private final RequestRows requests;
    private final TaskRows tasks;
    private final MessageRows messages;
    private final Attachments attachments;
    private final MessageIds ids;
    private final RequestClocks clocks;
    private final Announcements announcements;

    Tasks(
            Clock clock,
            Access access,
            RequestRows requests,
            TaskRows tasks,
            MessageRows messages,
            Attachments attachments,
            MessageIds ids,
            RequestClocks clocks,
            Announcements announcements) {
        this.clock = clock;
        this.access = access;
        this.requests = requests;
        this.tasks = tasks;
        this.messages = messages;
        this.attachments = attachments;
        this.ids = ids;
        this.clocks = clocks;
        this.announcements = announcements;
    }

    /**
     * Joins the caller's transaction.
     *
     * @param set by when it shall be done; empty: as the rule of {@code kind} gives, which may be no time at all
     */
    Task open(Request request, TaskKind kind, Optional<Instant> set, Optional<String> note, Instant now) {
        Outcome outcome = clocks.ofTask(request, kind, set, now);
        Task task = new Task(ids.uuid(now), request.id(), kind, due(outcome), now, Optional.empty(), note);
        tasks.insert(request, task);
        clocks.opened(request, task, outcome, now);
        say(request, "task.opened", Actor.GATEWAY, task, Optional.empty(), now);
        return task;
    }

    /** UC-18/4: what is recorded of the two States has changed, and by it the task, if it is still open, is due at another time. */
    void recounted(Request request, UUID id, Outcome outcome, Instant now) {
        if (!tasks.due(id, due(outcome))) {
            return;
        }
        clocks.recounted(request, id, outcome, now);
        tasks.find(request.id(), id)
                .ifPresent(task -> say(request, "task.dated", Actor.GATEWAY, task, Optional.empty(), now));
    }

    /** UC-18/4: open ones with {@code partners} that nothing has given a day, for {@link #date}. */
    List<Task> undated(Collection<AgencyId> partners) {
        return tasks.undated(partners);
    }

    /** UC-18/4: as {@link #recounted}, if what is recorded now gives it a day. Joins the caller's transaction, which keeps its request locked. */
    void date(Task task, Instant now) {
        requests.lock(task.request()).ifPresent(request -> {
            Outcome outcome = clocks.ofTask(request, task.kind(), Optional.empty(), task.opened());
            if (due(outcome).isPresent()) {
                recounted(request, task.id(), outcome, now);
            }
        });
    }

    /** What we owe is due at the earliest reading of a period. */
    private static Optional<Instant> due(Outcome outcome) {
        return outcome instanceof Outcome.Target target
                ? target.by()
                : outcome.deadline().map(Deadline::operative);
    }

    /** The message {@code because} did what every open task of {@code kind} asked for. */
    void settle(Request request, TaskKind kind, MessageId because, String actor, Instant now) {
        close(request, task -> task.kind() == kind, true, Optional.of(because), actor, now);
    }

    /** As {@link #settle(Request, TaskKind, MessageId, String, Instant)}, of the task with this note only. */
    void settle(Request request, TaskKind kind, String note, MessageId because, String actor, Instant now) {
        Predicate<Task> thisOne = task -> task.kind() == kind && task.note().equals(Optional.of(note));
        close(request, thisOne, true, Optional.of(because), actor, now);
    }

    /** As {@link #settle(Request, TaskKind, String, MessageId, String, Instant)}: it will not be done, and why. */
    void drop(Request request, TaskKind kind, String note, String why, String actor, Instant now) {
        tasks.of(request.id()).stream()
                .filter(task -> task.kind() == kind && task.note().equals(Optional.of(note)))
                .filter(task ->
                        tasks.end(task.id(), new Task.Done(now, actor, false, Optional.of(why), Optional.empty())))
                .forEach(task -> {
                    clocks.closed(request, task, now);
                    say(request, "task.not-needed", actor, task, Optional.empty(), now);
                });
    }

    /** The request is over: what was to be done only for its course is not to be done any more. */
    void lapse(Request over, Optional<MessageId> because, Instant now) {
        close(over, task -> !task.kind().outlivesItsRequest(), false, because, Actor.GATEWAY, now);
    }

    /** Joins the caller's transaction: the act that the task called for was done, or called off. */
    void ended(Request request, UUID task, Task.Done how) {
        tasks.find(request.id(), task).filter(found -> tasks.end(task, how)).ifPresent(found -> {
            clocks.closed(request, found, how.at());
            say(request, how.needed() ? "task.done" : "task.not-needed", how.by(), found, how.with(), how.at());
        });
    }

    private void close(
            Request request,
            Predicate<Task> which,
            boolean needed,
            Optional<MessageId> because,
            String actor,
            Instant now) {
        tasks.of(request.id()).stream()
                .filter(which)
                .filter(task -> tasks.end(task.id(), new Task.Done(now, actor, needed, Optional.empty(), because)))
                .forEach(task -> {
                    clocks.closed(request, task, now);
                    say(request, needed ? "task.done" : "task.lapsed", actor, task, because, now);
                });
    }

    /**
     * UC-22/2: a person says that it is done.
     *
     * @param said what was done; for our own people, never sent
     * @param with a message of ours about the request that carries what was made, such as a translation
     */
    @Transactional
    public Checked<Request> done(Actor actor, MessageId id, UUID task, String said, Optional<MessageId> with) {
        return end(actor, id, task, said, true, with);
    }

    /** UC-22/3: a person says that it need not be done, and why. */
    @Transactional
    public Checked<Request> notNeeded(Actor actor, MessageId id, UUID task, String why) {
        return end(actor, id, task, why, false, Optional.empty());
    }

    private Checked<Request> end(
            Actor actor, MessageId id, UUID task, String said, boolean needed, Optional<MessageId> with) {
        Optional<Request> request = access.lock(actor, id);
        Optional<Task> found = request.flatMap(known -> tasks.find(known.id(), task));
        if (request.isEmpty() || found.isEmpty()) {
            return Checked.failed(DeskProblem.NOT_FOUND.problem());
        }
        if (!actor.is(Role.OFFICER)) {
            return Checked.failed(DeskProblem.ROLE_NEEDED.problem());
        }
        if (!found.get().kind().isTickedOff()) {
            return Checked.failed(DeskProblem.MOVE_NOT_POSSIBLE.problem());
        }
        if (said.isBlank()) {
            return Checked.failed(DeskProblem.FIELD_MISSING.at("said"));
        }
        if (said.length() > LONGEST) {
            return Checked.failed(DeskProblem.PARAMETER_INVALID.at("said"));
        }
        if (with.filter(message -> !carries(request.get(), message)).isPresent()) {
            return Checked.failed(DeskProblem.NOT_FOUND.at("with"));
        }
        Instant now = clock.instant();
        if (!tasks.end(task, new Task.Done(now, actor.name(), needed, Optional.of(said.strip()), with))) {
            return Checked.failed(DeskProblem.MOVE_NOT_POSSIBLE.problem());
        }
        clocks.closed(request.get(), found.get(), now);
        say(request.get(), needed ? "task.done" : "task.not-needed", actor.name(), found.get(), with, now);
        return Checked.passed(request.get());
    }

    private boolean carries(Request request, MessageId message) {
        return messages.find(message)
                .filter(row -> row.request().equals(Optional.of(request.id())) && row.direction() == Direction.OUT)
                .filter(row -> row.state() != DeliveryState.DISCARDED)
                .filter(row -> !attachments.of(row.id()).isEmpty())
                .isPresent();
    }

    private void say(Request request, String event, String actor, Task task, Optional<MessageId> because, Instant now) {
        Map<String, String> detail = new TreeMap<>(
                Map.of("task", task.id().toString(), "kind", task.kind().name()));
        task.due().ifPresent(due -> detail.put("due", due.toString()));
        announcements.say(Happening.of(request, event, actor).about(because), detail, now);
    }
}
