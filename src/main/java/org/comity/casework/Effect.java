package org.comity.casework;

import java.util.List;
import org.comity.messages.MessageId;
import org.comity.problems.Problem;

/** What a received message did. */
sealed interface Effect {

    record Done() implements Effect {}

    /** The sender hears every problem. */
    record Objected(List<Problem> problems) implements Effect {}

    /** It came before what it answers (THREAT-81): nothing is wrong with it, it waits for {@code request} to come or to move. */
    record Early(MessageId request) implements Effect {}

    /** As much of its sort is at work as may be: it comes again in a moment. */
    record Busy() implements Effect {}

    static Effect of(List<Problem> problems) {
        return problems.isEmpty() ? new Done() : new Objected(problems);
    }
}
