package org.comity.matters;

/** Why a pending request is to be acted on by its instant (UC-11/2). */
public enum ActByReason {
    /** The next move is ours. */
    OUR_MOVE,
    /** A message waits for a second person, and would arrive stale. */
    APPROVAL,
    /** We named the day on which it is looked at again (DR-97). */
    REVIEW,
    /** Data are held for us: the request for them must have arrived before the hold ends, and is sent so long before. */
    FOLLOW_UP,
    /** Nobody has confirmed that the data are held: the partner is telephoned. */
    TELEPHONE,
    /** The partner works on what we asked: it gets a word by then if it says nothing before (DR-90, DR-92). */
    ASK,
    /** A deadline of the law that is ours. */
    DUTY,
    /** The end of the hold, its own or the one that it builds on. */
    HOLD
}
