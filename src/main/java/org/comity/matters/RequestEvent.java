package org.comity.matters;

/** What can happen to a request. */
public enum RequestEvent {
    APPROVED,
    ACKNOWLEDGED,
    REJECTED,
    NOT_DELIVERED,
    TAKEN_UP,
    ASKED,
    ANSWERED,
    ACCEPTED,
    REFUSED,
    RISK_NOTICED,
    PRESERVED,
    WITHDRAWN,
    HOLD_ENDED,
    SET_ASIDE
}
