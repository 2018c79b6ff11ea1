package org.comity.messages;

import java.util.Optional;
import org.comity.law.AnswerKind;
import org.comity.law.Facts;
import org.comity.law.UnjudgedFacts;

/** The closed set of things that one agency can say to another. */
public sealed interface Content permits RequestContent, Statement, Rejection, Part, Ping {

    /** The message that this one is about: the request for most, the turned-away message for a rejection; empty for what stands alone. */
    Optional<MessageId> about();

    /** The question, the conditions or the query that it answers; empty for what answers the request itself, and for everything else. */
    default Optional<MessageId> answers() {
        return Optional.empty();
    }

    /** What it answers to a request, for the list of answers that each kind admits; empty for everything else. */
    default Optional<AnswerKind> says() {
        return Optional.empty();
    }

    /** What the law looks at; {@code law.Requirements.check} judges it. Most statements it leaves to their schema. */
    default Facts facts(Exchange exchange) {
        return new UnjudgedFacts();
    }

    /** The name of the element in {@code schemas/v1/message.xsd} and of the kind in queues, pages and the journal. */
    String kind();
}
