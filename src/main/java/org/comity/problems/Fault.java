package org.comity.problems;

/** Who has to act before the same thing can succeed. */
public enum Fault {
    /** The agency that sent us the message. */
    SENDER,
    /** The officer or system of our own agency that wrote the request. */
    AUTHOR,
    /** Whoever runs this gateway: keys, certificates, profiles, disk. */
    OPERATOR,
    /** Nobody knows yet; the event is logged under its reference and looked into. */
    GATEWAY
}
