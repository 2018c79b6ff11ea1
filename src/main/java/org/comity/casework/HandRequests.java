package org.comity.casework;

import static org.comity.matters.ByHand.What.HEARD;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.comity.journal.ByHandRows;
import org.comity.journal.FindingRows;
import org.comity.journal.MatterRows;
import org.comity.journal.MessageRow;
import org.comity.law.Relationship;
import org.comity.matters.ByHand;
import org.comity.matters.DeliveryState;
import org.comity.matters.Matter;
import org.comity.matters.Request;
import org.comity.messages.Exchange;
import org.comity.messages.Judgement;
import org.comity.messages.MessageId;
import org.comity.messages.RequestContent;
import org.comity.messages.Submission;
import org.comity.messages.Urgency;
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
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * UC-21/6: a request of a partner without a gateway, or an urgent one of a partner with one (ETS185/25/3), entered by an officer as it came. It has arrived whether or not it is complete: what the
 * law misses in it is recorded beside it and asked for, and never a reason not to register it. The document is ours, from us to ourselves.
 */
@Service
public class HandRequests {
    private final Clock clock;
    private final ClockWatch watch;
    private final Partners partners;
    private final Pairs pairs;
    private final Access access;
    private final MessageIds ids;
    private final RecordedMessages messages;
    private final Stored stored;
    private final IncomingRequests incoming;
    private final FollowUps followUps;
    private final Announcements announcements;

    HandRequests(
            Clock clock,
            ClockWatch watch,
            Partners partners,
            Pairs pairs,
            Access access,
            MessageIds ids,
            RecordedMessages messages,
            Stored stored,
            IncomingRequests incoming,
            FollowUps followUps,
            Announcements announcements) {
        this.clock = clock;
        this.watch = watch;
        this.partners = partners;
        this.pairs = pairs;
        this.access = access;
        this.ids = ids;
        this.messages = messages;
        this.stored = stored;
        this.incoming = incoming;
        this.followUps = followUps;
        this.announcements = announcements;
    }

    /** The rows that a recorded request is made of. */
    @Component("storedHandRequest")
    record Stored(MatterRows matters, ByHandRows records, FindingRows findings) {}

    /**
     * @param submission from the partner, to us; its matter, if it names one, is ours
     * @param files what came with it, beside the scan of the request itself
     * @return the id of the request, or everything that hinders recording it at all
     */
    @Transactional
    public Checked<MessageId> record(Actor actor, Submission submission, WrittenDown written, List<StoredFile> files) {
        Instant now = clock.instant();
        submission.matterReference().ifPresent(named -> stored.matters().hold(new AgencyId(actor.agency()), named));
        return judge(actor, submission).then(judged -> {
            List<Problem> problems = new ArrayList<>(StoredFile.problems(files));
            if (!written.isPossible(Instant.EPOCH, watch.notEarly())) {
                problems.add(CaseworkProblem.TIME_NOT_POSSIBLE.at("at"));
            }
            return problems.isEmpty()
                    ? Checked.passed(store(actor, submission, judged, written, files, now))
                    : Checked.failed(problems);
        });
    }

    /** @param missing what the law misses in it; hinders nothing */
    public record Judged(
            AgencyId partner,
            RequestContent content,
            Relationship relationship,
            Optional<Matter> matter,
            List<Problem> missing) {}

    /** What would be recorded with it, or everything that hinders recording it at all. Stores nothing. */
    @Transactional(readOnly = true)
    public Checked<Judged> judge(Actor actor, Submission submission) {
        if (!actor.is(Role.OFFICER)) {
            return Checked.failed(DeskProblem.ROLE_NEEDED.problem());
        }
        AgencyId us = new AgencyId(actor.agency());
        if (!submission.to().equals(us)) {
            return Checked.failed(DeskProblem.ROLE_NEEDED.at("/submission/@to"));
        }
        Optional<Partner> from = submission.from().flatMap(partners::find).filter(Partner::isActive);
        if (from.isEmpty()) {
            return Checked.failed(DeskProblem.PARTNER_NOT_ACTIVE.at("/submission/@from"));
        }
        Optional<Relationship> relationship = pairs.find(us, from.get().id());
        if (relationship.isEmpty()) {
            return Checked.failed(LawProblem.NO_RELATIONSHIP.at("/submission/@from"));
        }
        if (!(submission.content() instanceof RequestContent content)) {
            return Checked.failed(CaseworkProblem.NOT_A_REQUEST.at("/submission"));
        }
        boolean byGateway = !from.get().isReachedByHand();
        if (byGateway && content.urgency().level() == Urgency.ROUTINE) {
            return Checked.failed(CaseworkProblem.COMES_BY_GATEWAY.at("/submission/@from"));
        }
        Optional<Matter> matter = submission
                .matterReference()
                .flatMap(reference -> stored.matters().find(us, reference))
                .filter(found -> access.mayWorkOn(actor, found));
        if (submission.matterReference().isPresent() && matter.isEmpty()) {
            return Checked.failed(DeskProblem.NOT_FOUND.at("/submission/@matter"));
        }
        List<Problem> missing = Judgement.ofLetter(
                content,
                Exchange.between(from.get().country(), pairs.ownCountry(us)),
                relationship.get(),
                pairs.today(us, clock.instant()));
        List<Problem> unfounded = missing.stream()
                .filter(problem -> problem.where().startsWith(content.kind() + "/urgency"))
                .toList();
        if (byGateway && !unfounded.isEmpty()) { // a call replaces no signature but for its reason
            return Checked.failed(unfounded);
        }
        return content.requestKind().isEmpty()
                ? Checked.failed(missing)
                : Checked.passed(new Judged(from.get().id(), content, relationship.get(), matter, missing));
    }

    private MessageId store(
            Actor actor,
            Submission submission,
            Judged judged,
            WrittenDown written,
            List<StoredFile> files,
            Instant now) {
        MessageId id = ids.next(new AgencyId(actor.agency()), now);
        MessageRow row = messages.keep(
                new RecordedMessages.Heard(
                        id,
                        judged.content(),
                        judged.partner(),
                        judged.content().urgency().level(),
                        Optional.empty(),
                        judged.relationship().notAfter(),
                        DeliveryState.RECORDED),
                files,
                actor.name(),
                now);
        Matter matter = judged.matter()
                .or(() -> followUps.matterOf(row, judged.content()).filter(found -> access.mayWorkOn(actor, found)))
                .orElseGet(() -> incoming.newMatter(
                        row, actor.unit(), submission.title().or(() -> Titles.of(judged.content())), now));
        Request request = incoming.register(
                row,
                judged.content(),
                matter,
                earlier -> access.mayWorkOn(actor, earlier),
                written.at(),
                actor.name(),
                now);
        ByHand record = written.of(ids.uuid(now), id, HEARD, actor.name(), now);
        stored.records().insert(request, record, written.scan().map(StoredFile::payload));
        stored.findings().insert(id, judged.missing());
        var detail = new TreeMap<>(HandCarrying.detail(record));
        if (!judged.missing().isEmpty()) {
            detail.put("missing", Carrying.codes(judged.missing()));
        }
        announcements.say(
                Happening.of(request, "request.recorded", actor.name()).about(Optional.of(id)), detail, now);
        return id;
    }
}
