package org.comity.casework;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.comity.journal.MatterRows;
import org.comity.journal.RequestRows;
import org.comity.law.DeadlineRule;
import org.comity.law.Relationship;
import org.comity.matters.Direction;
import org.comity.matters.Matter;
import org.comity.matters.MatterId;
import org.comity.matters.Request;
import org.comity.matters.RequestState;
import org.comity.messages.Exchange;
import org.comity.messages.Judgement;
import org.comity.messages.MessageId;
import org.comity.messages.RequestContent;
import org.comity.messages.Submission;
import org.comity.partners.AgencyId;
import org.comity.partners.Partner;
import org.comity.partners.Partners;
import org.comity.people.Actor;
import org.comity.people.Role;
import org.comity.problems.CaseworkProblem;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.comity.problems.LawProblem;
import org.comity.problems.Problem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** UC-01: an officer, or an agency's own system, hands in a request; the law is checked before anything is stored. */
@Service
public class Submissions {
    /** Characters: some sentences. */
    private static final int LONGEST_AVENUE = 4_000;

    private final Clock clock;
    private final Partners partners;
    private final Pairs pairs;
    private final MatterRows matters;
    private final RequestRows requests;
    private final OutgoingMessages outgoing;
    private final MessageIds ids;
    private final References references;
    private final Access access;
    private final Dispatch dispatch;
    private final Bearers bearers;
    private final ActBy actBy;
    private final FollowUps followUps;
    private final Copies copies;
    private final Announcements announcements;

    Submissions(
            Clock clock,
            Partners partners,
            Pairs pairs,
            MatterRows matters,
            RequestRows requests,
            OutgoingMessages outgoing,
            MessageIds ids,
            References references,
            Access access,
            Dispatch dispatch,
            Bearers bearers,
            ActBy actBy,
            FollowUps followUps,
            Copies copies,
            Announcements announcements) {
        this.clock = clock;
        this.partners = partners;
        this.pairs = pairs;
        this.matters = matters;
        this.requests = requests;
        this.outgoing = outgoing;
        this.ids = ids;
        this.references = references;
        this.access = access;
        this.dispatch = dispatch;
        this.bearers = bearers;
        this.actBy = actBy;
        this.followUps = followUps;
        this.copies = copies;
        this.announcements = announcements;
    }

    @Transactional
    public Checked<MessageId> submit(Actor actor, Submission submission, List<StoredFile> files) {
        return submit(actor, submission, files, "");
    }

    /**
     * @param avenue why this avenue was chosen; stays in our house; empty: not said
     * @return the id of the request, or every problem at once; with problems nothing is stored
     */
    @Transactional
    public Checked<MessageId> submit(Actor actor, Submission submission, List<StoredFile> files, String avenue) {
        if (avenue.length() > LONGEST_AVENUE) {
            return Checked.failed(DeskProblem.PARAMETER_INVALID.at("avenue"));
        }
        return admit(actor, submission, files).then(admitted -> {
            MessageId id =
                    both(actor, submission, files, admitted, clock.instant()).id();
            if (!avenue.isBlank()) {
                requests.avenue(id, avenue.strip());
            }
            return Checked.passed(id);
        });
    }

    /** As {@link #admit(Actor, Submission, List)}, files aside. */
    Checked<Admitted> admit(Actor actor, Submission submission) {
        return judge(actor, submission, List.of());
    }

    /** Everything that stands against it, or what {@link #open} needs. Stores nothing. */
    Checked<Admitted> admit(Actor actor, Submission submission, List<StoredFile> files) {
        List<Problem> ofFiles = new ArrayList<>(StoredFile.problems(files));
        ofFiles.addAll(notHandedIn(submission, files));
        return judge(actor, submission, ofFiles);
    }

    /** DR-10: the copy for the central authority is made in the same transaction and waits for the same approval. */
    private Request both(Actor actor, Submission submission, List<StoredFile> files, Admitted admitted, Instant now) {
        Request direct = open(actor, submission, files, admitted, now);
        submission.copyTo().ifPresent(central -> {
            Matter matter = matters.find(direct.matter()).orElseThrow();
            Submission copy = Copies.copy(submission, admitted.content(), central, direct, matter.reference());
            Request copied =
                    open(actor, copy, files, admitted.copied(Copies.linked(admitted.content(), direct), matter), now);
            announcements.say(
                    Happening.of(direct, "request.copied", actor.name()).about(Optional.of(copied.id())),
                    Map.of("rule", DeadlineRule.DR_10.id(), "copy", copied.id().toString()),
                    direct.opened());
        });
        return direct;
    }

    /** Whether {@link #submit} would take it, but for its files: every problem at once. Stores nothing. */
    public List<Problem> check(Actor actor, Submission submission) {
        return admit(actor, submission).problems();
    }

    private Checked<Admitted> judge(Actor actor, Submission submission, List<Problem> ofFiles) {
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
        problems.addAll(copies.problems(submission, addressee.get(), relationship.get()));
        Exchange exchange =
                Exchange.between(pairs.ownCountry(from), addressee.get().country());
        problems.addAll(
                0, Judgement.ofRequest(content, exchange, relationship.get(), pairs.today(from, clock.instant())));
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

    /** Joins the caller's transaction. */
    Request open(Actor actor, Submission submission, List<StoredFile> files, Admitted admitted, Instant now) {
        AgencyId from = admitted.from();
        Predicate<Request> mayWorkOn = earlier -> access.mayWorkOn(actor, earlier);
        Matter matter = admitted.matter()
                .or(() -> followUps.matterOf(from, admitted.content(), mayWorkOn))
                .orElseGet(() -> newMatter(actor, from, submission, now));
        Instant notAfter = submission
                .notAfter()
                .orElseGet(() -> now.plus(admitted.relationship().notAfter()));
        Request request = request(admitted, submission, matter, now);
        requests.insert(request);
        followUps.opened(request, admitted.content(), mayWorkOn);
        Outgoing message = new Outgoing(
                from,
                submission.to(),
                submission.content(),
                request.urgency(),
                Optional.of(Filing.of(request)),
                files,
                notAfter,
                admitted.fourEyes(),
                actor,
                admitted.operation());
        announcements.say(
                Happening.of(request, "request.submitted", actor.name()).about(Optional.of(request.id())),
                Map.of("kind", request.kind().code(), "fourEyes", String.valueOf(admitted.fourEyes())),
                now);
        outgoing.compose(request.id(), message, now);
        if (admitted.fourEyes()) {
            actBy.reckon(request, notAfter);
        } else {
            if (!bearers.carryTo(request.partner())) {
                dispatch.start(request, now);
            }
            actBy.reckon(request);
        }
        return request;
    }

    /** Joins the caller's transaction. */
    Matter newMatter(Actor actor, AgencyId from, Submission submission, Instant now) {
        String reference = references.ofMatter(now);
        Matter matter = new Matter(
                new MatterId(ids.uuid(now)),
                from,
                actor.unit(),
                reference,
                submission.title().or(() -> title(submission)).orElse(reference),
                now);
        matters.insert(matter);
        return matter;
    }

    private static Optional<String> title(Submission submission) {
        return submission.content() instanceof RequestContent request ? Titles.of(request) : Optional.empty();
    }

    private Request request(Admitted admitted, Submission submission, Matter matter, Instant now) {
        return new Request(
                ids.next(admitted.from(), now),
                admitted.from(),
                matter.id(),
                matter.unit(),
                Direction.OUT,
                submission.to(),
                admitted.kind(),
                admitted.content().urgency().level(),
                admitted.fourEyes() ? RequestState.AWAITING_APPROVAL : RequestState.SENT,
                references.ofRequest(now),
                Optional.empty(),
                now,
                now,
                0);
    }
}
