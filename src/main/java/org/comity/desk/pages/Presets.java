package org.comity.desk.pages;

import java.util.LinkedHashMap;
import java.util.Map;
import org.comity.dashboard.ListedRequest;
import org.comity.desk.drafts.Draft;
import org.comity.law.Relationship;
import org.comity.messages.Urgency;
import org.comity.partners.OwnAgency;
import org.comity.partners.Partner;
import org.comity.people.Actor;
import org.comity.people.People;
import org.springframework.stereotype.Component;

/** What a new draft already knows: who asks, who is asked, and what an earlier request said. */
@Component
class Presets {
    private static final String REQUEST = "preservationRequest/";

    private final Correspondents correspondents;
    private final People people;

    Presets(Correspondents correspondents, People people) {
        this.correspondents = correspondents;
        this.people = people;
    }

    Draft of(Actor actor, Correspondents.Correspondent to) {
        Map<String, String> texts = new LinkedHashMap<>();
        Partner partner = to.partner();
        texts.put("@to", partner.id().value());
        to.relationship()
                .map(Relationship::languages)
                .filter(known -> !known.isEmpty())
                .ifPresent(known -> texts.put(REQUEST + "@language", known.getFirst()));
        texts.put(REQUEST + "requested/organisation", partner.name());
        texts.put(REQUEST + "requested/officeHours", partner.officeHours());
        texts.put(REQUEST + "requested/zone", partner.zone().getId());
        OwnAgency own = correspondents.ours(actor);
        texts.put(REQUEST + "requesting/organisation", own.name());
        texts.put(REQUEST + "requesting/zone", own.zone().getId());
        texts.put(REQUEST + "requesting/preferredReply", "gateway");
        people.find(actor.name()).ifPresent(person -> {
            texts.put(REQUEST + "requesting/inCharge/name", person.fullName());
            person.email().ifPresent(email -> texts.put(REQUEST + "requesting/inCharge/email", email.value()));
        });
        texts.put(REQUEST + "urgency/level", Urgency.ROUTINE.name());
        texts.put(REQUEST + "daysAsked", String.valueOf(to.holdDays()));
        return new Draft(texts);
    }

    /** What an earlier request said; as its extension it names the partner's reference, or ours while there is none. */
    static Draft again(ListedRequest request, Map<String, String> message, boolean extension) {
        Map<String, String> texts = new LinkedHashMap<>(message);
        texts.keySet().removeIf(place -> !place.startsWith(REQUEST));
        texts.put("@to", request.partner().value());
        texts.put("@matter", request.matterReference());
        if (extension) {
            texts.put(REQUEST + "extension", "true");
            texts.put(REQUEST + "extension/previous", request.partnerReference().orElse(request.reference()));
        }
        return new Draft(texts);
    }
}
