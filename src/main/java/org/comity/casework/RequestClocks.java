package org.comity.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.comity.deadlines.Computation;
import org.comity.deadlines.Course;
import org.comity.deadlines.Deadline;
import org.comity.deadlines.Escalation;
import org.comity.deadlines.Escalation.Planned;
import org.comity.deadlines.Outcome;
import org.comity.deadlines.Pause;
import org.comity.deadlines.Start;
import org.comity.journal.DeadlineRow.Stopped;
import org.comity.journal.DeadlineRows;
import org.comity.journal.Outbox;
import org.comity.law.DeadlineRule;
import org.comity.matters.ClockTable;
import org.comity.matters.Direction;
import org.comity.matters.Request;
import org.comity.matters.RequestState;
import org.comity.matters.Task;
import org.comity.matters.TaskKind;
import org.comity.messages.Content;
import org.comity.messages.Delay;
import org.comity.messages.Urgency;
import org.comity.people.Actor;
import org.springframework.stereotype.Component;

/**
 * UC-06: the clocks of a request, as {@link ClockTable} says. Each change of facts computes anew; what was computed before is kept. To arm one is
 * a row and an errand, whatever else runs.
 */
@Component
class RequestClocks {
    private final DeadlineRows deadlines;
    private final Outbox outbox;
    private final Alerting alerting;
    private final ClockInputs inputs;
    private final ActBy actBy;
    private final Announcements announcements;
    private final ClockWatch watch;

    RequestClocks(
            DeadlineRows deadlines,
            Outbox outbox,
            Alerting alerting,
            ClockInputs inputs,
            ActBy actBy,
            Announcements announcements,
            ClockWatch watch) {
        this.deadlines = deadlines;
        this.outbox = outbox;
        this.alerting = alerting;
        this.inputs = inputs;
        this.actBy = actBy;
        this.announcements = announcements;
        this.watch = watch;
    }

    /**
     * @param from the state that it left; empty: it is new
     * @param happened when it moved, which a person may record later (UC-21/2)
     */
    void follow(Optional<RequestState> from, Request request, Instant happened, Instant now) {
        Instant since = watch.notLate(happened); // THREAT-89: of two hours a duty counts from the earlier
        for (ClockTable.Row row : ClockTable.TABLE) {
            if (!ClockTable.isOfHold(row.rule()) && inputs.isKept(row, request, now)) {
                follow(row, row.change(from, request.state()), request, since, now);
            }
        }
    }

    private void follow(ClockTable.Row row, ClockTable.Change change, Request request, Instant happened, Instant now) {
        DeadlineRule rule = row.rule();
        switch (change) {
            case START -> {
                if (row.isUntilTheDayNamed()) {
                    return; // see postponed
                }
                if (row.fromArrival() && isUnderWay(request)) {
                    startOnce(request, rule, new Start.Missing(List.of("its arrival at the partner")), now);
                } else {
                    startOnce(request, rule, new Start.Happened(happened), now);
                }
            }
            case RESTART -> arm(request, happened(request, rule, happened), now);
            case WAIT ->
                arm(
                        request,
                        inputs.of(
                                request,
                                rule,
                                new Start.Missing(List.of(row.waiting().what()))),
                        now);
            case REST -> again(request, rule, now, course -> course.paused(new Pause(now, Optional.empty())));
            case RESUME -> again(request, rule, now, course -> course.resumed(now));
            case STOP -> stop(request, rule, now);
            case NOTHING -> {
                if (row.fromArrival() && row.runs().contains(request.state()) && !isUnderWay(request)) {
                    startOnce(
                            request,
                            rule,
                            new Start.Happened(happened),
                            now); // it speaks of what it has, though no receipt said so
                }
            }
        }
    }

    /**
     * Ours reached the partner: what counts from there starts. What reached us started when it was opened.
     *
     * @param arrived when it did, which a person may record later (UC-21/3)
     */
    void arrived(Request request, Instant arrived, Instant now) {
        Instant since = watch.notLate(arrived);
        ClockTable.TABLE.stream()
                .filter(row -> row.fromArrival() && request.direction() == Direction.OUT)
                .filter(row -> row.runs().contains(request.state()) && inputs.isKept(row, request, now))
                .forEach(row -> arm(request, happened(request, row.rule(), since), now));
    }

    private Outcome happened(Request request, DeadlineRule rule, Instant event) {
        return ClockInputs.isAsking(rule, request)
                ? inputs.asked(request, rule, event, Optional.empty())
                : inputs.of(request, rule, new Start.Happened(event));
    }

    /** UC-06/5: the partner said that it takes longer: it is asked from there on, or by the day that it named. */
    void delayed(Request request, Delay delay, Instant now) {
        ClockTable.TABLE.stream()
                .filter(row -> row.rule() == DeadlineRule.DR_92 && row.runs().contains(request.state()))
                .filter(row -> inputs.isKept(row, request, now) && ClockInputs.isAsking(row.rule(), request))
                .forEach(row -> arm(request, inputs.asked(request, row.rule(), now, delay.expected()), now));
    }

    /** What stopped runs again, from what it was last computed from. */
    void again(Request request, DeadlineRule rule, Instant now) {
        deadlines.of(request.id()).stream()
                .filter(row -> row.rule().equals(rule.id()))
                .reduce((earlier, later) -> later)
                .ifPresent(row -> arm(request, inputs.outcome(row), now));
    }

    /** Empty: the rule does not run, or it has no end. */
    Optional<Deadline> running(Request request, DeadlineRule rule) {
        return deadlines.running(request.id(), rule).map(inputs::outcome).flatMap(Outcome::deadline);
    }

    /** What the rule was first counted from, when nobody had stated anything. */
    Optional<Instant> assumed(Request request, DeadlineRule rule) {
        return deadlines.of(request.id()).stream()
                .filter(row -> row.rule().equals(rule.id()))
                .flatMap(row -> inputs.stored(row).assumed().stream())
                .findFirst();
    }

    /** A person tells what the rule counts from, for the first time or because it was renewed. */
    void told(Request request, DeadlineRule rule, Instant at, Optional<Instant> until, Instant now) {
        ClockTable.metBy(rule).ifPresent(met -> stop(request, met, now));
        arm(request, inputs.of(request, rule, new Start.Happened(at), until), now);
    }

    /** UC-14/2b: it is looked at again on the day that the requested authority has named; of two the last one counts. */
    void postponed(Request request, LocalDate review, Instant now) {
        arm(request, inputs.until(request, DeadlineRule.DR_97, now, review), now);
    }

    /** Which rule of the table waits for a person, or has waited. */
    boolean isToldBySomebody(Request request, DeadlineRule rule, Instant now) {
        return ClockTable.TABLE.stream()
                .anyMatch(row -> row.rule() == rule
                        && ClockTable.isTold(row, request.state())
                        && inputs.isKept(row, request, now));
    }

    /** An officer wrote {@code content} and a second person has not let it go yet. */
    void written(Request request, Content content, Instant now) {
        owed(request, content, now).ifPresent(rule -> startOnce(request, rule, new Start.Happened(now), now));
    }

    /** What had to be said is said, or will not be. */
    void settled(Request request, Content content, Instant now) {
        ClockTable.owedBy(content).ifPresent(rule -> stop(request, rule, now));
    }

    private Optional<DeadlineRule> owed(Request request, Content content, Instant now) {
        return ClockTable.owedBy(content).filter(rule -> inputs.binds(rule, request, now));
    }

    /** @param fresh nothing happens if the rule runs already; one that only waits is started */
    private void startOnce(Request request, DeadlineRule rule, Start fresh, Instant now) {
        boolean runs = deadlines
                .running(request.id(), rule)
                .filter(row -> !row.outcome().equals("NOT_STARTED"))
                .isPresent();
        if (!runs) {
            arm(
                    request,
                    fresh instanceof Start.Happened(Instant event)
                            ? happened(request, rule, event)
                            : inputs.of(request, rule, fresh),
                    now);
        }
    }

    private void again(Request request, DeadlineRule rule, Instant now, UnaryOperator<Course> change) {
        deadlines
                .running(request.id(), rule)
                .ifPresent(row -> arm(
                        request, Computation.compute(rule, inputs.stored(row).but(change)), now));
    }

    /** Joins the caller's transaction; what was computed before under the rule is superseded. */
    void arm(Request request, Outcome outcome, Instant now) {
        end(request, deadlines.supersede(request.id(), outcome.rule()), now);
        arm(request, Optional.empty(), outcome, now);
    }

    /** @param task whose clock it is; empty: the request's own */
    private void arm(Request request, Optional<UUID> task, Outcome outcome, Instant now) {
        List<Planned> plan = Escalation.plan(outcome, inputs.practice(request), () -> inputs.officeHours(request, now));
        UUID armed = deadlines.insert(request, task, outcome, plan, now);
        plan.stream()
                .findFirst()
                .ifPresent(first -> outbox.put(Addresses.DEADLINES, armed.toString(), Priorities.DEADLINE, first.at()));
        actBy.reckon(request);
        String event = outcome.falls().isPresent() ? "deadline.armed" : "deadline.waits";
        announcements.say(Happening.of(request, event, Actor.GATEWAY), told(outcome), now);
    }

    /** What the journal says of an outcome: the end that the pages show, and of a hold why it is that one and when it counts as over. */
    static Map<String, String> told(Outcome outcome) {
        Map<String, String> said = new TreeMap<>(Map.of(
                "rule",
                outcome.rule().id(),
                "estimated",
                String.valueOf(outcome.inputs().isEstimated())));
        outcome.ends().ifPresent(due -> said.put("due", due.toString()));
        outcome.deadline().filter(hold -> hold.rule().meaning().isHold()).ifPresent(hold -> {
            said.put("basis", hold.isByStatement() ? "stated" : "counted");
            if (!hold.fallsDue().equals(hold.operative())) {
                said.put("latest", hold.fallsDue().toString());
            }
        });
        return said;
    }

    /** When a task would fall due that is opened now; arms nothing. */
    Outcome ofTask(Request request, TaskKind kind, Optional<Instant> set, Instant now) {
        return inputs.ofTask(request, kind.rule(), now, set);
    }

    /** The task is open; what has no instant has no clock. */
    void opened(Request request, Task task, Outcome outcome, Instant now) {
        if (task.due().isPresent()) {
            arm(request, Optional.of(task.id()), outcome, now);
        }
    }

    /** Its clock runs to another end; what was computed before is kept. */
    void recounted(Request request, UUID task, Outcome outcome, Instant now) {
        end(request, deadlines.supersede(request.id(), task), now);
        arm(request, Optional.of(task), outcome, now);
    }

    /** The task is done, or is not to be done any more. */
    void closed(Request request, Task task, Instant now) {
        end(request, deadlines.stop(request.id(), task.id()), now);
        actBy.reckon(request);
    }

    private void stop(Request request, DeadlineRule rule, Instant now) {
        stop(request, rule, Stopped.DONE, now);
    }

    void stop(Request request, DeadlineRule rule, Stopped why, Instant now) {
        end(request, deadlines.stop(request.id(), rule, why), now);
        actBy.reckon(request);
    }

    /** Nothing is asked any more. What is still to be done about it has clocks of its own. */
    void stopAll(Request request, Instant now) {
        end(request, deadlines.stopAll(request.id()), now);
        actBy.reckon(request);
    }

    private void end(Request request, List<UUID> ended, Instant now) {
        ended.forEach(one -> outbox.done(Addresses.DEADLINES, one.toString()));
        alerting.settle(Settled.deadlines(request, ended), Actor.GATEWAY, now);
    }

    private static boolean isUnderWay(Request request) {
        return request.direction() == Direction.OUT && request.state() == RequestState.SENT;
    }

    static boolean isUrgent(Request request) {
        return request.urgency() != Urgency.ROUTINE;
    }
}
