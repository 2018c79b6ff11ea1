package org.comity.desk.pages;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.comity.casework.Senders;
import org.comity.desk.drafts.Cautions;
import org.comity.law.Relationship;
import org.comity.law.RequestKind;
import org.comity.messages.Content;
import org.comity.messages.PreservationRequest;
import org.comity.messages.RequestContent;
import org.comity.messages.Submission;
import org.comity.partners.AgencyId;
import org.comity.people.Actor;
import org.comity.people.UnitId;
import org.comity.problems.Checked;
import org.comity.problems.GatewayBug;
import org.comity.schemas.MessageXml;
import org.comity.schemas.ValidMessage;
import org.springframework.stereotype.Component;

/** What its author is asked once more before a lawful request is handed in, and whoever approves it before it leaves (UC-01/4b, UC-01/6). */
@Component
class ReviewCautions {
    private final Senders senders;
    private final Correspondents correspondents;
    private final MessageXml xml;
    private final Office office;
    private final Clock clock;

    ReviewCautions(Senders senders, Correspondents correspondents, MessageXml xml, Office office, Clock clock) {
        this.senders = senders;
        this.correspondents = correspondents;
        this.xml = xml;
        this.office = office;
        this.clock = clock;
    }

    List<Cautions.Caution> of(Actor actor, Submission submission, Correspondents.Correspondent to) {
        return of(actor, actor.unit(), submission.content(), submission.copyTo().isPresent(), to);
    }

    /**
     * Of what waits for a second person.
     *
     * @param unit whose request it is
     * @param direct whether a copy goes to the central authority
     */
    List<Cautions.Caution> waiting(Actor actor, UnitId unit, byte[] document, boolean direct, AgencyId partner) {
        Content content = switch (xml.read(document, Optional.empty())) {
            case Checked.Passed<ValidMessage>(var valid) -> valid.message().content();
            case Checked.Failed<ValidMessage> failed -> throw new GatewayBug("what we wrote can be read");
        };
        return correspondents
                .find(actor, partner.value())
                .map(to -> of(actor, unit, content, direct, to))
                .orElse(List.of());
    }

    private List<Cautions.Caution> of(
            Actor actor, UnitId unit, Content content, boolean direct, Correspondents.Correspondent to) {
        Clock ours = clock.withZone(office.zone());
        List<Cautions.Caution> all = new ArrayList<>();
        if (content instanceof RequestContent request && to.relationship().isPresent()) {
            Relationship pair = to.relationship().get();
            all.addAll(Cautions.ofLanguage(request, pair, to.partner().country(), LocalDate.now(ours)));
            request.requestKind()
                    .map(kind -> senders.ofOurs(actor, unit, pair, kind, direct))
                    .filter(sender -> sender.standing() == RequestKind.Standing.NOT_RECORDED)
                    .ifPresent(sender -> all.add(Cautions.ofSender(request, sender.needed())));
        }
        if (content instanceof PreservationRequest request) {
            all.addAll(Cautions.of(request, ours, to.holdDays()));
        }
        return all;
    }
}
