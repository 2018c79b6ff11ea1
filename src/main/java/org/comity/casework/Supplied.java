package org.comity.casework;

import java.time.Instant;
import java.util.Optional;
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
    private final ActBy actBy;
    private final Tasks tasks;

    Supplied(ActBy actBy, Tasks tasks) {
        this.actBy = actBy;
        this.tasks = tasks;
    }

    /** Joins the caller's transaction. */
    void came(Request request, MessageId by, Content content, Instant now) {
        if (content instanceof Result || content instanceof Information) {
            Optional<Instant> due = actBy.ofTheOffice(request, TaskKind.CHECK.rule(), now);
            tasks.open(request, TaskKind.CHECK, due, Optional.of(by.toString()), now);
        }
    }
}
