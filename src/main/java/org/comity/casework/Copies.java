package org.comity.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.comity.journal.LinkRows;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.law.Citation;
import org.comity.law.Designation;
import org.comity.law.Instrument;
import org.comity.law.Relationship;
import org.comity.matters.DeliveryState;
import org.comity.matters.Direction;
import org.comity.matters.Request;
import org.comity.matters.TaskKind;
import org.comity.messages.AttachmentManifest;
import org.comity.messages.Content;
import org.comity.messages.Message;
import org.comity.messages.RequestContent;
import org.comity.messages.RequestContent.Link;
import org.comity.messages.RequestContent.Relation;
import org.comity.messages.Submission;
import org.comity.messages.Urgency;
import org.comity.partners.AgencyId;
import org.comity.partners.Partner;
import org.comity.partners.Partners;
import org.comity.problems.DeskProblem;
import org.comity.problems.LawProblem;
import org.comity.problems.Problem;
import org.springframework.stereotype.Component;

/**
 * UC-14/1b: in urgency an authority is asked directly, and its central authority gets a copy at the same time (ETS185/27/9/a). Both are one
 * act: written together, approved together. The copy goes in the name of our agency, in the same matter; that our own central authority has it
 * too, which may be another unit or sit elsewhere, is a task.
 */
@Component
class Copies {
    /** A State may declare that such requests go to its central authority only; Japan did. */
    private static final Citation DECLARED = Citation.of("ETS185/27/9/e");

    private final Partners partners;
    private final LinkRows links;
    private final MessageRows messages;
    private final Documents documents;
    private final Pairs pairs;
    private final Tasks tasks;

    Copies(Partners partners, LinkRows links, MessageRows messages, Documents documents, Pairs pairs, Tasks tasks) {
        this.partners = partners;
        this.links = links;
        this.messages = messages;
        this.documents = documents;
        this.pairs = pairs;
        this.tasks = tasks;
    }

    /** The request has left. If it went directly, our own central authority is to have the copy too, unless it is recorded to be the one that sent it. */
    void sent(Request request, Instant now) {
        boolean direct = request.direction() == Direction.OUT
                && !links.later(request.id(), Relation.COPY_OF).isEmpty();
        if (direct && !isOfOurCentralAuthority(request)) {
            tasks.open(request, TaskKind.OWN_COPY, Optional.empty(), Optional.empty(), now);
        }
    }

    private boolean isOfOurCentralAuthority(Request request) {
        Relationship pair = pairs.of(request.agency(), request.partner());
        return pairs.designations(request.agency(), request.unit(), pair).contains(Designation.CENTRAL_AUTHORITY);
    }

    /**
     * What stands in the way of sending {@code submission} directly, with a copy to whom it names.
     *
     * @param day on which it is sent
     */
    List<Problem> problems(Submission submission, Partner addressee, Relationship relationship, LocalDate day) {
        if (submission.copyTo().isEmpty()) {
            return List.of();
        }
        Set<Problem> problems = new HashSet<>();
        boolean known = submission
                .copyTo()
                .filter(central -> !central.equals(submission.to()))
                .flatMap(partners::find)
                .filter(central -> central.isActive() && central.country().equals(addressee.country()))
                .isPresent();
        if (!known) {
            problems.add(DeskProblem.PARTNER_NOT_ACTIVE.at("/submission/@copyTo"));
        }
        if (known && !mayBeCentral(submission, addressee, relationship)) {
            problems.add(LawProblem.COPY_NOT_TO_CENTRAL_AUTHORITY.at("/submission/@copyTo"));
        }
        if (relationship.binds(Instrument.MLA_TREATY, day)) { // Article 27 is for want of a treaty
            problems.add(LawProblem.DIRECT_WAY_CLOSED.at("/submission/@copyTo", "ETS185/27/1"));
        }
        if (submission.content() instanceof RequestContent content
                && content.urgency().level() == Urgency.ROUTINE) {
            problems.add(LawProblem.DIRECT_WAY_NOT_URGENT.at("/submission/@copyTo"));
        }
        if (relationship.hasReserved(addressee.country(), DECLARED)) {
            problems.add(LawProblem.DIRECT_WAY_CLOSED.at("/submission/@to"));
        }
        return List.copyOf(problems);
    }

    /** What is not recorded of a partner is nobody's to say. */
    private static boolean mayBeCentral(Submission submission, Partner addressee, Relationship relationship) {
        Set<Designation> recorded = submission
                .copyTo()
                .map(central -> relationship.designations(addressee.country(), central.value()))
                .orElse(Set.of());
        return recorded.isEmpty() || recorded.contains(Designation.CENTRAL_AUTHORITY);
    }

    /** The same for the central authority, in the matter of {@code direct}. */
    static Submission copy(
            Submission submission, RequestContent content, AgencyId central, Request direct, String matter) {
        return new Submission(
                submission.from(),
                central,
                Optional.empty(),
                Optional.of(matter),
                Optional.empty(),
                submission.notAfter(),
                linked(content, direct),
                submission.attachments());
    }

    static RequestContent linked(RequestContent content, Request direct) {
        Link link = new Link(
                Relation.COPY_OF,
                Optional.of(direct.id()),
                Optional.of(direct.reference()),
                Optional.empty(),
                Optional.empty());
        return content.addressed(content.requested(), content.linkedBesides(link));
    }

    /** Copies of {@code original} that wait for the same approval. */
    List<MessageRow> waiting(MessageRow original) {
        return links.later(original.id(), Relation.COPY_OF).stream()
                .flatMap(id -> messages.find(id).stream())
                .filter(row -> row.state() == DeliveryState.AWAITING_APPROVAL && isTrueCopy(row, original))
                .toList();
    }

    /** Whether {@code row} is approved with another message and not by itself. */
    boolean isBehind(MessageRow row) {
        return links.earlier(row.id(), Relation.COPY_OF).stream()
                .flatMap(id -> messages.find(id).stream())
                .anyMatch(original -> original.state() == DeliveryState.AWAITING_APPROVAL && isTrueCopy(row, original));
    }

    /** What only calls itself a copy must not ride on the approval of another text (THREAT-94). */
    private boolean isTrueCopy(MessageRow row, MessageRow original) {
        Message copy = documents.read(row);
        Message first = documents.read(original);
        return row.author().equals(original.author())
                && digests(copy).equals(digests(first))
                && withoutCopyLinks(copy.content()).equals(withoutCopyLinks(first.content()));
    }

    private static Content withoutCopyLinks(Content content) {
        return content instanceof RequestContent request
                ? request.addressed(
                        request.requested(),
                        request.links().stream()
                                .filter(link -> link.relation() != Relation.COPY_OF)
                                .toList())
                : content;
    }

    private static Set<AttachmentManifest> digests(Message message) {
        return message.attachments().stream().collect(Collectors.toSet());
    }
}
