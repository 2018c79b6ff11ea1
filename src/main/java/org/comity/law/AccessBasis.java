package org.comity.law;

import java.util.Arrays;
import java.util.Optional;

/** Why data in another State may be reached without asking it (ETS185/32). */
public enum AccessBasis {
    PUBLIC("ETS185/32/a", "publicly available"),
    CONSENT("ETS185/32/b", "consent of who may disclose them");

    private final String source;
    private final String inWords;

    AccessBasis(String source, String inWords) {
        this.source = source;
        this.inWords = inWords;
    }

    public Citation source() {
        return Citation.of(source);
    }

    public String inWords() {
        return inWords;
    }

    public static Optional<AccessBasis> of(String code) {
        return Arrays.stream(values())
                .filter(basis -> basis.name().equals(code))
                .findFirst();
    }
}
