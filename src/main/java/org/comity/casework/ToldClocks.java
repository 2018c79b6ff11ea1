package org.comity.casework;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.comity.law.DeadlineRule;
import org.comity.matters.Request;
import org.comity.messages.MessageId;
import org.comity.people.Actor;
import org.comity.people.Role;
import org.comity.problems.CaseworkProblem;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * UC-06/1d: a clock that counts from what no message says, the service of an order on a provider, waits until a person tells it. What is told
 * again, because the order was renewed or the day was wrong, computes it anew; the old values stay.
 */
@Service
public class ToldClocks {
    private final Clock clock;
    private final ClockWatch watch;
    private final Access access;
    private final RequestClocks clocks;
    private final Announcements announcements;

    ToldClocks(Clock clock, ClockWatch watch, Access access, RequestClocks clocks, Announcements announcements) {
        this.clock = clock;
        this.watch = watch;
        this.access = access;
        this.clocks = clocks;
        this.announcements = announcements;
    }

    /** Whether the rule waits for a person in the state of a request, or has waited. */
    public boolean isToldBySomebody(Actor actor, MessageId id, DeadlineRule rule) {
        return access.find(actor, id)
                .filter(request -> clocks.isToldBySomebody(request, rule, clock.instant()))
                .isPresent();
    }

    /** @param until the end that the order itself names, where it does */
    @Transactional
    public Checked<Request> tell(Actor actor, MessageId id, DeadlineRule rule, Instant at, Optional<Instant> until) {
        Optional<Request> found = access.lock(actor, id);
        if (found.isEmpty()) {
            return Checked.failed(DeskProblem.NOT_FOUND.problem());
        }
        Request request = found.get();
        Instant now = clock.instant();
        if (!actor.is(Role.OFFICER)) {
            return Checked.failed(DeskProblem.ROLE_NEEDED.problem());
        }
        if (!clocks.isToldBySomebody(request, rule, now)) {
            return Checked.failed(DeskProblem.MOVE_NOT_POSSIBLE.problem());
        }
        if (at.isAfter(watch.notEarly())) {
            return Checked.failed(CaseworkProblem.TIME_NOT_POSSIBLE.at("at"));
        }
        if (until.filter(end -> !end.isAfter(at)).isPresent()) {
            return Checked.failed(CaseworkProblem.TIME_NOT_POSSIBLE.at("until"));
        }
        Map<String, String> detail = new TreeMap<>(Map.of("rule", rule.id(), "at", at.toString()));
        until.ifPresent(end -> detail.put("until", end.toString()));
        announcements.say(Happening.of(request, "clock.told", actor.name()), detail, now);
        clocks.told(request, rule, at, until, now);
        return Checked.passed(request);
    }
}
