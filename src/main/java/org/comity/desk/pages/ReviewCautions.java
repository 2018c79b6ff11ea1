package org.comity.desk.pages;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.comity.casework.Senders;
import org.comity.desk.drafts.Cautions;
import org.comity.law.Relationship;
import org.comity.law.RequestKind;
import org.comity.messages.PreservationRequest;
import org.comity.messages.RequestContent;
import org.comity.messages.Submission;
import org.comity.people.Actor;
import org.springframework.stereotype.Component;

/** What its author is asked once more before a lawful request is handed in. */
@Component
class ReviewCautions {
    private final Senders senders;
    private final Office office;
    private final Clock clock;

    ReviewCautions(Senders senders, Office office, Clock clock) {
        this.senders = senders;
        this.office = office;
        this.clock = clock;
    }

    List<Cautions.Caution> of(Actor actor, Submission submission, Correspondents.Correspondent to) {
        Clock ours = clock.withZone(office.zone());
        List<Cautions.Caution> all = new ArrayList<>();
        if (submission.content() instanceof RequestContent request
                && to.relationship().isPresent()) {
            Relationship pair = to.relationship().get();
            all.addAll(Cautions.ofLanguage(request, pair, to.partner().country(), LocalDate.now(ours)));
            request.requestKind()
                    .map(kind -> senders.ofOurs(
                            actor, pair, kind, submission.copyTo().isPresent()))
                    .filter(sender -> sender.standing() == RequestKind.Standing.NOT_RECORDED)
                    .ifPresent(sender -> all.add(Cautions.ofSender(request, sender.needed())));
        }
        if (submission.content() instanceof PreservationRequest request) {
            all.addAll(Cautions.of(request, ours, to.holdDays()));
        }
        return all;
    }
}
