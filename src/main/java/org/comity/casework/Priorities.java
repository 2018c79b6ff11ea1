package org.comity.casework;

import org.comity.journal.MessageRow;
import org.comity.messages.Urgency;

/** The order in which errands are done: 0 first, 9 last. */
public final class Priorities {
    /** Someone is being woken. */
    static final int ALERT = 0;

    static final int DEADLINE = 1;

    /** A sender waits for its proof. */
    public static final int RECEIPT = 1;

    /** Parts of evidence let everything else pass. */
    static final int PART = 8;

    private Priorities() {}

    public static int of(MessageRow row) {
        return row.isPart() ? PART : of(row.urgency());
    }

    static int of(Urgency urgency) {
        return switch (urgency) {
            case EMERGENCY -> 0;
            case URGENT -> 2;
            case ROUTINE -> 4;
        };
    }
}
