package org.comity.casework;

import org.comity.problems.DeliveryProblem;

/** Why an errand cannot go on by itself. */
public enum Stuck {
    /** Whoever worked on it crashed, again and again (THREAT-124). */
    CRASHED("poison", DeliveryProblem.POISON),

    /** A surprise that did not pass. */
    FAILED("surprise", DeliveryProblem.SURPRISE),

    /** The code broke a promise of its own: trying again would only break it again. */
    BUG("gateway-bug", DeliveryProblem.GATEWAY_BUG),

    /** A partner asked for a receipt by a later POST and does not take it. */
    NOT_TAKEN("receipt-not-taken", DeliveryProblem.RECEIPT_NOT_TAKEN);

    private final String reason;
    private final DeliveryProblem problem;

    Stuck(String reason, DeliveryProblem problem) {
        this.reason = reason;
        this.problem = problem;
    }

    /** A word for the parked row. */
    String reason() {
        return reason;
    }

    DeliveryProblem problem() {
        return problem;
    }

    /** The cause of the alert: a bug is called by its name, whatever it met. */
    String alert(String otherwise) {
        return this == BUG ? "gateway-bug" : otherwise;
    }
}
