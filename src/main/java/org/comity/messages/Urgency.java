package org.comity.messages;

import java.util.Arrays;
import org.comity.problems.GatewayBug;

/** How fast a request must move; a higher level is served sooner. */
public enum Urgency {
    ROUTINE(0),
    /** ETS185/25/3: loss or change of data, custody, an ongoing offence; the reason is part of the request. */
    URGENT(1),
    /** A significant and imminent risk to the life or safety of a person (CETS224/3/2/c), nothing less. */
    EMERGENCY(2);

    private final int level;

    Urgency(int level) {
        this.level = level;
    }

    /** As stored; never renumbered. */
    public int level() {
        return level;
    }

    public static Urgency ofLevel(int level) {
        return Arrays.stream(values())
                .filter(urgency -> urgency.level == level)
                .findFirst()
                .orElseThrow(() -> new GatewayBug("stored urgencies are levels of ours"));
    }
}
