package org.comity.delivery.queues;

/** The addresses at the broker. All but the first carry ids, never content. */
public enum Address {
    /** Requests from an agency's own systems: XML of at most 1 MB. */
    SUBMIT("comity.submit"),
    /** Ids of messages to seal, if they are not, and deliver. */
    OUTBOUND("comity.outbound"),
    /** Ids of receipts that their partner wants posted to it. */
    RECEIPTS("comity.receipts"),
    /** Ids of received messages to process. */
    INBOUND("comity.inbound"),
    /** Ids of deadlines whose warn or due instant has come. */
    DEADLINES("comity.deadlines"),
    /** Ids of alerts whose next call is due. */
    ALERTS("comity.alerts"),
    /** The standing errand that looks at the ends of certificates. */
    CERTIFICATES("comity.certificates"),
    /** Multicast: a CloudEvent of every transition. */
    STATUS("comity.status"),
    /** Notices of what was parked; the row is the truth. */
    PARKED("comity.parked");

    /** Reply addresses of an agency's own systems begin so; nothing is ever answered elsewhere. */
    public static final String REPLIES = "comity.reply.";

    /** How often an errand is offered before the broker moves it to {@link #PARKED}, and a submission before a row takes its place. */
    public static final int OFFERS = 3;

    private final String queue;

    Address(String queue) {
        this.queue = queue;
    }

    /** Its name at the broker and in the outbox. */
    public String queue() {
        return queue;
    }
}
