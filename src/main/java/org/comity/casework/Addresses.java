package org.comity.casework;

/** The queues of the gateway, by the errands that they carry. Subjects are ids; content never travels on them. */
public final class Addresses {
    /** Submissions of the agency's own systems: the one queue that carries content. */
    public static final String SUBMIT = "comity.submit";

    /** Ids of messages to seal and deliver. */
    public static final String OUTBOUND = "comity.outbound";

    /** Ids of received messages to process. */
    public static final String INBOUND = "comity.inbound";

    /** Ids of receipts that their partner asked to have posted. */
    public static final String RECEIPTS = "comity.receipts";

    /** Ids of deadlines whose warning or due instant has come. */
    public static final String DEADLINES = "comity.deadlines";

    /** Ids of alerts whose next call is due. */
    public static final String ALERTS = "comity.alerts";

    /** The standing errand that looks at the ends of certificates. */
    public static final String CERTIFICATES = "comity.certificates";

    /** No queue: files that nobody opens any more are parked under this name. */
    public static final String ATTACHMENTS = "comity.attachments";

    private Addresses() {}
}
