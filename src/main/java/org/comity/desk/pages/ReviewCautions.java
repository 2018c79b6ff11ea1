package org.comity.desk.pages;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.comity.casework.NotHeld;
import org.comity.casework.Senders;
import org.comity.casework.TwiceAsked;
import org.comity.dashboard.CorrectedHolds;
import org.comity.dashboard.ListedRequest;
import org.comity.dashboard.RequestFile;
import org.comity.dashboard.RequestFiles;
import org.comity.desk.Office;
import org.comity.desk.drafts.Cautions;
import org.comity.law.Relationship;
import org.comity.law.RequestKind;
import org.comity.matters.NextMove;
import org.comity.messages.AssistanceRequest;
import org.comity.messages.Content;
import org.comity.messages.Message;
import org.comity.messages.MessageId;
import org.comity.messages.PreservationRequest;
import org.comity.messages.Preserved;
import org.comity.messages.RequestContent;
import org.comity.messages.RequestContent.Relation;
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
    private final TwiceAsked twiceAsked;
    private final Correspondents correspondents;
    private final CorrectedHolds correctedHolds;
    private final NotHeld notHeld;
    private final RequestFiles files;
    private final MessageXml xml;
    private final Office office;
    private final Clock clock;

    ReviewCautions(
            Senders senders,
            TwiceAsked twiceAsked,
            Correspondents correspondents,
            CorrectedHolds correctedHolds,
            NotHeld notHeld,
            RequestFiles files,
            MessageXml xml,
            Office office,
            Clock clock) {
        this.senders = senders;
        this.twiceAsked = twiceAsked;
        this.correspondents = correspondents;
        this.correctedHolds = correctedHolds;
        this.notHeld = notHeld;
        this.files = files;
        this.xml = xml;
        this.office = office;
        this.clock = clock;
    }

    List<Cautions.Caution> of(Actor actor, Submission submission, Correspondents.Correspondent to) {
        List<Cautions.Caution> all = new ArrayList<>(of(
                actor, actor.unit(), submission.content(), submission.copyTo().isPresent(), to));
        all.addAll(followedAlready(actor, submission.content(), Optional.empty()));
        all.addAll(notHeld(actor, submission.content()));
        all.addAll(correctsHeld(actor, submission.to(), submission.content()));
        all.addAll(askedAlready(submission.content(), twiceAsked.before(actor, submission)));
        return all;
    }

    /**
     * Of what waits for a second person.
     *
     * @param unit whose request it is
     * @param direct whether a copy goes to the central authority
     */
    List<Cautions.Caution> waiting(Actor actor, UnitId unit, byte[] document, boolean direct, AgencyId partner) {
        Message message = read(document);
        List<Cautions.Caution> all = new ArrayList<>(correspondents
                .find(actor, partner.value())
                .map(to -> of(actor, unit, message.content(), direct, to))
                .orElse(List.of()));
        all.addAll(followedAlready(
                actor, message.content(), Optional.of(message.headers().id())));
        all.addAll(notHeld(actor, message.content()));
        all.addAll(correctsHeld(actor, partner, message.content()));
        all.addAll(askedAlready(
                message.content(), twiceAsked.of(actor, message.headers().id())));
        return all;
    }

    /**
     * Of an answer of ours, before it is said (UC-05/3e).
     *
     * @param asked how many data items the request has
     */
    List<Cautions.Caution> ofAnswer(Actor actor, ListedRequest request, Content content, int asked) {
        return content instanceof Preserved said
                ? Cautions.ofHold(
                        said,
                        request.kind(),
                        asked,
                        correspondents.ourHoldDays(actor, request.partner()),
                        office.zone())
                : List.of();
    }

    /** The same of what waits for a second person. */
    List<Cautions.Caution> waitingAnswer(Actor actor, ListedRequest request, byte[] document, int asked) {
        return ofAnswer(actor, request, read(document).content(), asked);
    }

    private Message read(byte[] document) {
        return switch (xml.read(document, Optional.empty())) {
            case Checked.Passed<ValidMessage>(var valid) -> valid.message();
            case Checked.Failed<ValidMessage> failed -> throw new GatewayBug("what we wrote can be read");
        };
    }

    private static List<Cautions.Caution> askedAlready(Content content, List<TwiceAsked.Other> others) {
        return content instanceof RequestContent request
                ? others.stream()
                        .map(other -> Cautions.askedAlready(
                                request, other.reference(), other.how().code()))
                        .toList()
                : List.of();
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
                    .ifPresent(sender -> all.add(Cautions.ofSender(request, sender.inWords())));
        }
        if (content instanceof RequestContent request) {
            all.addAll(Cautions.ofUrgency(request));
            all.addAll(Cautions.ofData(request));
        }
        if (content instanceof PreservationRequest request) {
            all.addAll(Cautions.of(request, ours, to.holdDays()));
        }
        return all;
    }

    /**
     * Two requests for the same data are two answers to wait for, and the hold goes with the later decision only.
     *
     * @param own id of the request itself, where it has one already
     */
    private List<Cautions.Caution> followedAlready(Actor actor, Content content, Optional<MessageId> own) {
        if (!(content instanceof AssistanceRequest request)) {
            return List.of();
        }
        Set<MessageId> known =
                Stream.concat(own.stream(), linked(request, Relation.CORRECTED)).collect(Collectors.toSet());
        return linked(request, Relation.PRESERVATION)
                .flatMap(held -> files.open(actor, held).stream())
                .flatMap(held -> others(actor, held, known)
                        .map(other ->
                                Cautions.followedAlready(request, held.request().reference(), other)))
                .toList();
    }

    private List<Cautions.Caution> notHeld(Actor actor, Content content) {
        return notHeld.in(actor, content).stream()
                .map(item -> Cautions.notHeld(content.kind(), item.number(), item.held(), item.asked()))
                .toList();
    }

    private List<Cautions.Caution> correctsHeld(Actor actor, AgencyId partner, Content content) {
        return correctedHolds.of(actor, partner, content).stream()
                .map(held -> Cautions.correctsHeld(content.kind(), held.reference()))
                .toList();
    }

    private Stream<String> others(Actor actor, RequestFile held, Set<MessageId> known) {
        return held.links().stream()
                .filter(link -> link.later() && link.relation() == Relation.PRESERVATION)
                .filter(link -> !known.contains(link.request()))
                .flatMap(link -> files.find(actor, link.request()).stream())
                .filter(other -> !other.kind().isExtension() && other.nextMove() != NextMove.NOBODY)
                .map(ListedRequest::reference);
    }

    private static Stream<MessageId> linked(RequestContent request, Relation relation) {
        return request.links().stream()
                .filter(link -> link.relation() == relation)
                .flatMap(link -> link.message().stream());
    }
}
