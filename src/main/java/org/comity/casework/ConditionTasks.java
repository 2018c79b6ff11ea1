package org.comity.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.comity.law.RequestKind;
import org.comity.matters.Direction;
import org.comity.matters.Request;
import org.comity.matters.TaskKind;
import org.comity.messages.Condition;
import org.comity.messages.ConditionReply;
import org.springframework.stereotype.Component;

/** UC-14/3c: what a condition demands by a day is, once we have accepted it, a task of ours until somebody has done it. */
@Component
class ConditionTasks {
    private final Conditions conditions;
    private final Pairs pairs;
    private final Tasks tasks;

    ConditionTasks(Conditions conditions, Pairs pairs, Tasks tasks) {
        this.conditions = conditions;
        this.pairs = pairs;
        this.tasks = tasks;
    }

    /** Joins the caller's transaction. */
    void answered(Request request, ConditionReply reply, Instant now) {
        if (!reply.accepted() || !bindsUs(request)) {
            return;
        }
        List<Condition> set = conditions.setBy(reply.conditions());
        for (int i = 0; i < set.size(); i++) {
            int number = i + 1;
            set.get(i)
                    .dueBy()
                    .ifPresent(day -> tasks.open(
                            request,
                            TaskKind.CONDITION,
                            Optional.of(end(request, day)),
                            Optional.of(Conditions.note(reply.conditions(), number)),
                            now));
        }
    }

    /** Whoever is supplied is bound: who asked, or to whom it was offered. */
    private static boolean bindsUs(Request request) {
        return (request.kind() == RequestKind.SPON_26) == (request.direction() == Direction.IN);
    }

    /** The end of the day where it comes first. */
    private Instant end(Request request, LocalDate day) {
        return Stream.of(pairs.ownZone(request.agency()), pairs.partnerZone(request.partner()))
                .map(zone -> end(day, zone))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static Instant end(LocalDate day, ZoneId zone) {
        return day.atTime(LocalTime.MAX)
                .truncatedTo(ChronoUnit.SECONDS)
                .atZone(zone)
                .toInstant();
    }
}
