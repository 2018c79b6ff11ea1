package org.comity.law;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What two states can build a request on. Whether it binds a given pair on a given day is a fact of the {@link Relationship}, never of
 * the instrument alone.
 */
public enum Instrument {
    ETS185("Convention on Cybercrime (ETS 185)", "ETS185", false, LocalDate.of(2004, 7, 1)),
    CETS224(
            "Second Additional Protocol to the Convention on Cybercrime on enhanced co-operation and disclosure of"
                    + " electronic evidence (CETS 224)",
            "CETS224",
            true,
            null),
    UN_CYBERCRIME("United Nations Convention against Cybercrime (resolution 79/243)", "UNCC", true, null),
    /** Bilateral, or the agreement of the EU with Japan: the relationship gives its name. */
    MLA_TREATY("Treaty on mutual legal assistance", "MLAT", false, null),
    /** No treaty: a ministry asks by the diplomatic channel. In Japan under the Act on International Assistance in Investigation. */
    RECIPROCITY("Reciprocity through diplomatic channels", "AIAI", false, null),
    POLICE_G7("G7 24/7 network of contact points", "G7-24.7", false, null),
    POLICE_ICPO("International Criminal Police Organization (INTERPOL)", "ICPO", false, null),
    EU_2023_1543(
            "Regulation (EU) 2023/1543 on European Production and Preservation Orders for electronic evidence",
            "EU2023.1543",
            false,
            LocalDate.of(2026, 8, 18));

    private final String fullName;
    private final String stem;
    private final boolean activated;
    private final @Nullable LocalDate since;

    Instrument(String fullName, String stem, boolean activated, @Nullable LocalDate since) {
        this.fullName = fullName;
        this.stem = stem;
        this.activated = activated;
        this.since = since;
    }

    public String fullName() {
        return fullName;
    }

    /** First part of every {@link Citation} of it: {@code ETS185} of {@code ETS185/29/2/f}. */
    public String citationStem() {
        return stem;
    }

    /**
     * Whether it is switched off until a relationship records the day of its activation between the two states. So are instruments
     * that were not in force, or known from memory only, when this was written.
     */
    public boolean needsActivation() {
        return activated;
    }

    /** The day before which it bound nobody, where its own text fixed one. */
    public Optional<LocalDate> since() {
        return Optional.ofNullable(since);
    }

    /** By its constant name, as the relationships file writes it. */
    public static Optional<Instrument> of(String name) {
        return Arrays.stream(values())
                .filter(instrument -> instrument.name().equals(name))
                .findFirst();
    }
}
