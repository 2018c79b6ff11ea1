package org.comity.casework;

import java.time.Instant;
import java.util.Optional;
import org.comity.law.DeadlineRule;
import org.comity.matters.Request;
import org.comity.matters.TaskKind;
import org.comity.messages.Content;
import org.comity.messages.Information;
import org.comity.messages.MessageId;
import org.comity.messages.Result;
import org.springframework.stereotype.Component;

/** UC-14/5c: a result ends its request at once, whoever has read it; that somebody does is left as a task. */
@Component
class Supplied {
    private final Pairs pairs;
    private final ActBy actBy;
    private final Tasks tasks;

    Supplied(Pairs pairs, ActBy actBy, Tasks tasks) {
        this.pairs = pairs;
        this.actBy = actBy;
        this.tasks = tasks;
    }

    /** Joins the caller's transaction. */
    void came(Request request, MessageId by, Content content, Instant now) {
        if (content instanceof Result || content instanceof Information) {
            tasks.open(request, TaskKind.CHECK, due(request, now), Optional.of(by.toString()), now);
        }
    }

    /** Empty: as the two States have recorded; else as soon as the office makes a move of its own. */
    private Optional<Instant> due(Request request, Instant now) {
        boolean isRecorded = pairs.of(request.agency(), request.partner())
                .practice()
                .target(DeadlineRule.DR_99)
                .isPresent();
        return isRecorded ? Optional.empty() : Optional.of(now.plus(actBy.within(request)));
    }
}
