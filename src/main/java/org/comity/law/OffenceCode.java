package org.comity.law;

import java.util.Arrays;
import java.util.Optional;

/** Offences as ETS 185 names them. Article 11 (attempt, aiding) counts among Articles 2 to 11; Article 12 is a liability, not an offence. */
public enum OffenceCode {
    BC02("ETS185/2", "illegal access"),
    BC03("ETS185/3", "illegal interception"),
    BC04("ETS185/4", "data interference"),
    BC05("ETS185/5", "system interference"),
    BC06("ETS185/6", "misuse of devices"),
    BC07("ETS185/7", "computer-related forgery"),
    BC08("ETS185/8", "computer-related fraud"),
    BC09("ETS185/9", "child sexual abuse material"),
    BC10("ETS185/10", "infringement of copyright and related rights"),
    BC11("ETS185/11", "attempt, aiding or abetting"),
    OTH_COMP("ETS185/14/2/b", "another crime committed by a computer system"),
    OTH_EVID("ETS185/14/2/c", "any crime with evidence in electronic form");

    private final String source;
    private final String label;

    OffenceCode(String source, String label) {
        this.source = source;
        this.label = label;
    }

    /** As it travels: {@code OTH-COMP}. */
    public String code() {
        return name().replace('_', '-');
    }

    public Citation source() {
        return Citation.of(source);
    }

    public String label() {
        return label;
    }

    /** Whether the reservation of ETS185/29/4 cannot touch it. */
    public boolean isWithinArticles2To11() {
        return compareTo(BC11) <= 0;
    }

    public static Optional<OffenceCode> of(String code) {
        return Arrays.stream(values())
                .filter(offence -> offence.code().equals(code))
                .findFirst();
    }
}
