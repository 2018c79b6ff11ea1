package org.comity.casework;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.comity.journal.MatterRows;
import org.comity.law.Relationship;
import org.comity.matters.Matter;
import org.comity.messages.Exchange;
import org.comity.messages.Judgement;
import org.comity.messages.Offer;
import org.comity.messages.RequestContent;
import org.comity.messages.Submission;
import org.comity.partners.AgencyId;
import org.comity.partners.Partner;
import org.comity.partners.Partners;
import org.comity.people.Actor;
import org.comity.people.Role;
import org.comity.people.UnitId;
import org.comity.problems.CaseworkProblem;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.comity.problems.LawProblem;
import org.comity.problems.Problem;
import org.springframework.stereotype.Component;

/** UC-01: whether a submission may be opened as a request. Stores nothing. */
@Component
class Admission {
    private final Clock clock;
    private final Partners partners;
    private final Pairs pairs;
    private final MatterRows matters;
    private final Access access;
    private final Copies copies;
    private final FollowUps followUps;

    Admission(
            Clock clock,
            Partners partners,
            Pairs pairs,
            MatterRows matters,
            Access access,
            Copies copies,
            FollowUps followUps) {
        this.clock = clock;
        this.partners = partners;
        this.pairs = pairs;
        this.matters = matters;
        this.access = access;
        this.copies = copies;
        this.followUps = followUps;
    }

    /** As {@link #admit(Actor, Submission, List)}, files aside. */
    Checked<Admitted> admit(Actor actor, Submission submission) {
        return judge(
                actor, submission, List.of(), true, !submission.attachments().isEmpty());
    }

    /** Joins the caller's transaction. Everything that stands against it, or what {@link Opening#open} needs, with its matter held. */
    Checked<Admitted> admit(Actor actor, Submission submission, List<StoredFile> files) {
        submission.matterReference().ifPresent(named -> matters.hold(new AgencyId(actor.agency()), named));
        List<Problem> ofFiles = new ArrayList<>(StoredFile.problems(files));
        ofFiles.addAll(notHandedIn(submission, files));
        return judge(actor, submission, ofFiles, !files.isEmpty(), !files.isEmpty());
    }

    /**
     * @param enclosure whether files go with it, or may yet
     * @param files whether they do
     */
    private Checked<Admitted> judge(
            Actor actor, Submission submission, List<Problem> ofFiles, boolean enclosure, boolean files) {
        if (!actor.is(Role.OFFICER)) {
            return Checked.failed(DeskProblem.ROLE_NEEDED.problem());
        }
        AgencyId from = submission.from().orElseGet(() -> new AgencyId(actor.agency()));
        if (!from.value().equals(actor.agency())) {
            return Checked.failed(DeskProblem.ROLE_NEEDED.at("/submission/@from"));
        }
        Optional<Partner> addressee = partners.find(submission.to()).filter(Partner::isActive);
        if (addressee.isEmpty()) {
            return Checked.failed(DeskProblem.PARTNER_NOT_ACTIVE.at("/submission/@to"));
        }
        Optional<Relationship> relationship = pairs.find(from, submission.to());
        if (relationship.isEmpty()) {
            return Checked.failed(LawProblem.NO_RELATIONSHIP.at("/submission/@to"));
        }
        Optional<Matter> matter = submission
                .matterReference()
                .flatMap(reference -> matters.find(from, reference))
                .filter(found -> access.mayWorkOn(actor, found));
        List<Problem> problems = new ArrayList<>();
        if (submission.matterReference().isPresent() && matter.isEmpty()) {
            problems.add(DeskProblem.NOT_FOUND.at("/submission/@matter"));
        }
        problems.addAll(ofFiles);
        submission
                .notAfter()
                .filter(end -> !end.isAfter(clock.instant()))
                .ifPresent(past -> problems.add(DeskProblem.PARAMETER_INVALID.at("/submission/@notAfter")));
        if (!(submission.content() instanceof RequestContent content)) {
            problems.add(CaseworkProblem.NOT_A_REQUEST.at("/submission"));
            return Checked.failed(problems);
        }
        Exchange exchange =
                Exchange.between(pairs.ownCountry(from), addressee.get().country());
        LocalDate today = pairs.today(from, clock.instant());
        problems.addAll(followUps.unclear(from, submission.to(), content));
        problems.addAll(copies.problems(submission, addressee.get(), relationship.get(), today));
        problems.addAll(0, Judgement.ofRequest(content, exchange, relationship.get(), today));
        problems.addAll(Judgement.ofLanguage(content, exchange, relationship.get(), today, enclosure));
        UnitId unit = matter.map(Matter::unit).orElse(actor.unit());
        boolean translated = !Judgement.ofLanguage(content, exchange, relationship.get(), today, false)
                .isEmpty();
        if (content instanceof Offer offer && !offer.conditions().isEmpty() && files && !translated) {
            problems.add(LawProblem.GIVEN_BEFOREHAND.at("/submission/enclosure[1]", "ETS185/26/2"));
        }
        problems.addAll(Judgement.ofSender(
                content,
                relationship.get(),
                pairs.designations(from, unit, relationship.get()),
                submission.copyTo().isPresent(),
                today));
        return problems.isEmpty()
                ? Checked.passed(new Admitted(
                        from,
                        relationship.get(),
                        content,
                        content.requestKind().orElseThrow(),
                        matter,
                        relationship.get().fourEyes(),
                        Optional.empty()))
                : Checked.failed(problems);
    }

    /** DSK-19: who reads the document must find every file that it names. */
    private static List<Problem> notHandedIn(Submission submission, List<StoredFile> files) {
        Set<String> names = files.stream().map(StoredFile::name).collect(Collectors.toSet());
        return IntStream.range(0, submission.attachments().size())
                .filter(index ->
                        !names.contains(submission.attachments().get(index).name()))
                .mapToObj(
                        index -> DeskProblem.ATTACHMENT_NOT_HANDED_IN.at("/submission/enclosure[" + (index + 1) + "]"))
                .toList();
    }
}
