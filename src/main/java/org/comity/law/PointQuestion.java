package org.comity.law;

import java.util.Arrays;
import java.util.Optional;

/** What a 24/7 point of contact is asked for, short of preservation (ETS185/35/1). */
public enum PointQuestion {
    TECHNICAL_ADVICE("ETS185/35/1/a", "technical advice"),
    COLLECTION("ETS185/35/1/c", "collection of evidence"),
    LEGAL_INFORMATION("ETS185/35/1/c", "legal information"),
    LOCATING("ETS185/35/1/c", "locating of suspects");

    private final String source;
    private final String label;

    PointQuestion(String source, String label) {
        this.source = source;
        this.label = label;
    }

    public Citation source() {
        return Citation.of(source);
    }

    public String label() {
        return label;
    }

    public static Optional<PointQuestion> of(String code) {
        return Arrays.stream(values())
                .filter(question -> question.name().equals(code))
                .findFirst();
    }
}
