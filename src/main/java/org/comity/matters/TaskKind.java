package org.comity.matters;

import org.comity.law.DeadlineRule;

/** What is still to be done around a request, by one of our own people and outside the exchange of messages. */
public enum TaskKind {
    /** What was asked by expedited means is to be confirmed formally (ETS185/25/3). */
    CONFIRMATION("formal confirmation to be sent", DeadlineRule.DR_11, false),

    /** An urgent request went directly to an authority: its copy goes through our central authority too (ETS185/27/9/a), which may sit elsewhere. */
    OWN_COPY("our central authority to be given the copy", DeadlineRule.DR_10, true),

    /** What was sent is in a language that the partner is not recorded to take, or what came in one that we are not (UC-23). */
    TRANSLATION("translation to be made", DeadlineRule.DR_93, false),

    /** The authority that transferred personal data is to be notified of an incident that puts them at risk (CETS224/14/7/b, UC-28). */
    INCIDENT("authority to be notified of a security incident", DeadlineRule.DR_25, true),

    /** A matter that was offered to another unit; taking it over or giving it back ends it, nothing else (UC-24). */
    HAND_OVER("to be taken over by another unit", DeadlineRule.DR_95, true),

    /**
     * A message to a partner without a gateway, or about a request that came by hand; the note of the task is the message's id. The record of how it left, or that it was given up, ends it
     * (UC-21/1).
     */
    CARRY("to be carried by hand", DeadlineRule.DR_96, true),

    /**
     * A condition that we accepted demands something by a day (ETS185/26/2, ETS185/28). The note of the task is the message that set it and its number
     * there. What was supplied stays with us when the request is over.
     */
    CONDITION("to be done because a condition demands it", DeadlineRule.DR_98, true),

    /**
     * A result came, or the information of an offer: whether it is what was asked nobody knows before it is opened, and who sent it holds the
     * data no longer (ETS185/29/7). The note of the task is the message that brought it (UC-14/5c).
     */
    CHECK("what came to be opened and checked", DeadlineRule.DR_99, true);

    private final String inWords;
    private final DeadlineRule rule;
    private final boolean outlivesItsRequest;

    TaskKind(String inWords, DeadlineRule rule, boolean outlivesItsRequest) {
        this.inWords = inWords;
        this.rule = rule;
        this.outlivesItsRequest = outlivesItsRequest;
    }

    public String inWords() {
        return inWords;
    }

    /** By which it falls due, unless its opener states a day. */
    public DeadlineRule rule() {
        return rule;
    }

    /** Whether a person can tick it off; else its own act ends it. */
    public boolean isTickedOff() {
        return this != HAND_OVER && this != CARRY;
    }

    /** Whether it is still to be done when the request that it is about is over. */
    public boolean outlivesItsRequest() {
        return outlivesItsRequest;
    }
}
