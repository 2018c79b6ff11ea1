package org.comity.casework;

import java.util.List;
import org.comity.journal.UseRows;
import org.comity.journal.UseRows.Use;
import org.comity.messages.MessageId;
import org.comity.people.Actor;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** UC-14/6a: who read which item that was supplied, when and for what; kept so that its use can be explained (ETS185/28/4). */
@Service
public class Uses {
    private final Access access;
    private final UseRows uses;

    Uses(Access access, UseRows uses) {
        this.access = access;
        this.uses = uses;
    }

    @Transactional(readOnly = true)
    public Checked<List<Use>> of(Actor actor, MessageId request) {
        return access.find(actor, request)
                .map(found -> Checked.passed(uses.of(found.id())))
                .orElseGet(() -> Checked.failed(DeskProblem.NOT_FOUND.problem()));
    }
}
