package org.comity.matters;

/** The legal state of a request: what the two authorities have said to each other, apart from how it travelled. */
public enum RequestState {
    AWAITING_APPROVAL(Side.REQUESTING, "waits for a second person to approve it"),
    SENT(Side.REQUESTED, "sent, not yet acknowledged"),
    UNDELIVERABLE(Side.REQUESTING, "could not be delivered in time"),
    REJECTED(Side.REQUESTING, "turned away for problems; to be mended and sent anew"),
    ACKNOWLEDGED(Side.REQUESTED, "registered by the requested authority"),
    UNDER_REVIEW(Side.REQUESTED, "taken up by an officer of the requested authority"),
    INFO_NEEDED(Side.REQUESTING, "the requested authority asked a question"),
    ACCEPTED(Side.REQUESTED, "accepted, being executed"),
    RISK_NOTICED(Side.REQUESTING, "preservation may fail or do harm; the requesting authority decides"),
    PRESERVED(Side.REQUESTING, "the data are held; the mutual assistance request must follow"),
    REFUSED(Side.NOBODY, "refused on a legal ground"),
    WITHDRAWN(Side.NOBODY, "withdrawn by the requesting authority"),
    EXPIRED(Side.NOBODY, "the hold ended without a follow-up request"),
    CLOSED(Side.NOBODY, "set aside by the requesting authority");

    private final Side next;
    private final String inWords;

    RequestState(Side next, String inWords) {
        this.next = next;
        this.inWords = inWords;
    }

    /** Which side has to act. */
    public Side next() {
        return next;
    }

    public String inWords() {
        return inWords;
    }

    public boolean isFinal() {
        return next == Side.NOBODY;
    }
}
