package org.comity.law;

import static org.comity.law.RequestKind.DNR_6;
import static org.comity.law.RequestKind.EMER_9;
import static org.comity.law.RequestKind.EMLA_10;
import static org.comity.law.RequestKind.EXTR_24;
import static org.comity.law.RequestKind.MLA_31;
import static org.comity.law.RequestKind.MLA_31S;
import static org.comity.law.RequestKind.MLA_33;
import static org.comity.law.RequestKind.MLA_34;
import static org.comity.law.RequestKind.MLA_DIPLO;
import static org.comity.law.RequestKind.MLA_TREATY;
import static org.comity.law.RequestKind.POC_35;
import static org.comity.law.RequestKind.POL_G7;
import static org.comity.law.RequestKind.POL_ICPO;
import static org.comity.law.RequestKind.PRES_29;
import static org.comity.law.RequestKind.PROD_8;
import static org.comity.law.RequestKind.SPON_26;
import static org.comity.law.RequestKind.SUB_7;
import static org.comity.law.RequestKind.UN_40;
import static org.comity.law.RequestKind.UN_41;
import static org.comity.law.RequestKind.UN_42;
import static org.comity.law.RequestKind.UN_44;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * On which avenue to ask: given what is asked, how fast and of whom, the kinds of request ranked with what speaks for and against each
 * (DOMAIN 10). Advice only: the officer chooses, and says why. Pure.
 */
public final class Avenues {

    static final List<RequestKind> LIFE_AT_RISK = List.of(EMER_9, EMLA_10, POC_35, POL_G7);

    /** An offer waits for its acceptance; what saves a life is told. */
    private static final List<RequestKind> TELLING_AT_ONCE = List.of(POL_G7, POL_ICPO);

    private Avenues() {}

    /** What is needed, as an officer would say it. The kinds stand in the order bilateral, ETS 185, other multilateral, diplomatic. */
    public enum Need {
        PRESERVATION("data preserved", PRES_29, UN_42, MLA_TREATY, MLA_DIPLO),
        SUBSCRIBER("who a subscriber is", MLA_TREATY, MLA_31S, SUB_7, UN_44, MLA_DIPLO),
        DOMAIN_HOLDER("who holds a domain name", DNR_6, MLA_TREATY, MLA_31S, UN_44, MLA_DIPLO),
        STORED_DATA("stored data", MLA_TREATY, MLA_31, PROD_8, UN_44, MLA_DIPLO),
        TRAFFIC_REAL_TIME("traffic data in real time", MLA_TREATY, MLA_33, UN_40, MLA_DIPLO),
        INTERCEPTION("content intercepted", MLA_TREATY, MLA_34, UN_40, MLA_DIPLO),
        QUESTION("a question answered", POC_35, UN_41, POL_G7, POL_ICPO),
        PERSON_LOCATED("a person located", POL_ICPO, POC_35, POL_G7, UN_41),
        INFORMATION("information that needs no coercion", POC_35, POL_ICPO, POL_G7, UN_41, MLA_TREATY),
        EXTRADITION("a person extradited", EXTR_24, POL_ICPO),
        OFFER("to give information without being asked", SPON_26, POL_ICPO, POL_G7);

        private final String inWords;

        @SuppressWarnings("ImmutableEnumChecker") // unmodifiable
        private final List<RequestKind> kinds;

        Need(String inWords, RequestKind... kinds) {
            this.inWords = inWords;
            this.kinds = List.of(kinds);
        }

        public String inWords() {
            return inWords;
        }

        /** The best first. */
        List<RequestKind> kinds() {
            return kinds;
        }

        /** Whether stored data of a holder are wanted, which can vanish before an answer comes. */
        boolean isOfStoredData() {
            return this == SUBSCRIBER || this == STORED_DATA;
        }
    }

    /** How fast. */
    public enum Haste {
        ROUTINE,
        /** The data are about to be lost, or the case cannot wait. */
        URGENT,
        /** Somebody's life or safety. */
        LIFE_AT_RISK
    }

    public record Ask(Need need, Haste haste) {}

    /**
     * One avenue.
     *
     * @param reasons what speaks for it, in sentences
     * @param against what speaks against it, or has to be known
     * @param beside to be taken at the same time as the one after it
     */
    public record Avenue(RequestKind kind, List<String> reasons, List<String> against, boolean beside) {
        public Avenue {
            reasons = List.copyOf(reasons);
            against = List.copyOf(against);
        }
    }

    /**
     * @param open lawful today between the two states, the best first
     * @param closed the others, each with the reason that closes it as the first that speaks against it
     */
    public record Advice(List<Avenue> open, List<Avenue> closed) {
        public Advice {
            open = List.copyOf(open);
            closed = List.copyOf(closed);
        }

        /** UC-16/1: what can follow data that are already held; what brings no disclosure keeps no hold open (ETS185/29/7). */
        public Advice followingAHold() {
            return new Advice(disclosing(open), disclosing(closed));
        }

        private static List<Avenue> disclosing(List<Avenue> avenues) {
            return avenues.stream()
                    .filter(avenue ->
                            !avenue.kind().isPreservation() && !avenue.kind().isInformal())
                    .toList();
        }

        public Optional<Avenue> on(RequestKind kind) {
            return open.stream().filter(avenue -> avenue.kind() == kind).findFirst();
        }
    }

    /**
     * @param requested state that is asked, ISO 3166-1 alpha-2
     * @param day on which the request would be sent
     */
    public static Advice advise(Ask ask, String requested, Relationship relationship, LocalDate day) {
        AvenueReasons reasons = new AvenueReasons(ask, requested, relationship, day);
        List<Avenue> open = new ArrayList<>();
        List<Avenue> closed = new ArrayList<>();
        for (RequestKind kind : ranked(ask)) {
            if (relationship.isOpenTo(kind, day)) {
                open.add(new Avenue(kind, reasons.of(kind), reasons.against(kind), isBeside(ask, kind)));
            } else {
                closed.add(new Avenue(kind, List.of(), List.of(reasons.closed(kind)), false));
            }
        }
        return new Advice(open, closed);
    }

    /** Life first, then what could vanish, then the order of the instruments. */
    private static Set<RequestKind> ranked(Ask ask) {
        Set<RequestKind> kinds = new LinkedHashSet<>();
        if (ask.haste() == Haste.LIFE_AT_RISK && ask.need() == Need.OFFER) {
            kinds.addAll(TELLING_AT_ONCE);
        }
        if (ask.haste() == Haste.LIFE_AT_RISK && ask.need() != Need.OFFER && ask.need() != Need.EXTRADITION) {
            kinds.addAll(LIFE_AT_RISK);
        }
        if (isDoubled(ask)) {
            kinds.add(PRES_29);
        }
        kinds.addAll(ask.need().kinds);
        return kinds;
    }

    /** Two at once: what could vanish is preserved now, and the request for it is begun on the same day. */
    private static boolean isDoubled(Ask ask) {
        return ask.haste() != Haste.ROUTINE && ask.need().isOfStoredData();
    }

    private static boolean isBeside(Ask ask, RequestKind kind) {
        return kind == PRES_29 && isDoubled(ask);
    }

    /** By the name of its constant. */
    public static Optional<Need> need(String name) {
        return Arrays.stream(Need.values())
                .filter(need -> need.name().equals(name))
                .findFirst();
    }

    public static Optional<Haste> haste(String name) {
        return Arrays.stream(Haste.values())
                .filter(haste -> haste.name().equals(name))
                .findFirst();
    }
}
