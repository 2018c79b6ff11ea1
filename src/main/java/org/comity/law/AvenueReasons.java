package org.comity.law;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.comity.law.Avenues.Ask;
import org.comity.law.Avenues.Haste;
import org.comity.law.Avenues.Need;
import org.comity.law.RequestKind.Sender;

/** What speaks for an avenue and what against it, in sentences that name their source. What is not recorded is said to be so. */
final class AvenueReasons {
    /** Urgent requests go to the central authority, not from one judicial authority to another. */
    private static final Citation URGENT_TO_CENTRAL = Citation.of("ETS185/27/9/e");

    private final Ask ask;
    private final String requested;
    private final Relationship relationship;
    private final LocalDate day;

    AvenueReasons(Ask ask, String requested, Relationship relationship, LocalDate day) {
        this.ask = ask;
        this.requested = requested;
        this.relationship = relationship;
        this.day = day;
    }

    List<String> of(RequestKind kind) {
        List<String> said = new ArrayList<>();
        boolean life = ask.haste() == Haste.LIFE_AT_RISK;
        switch (kind) {
            case PRES_29, UN_42 -> {
                said.add("The data could vanish: " + requested + " holds them for " + relationship.holdDays(requested)
                        + " days by our record, without dual criminality unless reserved (ETS185/29/3, ETS185/29/7).");
                if (ask.need().isOfStoredData()) {
                    said.add("Two at once: preserve now, and begin the request for mutual assistance on the same day.");
                }
            }
            case MLA_TREATY ->
                said.add("A treaty of the two States goes before the rules for where there is none (ETS185/27/1"
                        + named(kind) + ").");
            case MLA_31, MLA_31S -> said.add("Coercion is possible, and the answer is evidence (ETS185/31).");
            case MLA_33 ->
                said.add("Collection in real time, at least for offences where it is available there (ETS185/33/2).");
            case MLA_34 -> said.add("Interception, as far as its treaties and laws permit (ETS185/34).");
            case POC_35, UN_41 ->
                said.add(
                        life
                                ? "The 24/7 point answers now: write, and telephone at once (ETS185/35/1)."
                                : "Advice, legal information and locating need no coercion, and the point answers at any hour (ETS185/35/1).");
            case POL_ICPO, POL_G7 ->
                said.add(
                        life && ask.need() == Need.OFFER
                                ? "Tell it now, and telephone: what is told goes with the message and waits for no acceptance."
                                : "Fast, and enough where no coercion is needed.");
            case MLA_DIPLO -> said.add("Possible without any treaty, on a guarantee of reciprocity (AIAI/4).");
            case EMER_9, EMLA_10 ->
                said.add("Made for danger to life or safety (" + kind.basis().value() + ").");
            case EXTR_24 ->
                said.add(
                        "Handed to the authority named for extradition; the case itself goes its own way (ETS185/24/7).");
            case SPON_26 ->
                said.add(
                        "Given without being asked; conditions may be put before it is given, and bind once accepted; without conditions the offer carries the"
                                + " information at once (ETS185/26/2).");
            default ->
                said.add("In force between the two States (" + kind.basis().value() + ").");
        }
        return said;
    }

    List<String> against(RequestKind kind) {
        List<String> said = new ArrayList<>();
        if (kind.isInformal()) {
            said.add("What it brings is intelligence, normally no evidence: it does not replace the legal request.");
            said.add("No coercion can be asked for (ETS185/27/9/d).");
        }
        if (kind == RequestKind.SPON_26) {
            said.add("Offered on conditions, nothing of the information leaves before they are accepted"
                    + (ask.haste() == Haste.LIFE_AT_RISK
                            ? ": where a life is at risk, put none, or tell it first."
                            : "."));
        }
        if (kind.isPreservation()) {
            said.add(
                    "Nothing is disclosed: a request for mutual assistance must be received before the hold ends (ETS185/29/7).");
            if (relationship.hasReserved(requested, Relationship.DUAL_CRIMINALITY)) {
                said.add(
                        requested
                                + " may refuse outside Articles 2 to 11 where dual criminality will fail at disclosure (ETS185/29/4).");
            }
        }
        if (kind == RequestKind.MLA_DIPLO) {
            said.add(
                    "The slowest: on paper, by note, with a translation, and no treaty says that it has to be answered.");
        }
        if (kind.instrument() == Instrument.ETS185 && kind.sender() == Sender.CENTRAL_AUTHORITY && treatyBinds()) {
            said.add(
                    "The treaty of the two States says by which way it goes and on what grounds it may be refused; Articles 27"
                            + " and 28 are for want of a treaty (ETS185/27/1).");
        }
        if (ask.haste() != Haste.ROUTINE && kind.sender() == Sender.CENTRAL_AUTHORITY) {
            said.addAll(urgent(kind));
        }
        switch (kind.sender()) {
            case ANY_AUTHORITY -> {}
            case CENTRAL_AUTHORITY -> said.add("It is sent by a central authority.");
            case CONTACT_POINT, EXTRADITION_AUTHORITY, MINISTRY, POLICE ->
                said.add("It is sent by " + kind.sender().inWords() + ".");
        }
        if (relationship.languagesOf(requested).isEmpty()) {
            said.add("Which languages " + requested + " takes is not recorded.");
        }
        return said;
    }

    private List<String> urgent(RequestKind kind) {
        List<String> said = new ArrayList<>();
        if (kind.instrument() == Instrument.ETS185 && !treatyBinds()) {
            said.add(
                    relationship.hasReserved(requested, URGENT_TO_CENTRAL)
                            ? requested + " declared that urgent requests go to its central authority (ETS185/27/9/e)."
                            : "Urgent, it may go from one judicial authority to the other, with a copy through both central"
                                    + " authorities at the same time (ETS185/27/9/a).");
        }
        said.add(confirmation());
        return said;
    }

    private boolean treatyBinds() {
        return relationship.binds(Instrument.MLA_TREATY, day);
    }

    private String confirmation() {
        return relationship
                .confirmation(requested)
                .map(asks -> requested
                        + (asks.required() ? " asks" : " asks no")
                        + " formal confirmation of an urgent request"
                        + (asks.days().isPresent() ? " within " + asks.days().getAsInt() + " days" : "")
                        + " (ETS185/25/3).")
                .orElse("Whether " + requested + " asks a formal confirmation is not recorded (ETS185/25/3).");
    }

    /** Why it cannot be gone on today. */
    String closed(RequestKind kind) {
        String name = kind.instrument().fullName();
        Optional<String> outside = relationship.outside(kind);
        if (outside.isPresent()) {
            return outside.get() + " reserved not to take part in it: it goes in neither direction ("
                    + Relationship.DIRECT_ORDERS + ").";
        }
        return recorded(kind)
                .map(known -> name
                        + known.from()
                                .filter(day::isBefore)
                                .map(first -> " binds the two States from " + first + ".")
                                .or(() -> known.until()
                                        .filter(day::isAfter)
                                        .map(last -> " bound the two States until " + last + "."))
                                .orElse(" has no day recorded since when it binds the two States."))
                .orElse(name + " is not recorded between the two States.");
    }

    private Optional<InForce> recorded(RequestKind kind) {
        return relationship.instruments().stream()
                .filter(one -> one.instrument() == kind.instrument())
                .findFirst();
    }

    private String named(RequestKind kind) {
        return recorded(kind).flatMap(InForce::name).map(name -> ": " + name).orElse("");
    }
}
