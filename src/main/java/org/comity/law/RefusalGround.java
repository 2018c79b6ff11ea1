package org.comity.law;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Grounds on which assistance can be refused, and which of them a kind of request admits. For preservation the list is closed
 * (ETS185/29/5); what a kind never admits is on this list so that it can be turned away by name.
 */
public enum RefusalGround {
    POLITICAL_OFFENCE(
            Admission.ALWAYS, Admission.ALWAYS, Admission.ALWAYS, "ETS185/29/5/a", "ETS185/27/4/a", "ETS185/30/2/a"),
    ESSENTIAL_INTERESTS(
            Admission.ALWAYS, Admission.ALWAYS, Admission.ALWAYS, "ETS185/29/5/b", "ETS185/27/4/b", "ETS185/30/2/b"),
    /**
     * Of preservation a forecast about the later disclosure, and only under a reservation; of assistance by the conduct. Advice and information
     * coerce nobody, so a question needs no offence of both States.
     */
    NO_DUAL_CRIMINALITY(Admission.WITH_RESERVATION, Admission.ALWAYS, Admission.NEVER, "ETS185/29/4", "ETS185/25/5"),
    /** Japan's law knows it where no treaty says otherwise. */
    NOT_ESSENTIAL_EVIDENCE(Admission.NEVER, Admission.NEVER, Admission.NEVER, "ETS185/29/5", "AIAI/2/iii"),
    FISCAL_ONLY(Admission.NEVER, Admission.OUTSIDE_ARTICLES_2_TO_11, Admission.NEVER, "ETS185/25/4"),
    /** Of a question: a contact point helps as far as its domestic law and practice permit. */
    OTHER_LAW_OR_TREATY(
            Admission.NEVER, Admission.ALWAYS, Admission.ALWAYS, "ETS185/29/5", "ETS185/25/4", "ETS185/35/1"),
    /** At most a reason to postpone mutual assistance. */
    PREJUDICE_OWN_CASE(Admission.NEVER, Admission.NEVER, Admission.NEVER, "ETS185/27/5");

    /** When a request may be refused on a ground. */
    public enum Admission {
        ALWAYS,
        WITH_RESERVATION,
        OUTSIDE_ARTICLES_2_TO_11,
        NEVER
    }

    /** Whose Act on International Assistance in Investigation {@code AIAI} is; another State's law is {@link #OTHER_LAW_OR_TREATY}. */
    private static final String JAPAN = "JP";

    private final Admission preservation;
    private final Admission assistance;
    private final Admission question;

    @SuppressWarnings("ImmutableEnumChecker") // List.of or toList: never changes
    private final List<Citation> sources;

    RefusalGround(Admission preservation, Admission assistance, Admission question, String... sources) {
        this.preservation = preservation;
        this.assistance = assistance;
        this.question = question;
        this.sources = Arrays.stream(sources).map(Citation::of).toList();
    }

    /** @param refusing State that refuses, ISO 3166-1 alpha-2 */
    public Admission admission(RequestKind kind, String refusing) {
        return this == NOT_ESSENTIAL_EVIDENCE && !refusing.equals(JAPAN) ? Admission.NEVER : admission(kind);
    }

    /** In any State that knows the ground. */
    public Admission admission(RequestKind kind) {
        if (this == NOT_ESSENTIAL_EVIDENCE && kind.instrument() == Instrument.RECIPROCITY) {
            return Admission.ALWAYS;
        }
        if (this == PREJUDICE_OWN_CASE
                && kind == RequestKind.NOTIF_7) { // who is notified has the provider not disclose (CETS224/7/5)
            return Admission.ALWAYS;
        }
        return kind.isPreservation() ? preservation : kind.isQuestion() ? question : assistance;
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
