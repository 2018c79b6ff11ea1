package org.comity.messages;

/** How fast a request must move. The order is the order of queues: the later, the sooner served. */
public enum Urgency {
    ROUTINE,
    /** ETS185/25/3: loss or change of data, custody, an ongoing offence; the reason is part of the request. */
    URGENT,
    /** A significant and imminent risk to the life or safety of a person (CETS224/3/2/c), nothing less. */
    EMERGENCY
}
