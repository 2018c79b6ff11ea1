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
    POSTPONED(Side.REQUESTED, "postponed, with a date on which it is looked at again"),
    REFERRED(Side.REQUESTED, "handed to the competent authority"),
    CONDITIONS_PROPOSED(Side.REQUESTING, "it will be done on conditions; the requesting authority decides"),
    CONDITIONS_DECLINED(Side.REQUESTED, "the conditions cannot be met; the supplier decides"),
    CONDITIONS_ACCEPTED(Side.REQUESTING, "the conditions of the offer are accepted and bind; the information follows"),
    RISK_NOTICED(Side.REQUESTING, "preservation may fail or do harm; the requesting authority decides"),
    SECRECY_NOT_POSSIBLE(Side.REQUESTING, "it cannot be kept secret; the requesting authority decides"),
    PRESERVED(Side.REQUESTING, "the data are held; the mutual assistance request must follow"),
    FOLLOWED_UP(Side.REQUESTED, "the follow-up request was received; the data are held until it is decided"),
    PARTLY_FULFILLED(Side.REQUESTED, "done in part"),
    USE_OF_PART_ASKED(Side.REQUESTING, "the supplier asks what use was made of the part; the rest may follow"),
    USE_ASKED(Side.REQUESTING, "the supplier asks what use was made of it"),
    FULFILLED(Side.NOBODY, "done"),
    NO_DATA(Side.NOBODY, "nothing was found, or nothing could be done"),
    DECLINED(Side.NOBODY, "the offer was declined; its information was never sent"),
    REFUSED(Side.NOBODY, "refused on a legal ground"),
    WITHDRAWN(Side.NOBODY, "withdrawn by the requesting authority"),
    SUPERSEDED(Side.NOBODY, "replaced by a corrected request"),
    EXPIRED(Side.NOBODY, "the hold ended without a follow-up request"),
    COMPLETED(Side.NOBODY, "the follow-up request was decided; the hold is released"),
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

    /** Whether the requested authority has decided on it for good, one way or the other. */
    public boolean isDecided() {
        return this == FULFILLED || this == NO_DATA || this == REFUSED || this == USE_ASKED;
    }

    /** Whether the holder has said that it holds the data, and nothing has ended that. */
    public boolean isHeld() {
        return this == PRESERVED || this == FOLLOWED_UP;
    }

    public boolean isFinal() {
        return next == Side.NOBODY;
    }
}
