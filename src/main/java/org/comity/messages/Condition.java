package org.comity.messages;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/**
 * A condition on the use of what is supplied. Once accepted it binds (ETS185/26/2, ETS185/28/3).
 *
 * @param demand what exactly is demanded; may be empty where the kind says it all
 * @param dueBy the day by whose end it is done; empty: it sets none
 */
public record Condition(Kind kind, String demand, Optional<LocalDate> dueBy) {

    public Condition(Kind kind, String demand) {
        this(kind, demand, Optional.empty());
    }

    /** Coded, so that it needs no translation. */
    public enum Kind {
        /** Kept confidential, where it could not be supplied otherwise (ETS185/28/2/a). */
        CONFIDENTIAL,
        /** Not used for investigations or proceedings other than those stated (ETS185/28/2/b). */
        STATED_USE_ONLY,
        /** In the words of the supplier. */
        OTHER;

        public static Optional<Kind> of(String code) {
            return Arrays.stream(values())
                    .filter(kind -> kind.name().equals(code))
                    .findFirst();
        }
    }

    /** Whether it says what it demands. */
    boolean isClear() {
        return kind != Kind.OTHER || !demand.isBlank();
    }
}
