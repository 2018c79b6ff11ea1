package org.comity.desk.pages;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.comity.desk.Office;
import org.comity.desk.drafts.Draft;
import org.comity.law.Avenues;
import org.comity.law.RequestKind;
import org.comity.messages.Urgency;
import org.comity.partners.OwnAgency;
import org.comity.partners.Partner;
import org.comity.people.Actor;
import org.comity.people.People;
import org.springframework.stereotype.Component;

/** What a new draft already knows: who asks, who is asked, and what an earlier request said. */
@Component
class Presets {
    private final Correspondents correspondents;
    private final People people;
    private final Office office;
    private final Clock clock;

    Presets(Correspondents correspondents, People people, Office office, Clock clock) {
        this.correspondents = correspondents;
        this.people = people;
        this.office = office;
        this.clock = clock;
    }

    /**
     * @param need what the officer said is needed, and {@code haste} how fast: the reason for the avenue is preset from the advice;
     *     empty: nobody asked for advice
     */
    Draft of(Actor actor, Correspondents.Correspondent to, RequestKind kind, String need, String haste) {
        Map<String, String> texts = new LinkedHashMap<>();
        String root = kind.element() + "/";
        Partner partner = to.partner();
        texts.put("@to", partner.id().value());
        to.relationship()
                .map(known -> known.languagesOf(partner.country()))
                .filter(known -> !known.isEmpty())
                .ifPresent(known -> texts.put(root + "@language", known.getFirst()));
        texts.put(root + "requested/organisation", partner.name());
        texts.put(root + "requested/officeHours", partner.officeHours());
        texts.put(root + "requested/zone", partner.zone().getId());
        OwnAgency own = correspondents.ours(actor);
        texts.put(root + "requesting/organisation", own.name());
        texts.put(root + "requesting/zone", own.zone().getId());
        texts.put(root + "requesting/preferredReply", "gateway");
        people.find(actor.name()).ifPresent(person -> {
            texts.put(root + "requesting/inCharge/name", person.fullName());
            person.email().ifPresent(email -> texts.put(root + "requesting/inCharge/email", email.value()));
        });
        texts.put(root + "urgency/level", level(haste).name());
        if (kind.isPreservation()) {
            texts.put(root + "daysAsked", String.valueOf(to.holdDays()));
        }
        if (root.startsWith("assistanceRequest")) {
            texts.put(root + "@kind", kind.code());
        }
        texts.put(Draft.AVENUE, why(to, kind, need, haste));
        return new Draft(texts);
    }

    private static Urgency level(String haste) {
        return Avenues.haste(haste)
                .map(said -> switch (said) {
                    case ROUTINE -> Urgency.ROUTINE;
                    case URGENT -> Urgency.URGENT;
                    case LIFE_AT_RISK -> Urgency.EMERGENCY;
                })
                .orElse(Urgency.ROUTINE);
    }

    /** The reason for an avenue, from the advice; empty: nobody asked for advice, or it is not open. */
    String why(Correspondents.Correspondent to, RequestKind kind, String need, String haste) {
        LocalDate today = LocalDate.now(clock.withZone(office.zone()));
        return Avenues.need(need)
                .flatMap(wanted -> Avenues.haste(haste).map(fast -> new Avenues.Ask(wanted, fast)))
                .flatMap(ask -> to.relationship()
                        .map(bond -> Avenues.advise(ask, to.partner().country(), bond, today)))
                .flatMap(advice -> advice.on(kind))
                .map(avenue -> String.join(" ", avenue.reasons()))
                .orElse("");
    }
}
