package org.comity.casework;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.comity.deadlines.Escalation.Step;
import org.comity.journal.AlertRows;
import org.comity.journal.DeadlineRow;
import org.comity.law.DeadlineRule;
import org.comity.matters.Request;
import org.comity.messages.MessageId;
import org.comity.messages.Reminder;
import org.comity.people.Actor;
import org.springframework.stereotype.Component;

/** UC-06/2 to 4: what is said of a deadline when a step of its plan has come: to the officer, to a supervisor, to the partner. */
@Component
class DeadlineWords {
    private final Alerting alerting;
    private final ClockInputs inputs;
    private final Pairs pairs;
    private final OutgoingMessages outgoing;
    private final Announcements announcements;

    DeadlineWords(
            Alerting alerting,
            ClockInputs inputs,
            Pairs pairs,
            OutgoingMessages outgoing,
            Announcements announcements) {
        this.alerting = alerting;
        this.inputs = inputs;
        this.pairs = pairs;
        this.outgoing = outgoing;
        this.announcements = announcements;
    }

    /** Empty: somebody of the partner is at the desk now. */
    Optional<Instant> officeOpens(Request request, Instant now) {
        return Optional.of(inputs.officeHours(request, now).atOrAfter(now)).filter(opens -> opens.isAfter(now));
    }

    /** Ahead. Whoever was warned before and has not acknowledged it is not warned again: a supervisor is. */
    void warn(Request request, DeadlineRow row, Instant now) {
        say(request, "deadline.warned", row, now);
        escalate(request, row, now);
        raise(
                request,
                Alerting.DEADLINE_AHEAD,
                row,
                now); // does nothing while the officer still has to acknowledge the first
    }

    /** What is to be chased is not yet told to people: the partner hears of it first. */
    void due(Request request, DeadlineRow row, Instant now) {
        say(request, "deadline.due", row, now);
        if (row.plan().stream().noneMatch(planned -> planned.step() == Step.CHASER)) {
            raise(request, Alerting.DEADLINE_DUE, row, now);
        }
    }

    /** Nobody approves it: what it says is fixed, and it obliges nobody. */
    void chase(Request request, DeadlineRow row, Instant now) {
        Reminder reminder = new Reminder(request.id(), word(request, row));
        MessageId id = outgoing.compose(
                Outgoing.automatic(
                        request.agency(),
                        request.partner(),
                        reminder,
                        request.urgency(),
                        Optional.of(Filing.of(request)),
                        now,
                        inputs.practice(request).notAfter()),
                now);
        announcements.say(
                Happening.of(request, "partner.chased", Actor.GATEWAY).about(Optional.of(id)),
                Map.of("rule", row.rule(), "due", row.due().toString()),
                now);
    }

    private String word(Request request, DeadlineRow row) {
        String one = " request " + request.reference() + " of " + pairs.today(request.agency(), request.opened());
        if (row.rule().equals(DeadlineRule.DR_97.id())) {
            return "You postponed" + one
                    + ". The day on which it was to be looked at again is over; your decision has not reached us.";
        }
        String awaited = row.rule().equals(DeadlineRule.DR_90.id()) ? "acknowledgement of" : "next answer to";
        return "Your " + awaited + one + " has not reached us.";
    }

    void silent(Request request, DeadlineRow row, Instant now) {
        say(request, "partner.silent", row, now);
        raise(request, Alerting.PARTNER_SILENT, row, now);
    }

    /** Only if nobody has acknowledged what was said before. */
    void escalate(Request request, DeadlineRow row, Instant now) {
        if (alerting.isUnheard(request, row.id())) {
            say(request, "deadline.escalated", row, now);
            raise(request, AlertRows.ESCALATED, row, now);
        }
    }

    private void raise(Request request, String cause, DeadlineRow row, Instant now) {
        alerting.raise(request.agency(), cause, row.id().toString(), Optional.of(request.id()), now);
    }

    private void say(Request request, String event, DeadlineRow row, Instant now) {
        Map<String, String> detail = RequestClocks.told(inputs.outcome(row));
        row.task().ifPresent(task -> detail.put("task", task.toString()));
        announcements.say(Happening.of(request, event, Actor.GATEWAY), detail, now);
    }
}
