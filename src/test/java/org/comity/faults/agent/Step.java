package org.comity.faults.agent;

import java.util.EnumSet;
import java.util.Set;

/**
 * The named steps at which a gateway is made to end, before and after each: a method of the program, by its name, so that a step that was
 * renamed is found by {@code StepsTest}. Where a method joins a transaction, after it means: done, and not committed.
 */
public enum Step {
    KEY_RESERVED("journal.Idempotency", "reserve"),
    SUBMITTED("casework.Submissions", "submit"),
    APPROVED("casework.Approvals", "approve"),
    ERRAND_PUT("journal.Outbox", "put"),
    CLAIMED("journal.Outbox", "claim"),
    QUEUED("delivery.queues.QueueSender", "send"),
    TAKEN("delivery.as2.Departures", "find"),
    SEAL_STORED("casework.Seals", "first"),
    SEALED("delivery.as2.Departures", "seal"),
    POSTED("delivery.as2.Carrier", "post"),
    ANSWER_READ("delivery.as2.Proofs", "verify"),
    RECEIPT_STORED("casework.Carrying", "delivered"),
    OUTCOME_COMMITTED("delivery.as2.Outcomes", "record"),
    RECEIPT_TAKEN_BY_POST("delivery.as2.PostedReceipts", "verify"),
    BODY_TAKEN("delivery.as2.Intake", "take"),
    OPENED("delivery.as2.Receptions", "open"),
    INBOX_WRITTEN("journal.Inbox", "add"),
    MESSAGE_STORED("casework.Recording", "message"),
    RECEPTION_COMMITTED("delivery.as2.Receptions", "record"),
    RECEIPT_SENT("delivery.as2.Receptions", "send"),
    RECEIPT_POSTED("delivery.as2.LateReceipts", "post"),
    INBOUND_TAKEN("delivery.relay.Errands", "message"),
    EFFECT_DONE("casework.Processing", "process"),
    ERRAND_DONE("journal.Outbox", "done"),
    LEAF_APPENDED("journal.Journal", "append"),
    LEAVES_NUMBERED("journal.Sequencer", "sequence"),
    CHECKPOINT_KEPT("journal.Sequencer", "keep");

    /** Only who asks gets there. */
    public static final Set<Step> AT_OURS = EnumSet.of(SUBMITTED, RECEIPT_TAKEN_BY_POST);

    /** Only who is asked for receipts by a POST gets there. */
    public static final Set<Step> AT_THEIRS = EnumSet.of(RECEIPT_POSTED);

    private final String type;
    private final String method;

    Step(String type, String method) {
        this.type = type;
        this.method = method;
    }

    /** Below {@code org.comity.} */
    public String type() {
        return type;
    }

    public String method() {
        return method;
    }
}
