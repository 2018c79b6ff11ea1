package org.comity.casework;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.comity.journal.TaskRows;
import org.comity.matters.Request;
import org.comity.matters.Task;
import org.comity.matters.TaskKind;
import org.comity.messages.MessageId;
import org.comity.people.Actor;
import org.comity.people.Role;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What our own people still have to do for a request, each thing once: opened by the gateway, ticked off by a person or by a message. */
@Service
public class Tasks {
    /** Characters of what a person says about a task; a column of the pages. */
    private static final int LONGEST = 2000;

    private final Clock clock;
    private final Access access;
    private final TaskRows tasks;
    private final MessageIds ids;
    private final Announcements announcements;

    Tasks(Clock clock, Access access, TaskRows tasks, MessageIds ids, Announcements announcements) {
        this.clock = clock;
        this.access = access;
        this.tasks = tasks;
        this.ids = ids;
        this.announcements = announcements;
    }

    /** Joins the caller's transaction. */
    Task open(Request request, TaskKind kind, Optional<Instant> due, Optional<String> note, Instant now) {
        Task task = new Task(ids.uuid(now), request.id(), kind, due, now, Optional.empty(), note);
        tasks.insert(request, task);
        say(request, "task.opened", Actor.GATEWAY, task, Optional.empty(), now);
        return task;
    }

    /** The message {@code because} did what every open task of {@code kind} asked for. */
    void settle(Request request, TaskKind kind, MessageId because, String actor, Instant now) {
        tasks.of(request.id()).stream()
                .filter(task -> task.kind() == kind && tasks.end(task.id(), by(actor, now)))
                .forEach(task -> say(request, "task.done", actor, task, Optional.of(because), now));
    }

    /** As {@link #settle(Request, TaskKind, MessageId, String, Instant)}, of the task with this note only. */
    void settle(Request request, TaskKind kind, String note, MessageId because, String actor, Instant now) {
        tasks.of(request.id()).stream()
                .filter(task -> task.kind() == kind && task.note().equals(Optional.of(note)))
                .filter(task -> tasks.end(task.id(), by(actor, now)))
                .forEach(task -> say(request, "task.done", actor, task, Optional.of(because), now));
    }

    private static Task.Done by(String actor, Instant now) {
        return new Task.Done(now, actor, true, Optional.empty());
    }

    /**
     * UC-22/2: a person says that it is done.
     *
     * @param said what was done; for our own people, never sent
     */
    @Transactional
    public Checked<Request> done(Actor actor, MessageId id, UUID task, String said) {
        return end(actor, id, task, said, true);
    }

    /** UC-22/3: a person says that it need not be done, and why. */
    @Transactional
    public Checked<Request> notNeeded(Actor actor, MessageId id, UUID task, String why) {
        return end(actor, id, task, why, false);
    }

    private Checked<Request> end(Actor actor, MessageId id, UUID task, String said, boolean needed) {
        Optional<Request> request = access.lock(actor, id);
        Optional<Task> found = request.flatMap(known -> tasks.find(known.id(), task));
        if (request.isEmpty() || found.isEmpty()) {
            return Checked.failed(DeskProblem.NOT_FOUND.problem());
        }
        if (!actor.is(Role.OFFICER)) {
            return Checked.failed(DeskProblem.ROLE_NEEDED.problem());
        }
        if (said.isBlank()) {
            return Checked.failed(DeskProblem.FIELD_MISSING.at("said"));
        }
        if (said.length() > LONGEST) {
            return Checked.failed(DeskProblem.PARAMETER_INVALID.at("said"));
        }
        Instant now = clock.instant();
        if (!tasks.end(task, new Task.Done(now, actor.name(), needed, Optional.of(said.strip())))) {
            return Checked.failed(DeskProblem.MOVE_NOT_POSSIBLE.problem());
        }
        say(request.get(), needed ? "task.done" : "task.not-needed", actor.name(), found.get(), Optional.empty(), now);
        return Checked.passed(request.get());
    }

    private void say(Request request, String event, String actor, Task task, Optional<MessageId> because, Instant now) {
        Map<String, String> detail = new TreeMap<>(
                Map.of("task", task.id().toString(), "kind", task.kind().name()));
        task.due().ifPresent(due -> detail.put("due", due.toString()));
        announcements.say(Happening.of(request, event, actor).about(because), detail, now);
    }
}
