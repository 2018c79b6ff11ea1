package org.comity.casework;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.comity.journal.MatterRows;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.journal.UseRows;
import org.comity.matters.Direction;
import org.comity.matters.Matter;
import org.comity.matters.Purpose;
import org.comity.matters.Request;
import org.comity.messages.Content;
import org.comity.messages.MessageId;
import org.comity.messages.PartialDisclosure;
import org.comity.messages.PreservationRequest;
import org.comity.messages.Referral;
import org.comity.messages.RequestContent;
import org.comity.messages.RequestContent.Link;
import org.comity.messages.RequestContent.Relation;
import org.comity.messages.Submission;
import org.comity.messages.UseExplanation;
import org.comity.messages.UseQuery;
import org.comity.partners.AgencyId;
import org.comity.partners.OwnAgencies;
import org.comity.partners.Partner;
import org.comity.partners.Partners;
import org.comity.people.Actor;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a partner's message asks us to write next, begun: a preservation request to the State where another provider turned up
 * (ETS185/30), the same request to the authority that is competent (ETS185/27/9/c), the explanation of use (ETS185/28/4). An officer
 * completes it and hands it in like any other; nothing of it is stored or sent.
 */
@Service
public class Drafts {
    private final Access access;
    private final Readings readings;
    private final MessageRows messages;
    private final MatterRows matters;
    private final UseRows uses;
    private final Documents documents;
    private final Partners partners;
    private final OwnAgencies own;

    Drafts(
            Access access,
            Readings readings,
            MessageRows messages,
            MatterRows matters,
            UseRows uses,
            Documents documents,
            Partners partners,
            OwnAgencies own) {
        this.access = access;
        this.readings = readings;
        this.messages = messages;
        this.matters = matters;
        this.uses = uses;
        this.documents = documents;
        this.partners = partners;
        this.own = own;
    }

    /** Not found where there is no such message, or where nothing follows from it. */
    @Transactional
    public Checked<Submission> of(Actor actor, MessageId request, MessageId message) {
        return readings.message(actor, request, message)
                .then(read -> access.find(actor, request)
                        .flatMap(found -> messages.find(message).flatMap(row -> draft(found, row, read.content())))
                        .map(Checked::passed)
                        .orElseGet(() -> Checked.failed(DeskProblem.NOT_FOUND.problem())));
    }

    private Optional<Submission> draft(Request request, MessageRow row, Content content) {
        if (row.direction() == Direction.OUT) {
            return Optional.empty(); // our own words ask nothing of us
        }
        return switch (content) {
            case PartialDisclosure disclosure
            when disclosure.withheld().isEmpty() -> disclosed(request, row, disclosure);
            case Referral referral -> referred(request, referral);
            case UseQuery query -> Optional.of(submission(request, request.partner(), explanation(request, row)));
            default -> Optional.empty();
        };
    }

    private Optional<Submission> disclosed(Request request, MessageRow row, PartialDisclosure disclosure) {
        List<Partner> known = partners.all().stream()
                .filter(Partner::isActive)
                .filter(partner -> partner.country().equals(disclosure.state()))
                .toList();
        Optional<Partner> there = known.size() == 1 ? Optional.of(known.getFirst()) : Optional.empty();
        LocalDate day = LocalDate.ofInstant(row.headers().created(), ZoneOffset.UTC);
        Link link = new Link(
                Relation.DISCLOSURE,
                Optional.of(row.id()),
                request.partnerReference(),
                Optional.of(day),
                Optional.empty());
        return documents
                .original(request)
                .filter(PreservationRequest.class::isInstance)
                .map(PreservationRequest.class::cast)
                .map(original -> original.atProvider(disclosure.provider(), disclosure.data())
                        .addressed(office(there.map(Partner::name).orElse(disclosure.state())), List.of(link)))
                .map(begun -> submission(
                        request, there.map(Partner::id).orElseGet(() -> unnamed(disclosure.state())), begun));
    }

    private Optional<Submission> referred(Request request, Referral referral) {
        Link link = new Link(
                Relation.SUCCEEDED,
                Optional.of(request.id()),
                request.partnerReference(),
                Optional.empty(),
                Optional.empty());
        return referral.agency()
                .flatMap(partners::find)
                .filter(Partner::isActive)
                .flatMap(competent -> documents
                        .original(request)
                        .map(original -> original.addressed(office(referral.authority()), original.linkedBesides(link)))
                        .map(begun -> submission(request, competent.id(), begun)));
    }

    private UseExplanation explanation(Request request, MessageRow query) {
        String by = own.get(request.agency()).name();
        List<UseExplanation.Use> log = uses.of(request.id()).stream()
                .filter(UseRows.Use::isToBeExplained)
                .map(use -> new UseExplanation.Use(
                        use.at().truncatedTo(ChronoUnit.SECONDS),
                        use.item(),
                        by,
                        use.purpose().map(Purpose::inWords).orElse("not stated")))
                .toList();
        return new UseExplanation(request.id(), query.id(), "", log);
    }

    private Submission submission(Request request, AgencyId to, Content content) {
        return new Submission(
                Optional.of(request.agency()),
                to,
                Optional.empty(),
                matters.find(request.matter()).map(Matter::reference),
                Optional.empty(),
                Optional.empty(),
                content,
                List.of());
    }

    private static RequestContent.Authority office(String name) {
        return new RequestContent.Authority(
                name, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Nobody is registered there, or several are: the id is one that no partner has, so the draft cannot leave before its officer names somebody. */
    private static AgencyId unnamed(String state) {
        return new AgencyId(state.toLowerCase(Locale.ROOT) + "-to-be-named");
    }
}
