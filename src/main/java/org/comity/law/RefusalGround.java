package org.comity.law;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Grounds on which assistance can be refused, and which of them a kind of request admits (DOMAIN 7.2). For preservation the list
 * is closed (ETS185/29/5); everything else on this list exists so that it can be turned away by name.
 */
public enum RefusalGround {
    POLITICAL_OFFENCE(Admission.ALWAYS, "ETS185/29/5/a", "ETS185/27/4/a"),
    ESSENTIAL_INTERESTS(Admission.ALWAYS, "ETS185/29/5/b", "ETS185/27/4/b"),
    /** A forecast about the later disclosure, and only under a reservation. */
    NO_DUAL_CRIMINALITY(Admission.WITH_RESERVATION, "ETS185/29/4"),
    NOT_ESSENTIAL_EVIDENCE(Admission.NEVER, "ETS185/29/5"),
    FISCAL_ONLY(Admission.NEVER, "ETS185/25/4"),
    OTHER_LAW_OR_TREATY(Admission.NEVER, "ETS185/29/5"),
    /** At most a reason to postpone mutual assistance. */
    PREJUDICE_OWN_CASE(Admission.NEVER, "ETS185/27/5");

    /** Whether {@link RequestKind#PRES_29} may be refused on a ground. */
    public enum Admission {
        ALWAYS,
        WITH_RESERVATION,
        NEVER
    }

    private final Admission preservation;

    @SuppressWarnings("ImmutableEnumChecker") // List.of or toList: never changes
    private final List<Citation> sources;

    RefusalGround(Admission preservation, String... sources) {
        this.preservation = preservation;
        this.sources = Arrays.stream(sources).map(Citation::of).toList();
    }

    public Admission admission(RequestKind kind) {
        return switch (kind) {
            case PRES_29 -> preservation;
        };
    }

    /** The first is the one that governs preservation. */
    public List<Citation> sources() {
        return sources;
    }

    public static Optional<RefusalGround> of(String code) {
        return Arrays.stream(values())
                .filter(ground -> ground.name().equals(code))
                .findFirst();
    }
}
