package org.comity.casework;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.comity.journal.MatterRows;
import org.comity.journal.RequestRows;
import org.comity.matters.Direction;
import org.comity.matters.Matter;
import org.comity.matters.MatterId;
import org.comity.matters.Request;
import org.comity.matters.RequestState;
import org.comity.messages.RequestContent;
import org.comity.messages.Submission;
import org.comity.partners.AgencyId;
import org.comity.people.Actor;
import org.springframework.stereotype.Component;

/** UC-01: what was admitted becomes a request of its matter, with its first message on the way or before a second person. */
@Component
class Opening {
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
    private final Announcements announcements;

    Opening(
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
            Announcements announcements) {
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
        this.announcements = announcements;
    }

    /** Joins the caller's transaction. */
    Request open(Actor actor, Submission submission, List<StoredFile> files, Admitted admitted, Instant now) {
        AgencyId from = admitted.from();
        Predicate<Request> mayWorkOn = earlier -> access.mayWorkOn(actor, earlier);
        Matter matter = admitted.matter()
                .or(() -> followUps
                        .matterOf(from, admitted.content(), mayWorkOn)
                        .filter(found -> access.mayWorkOn(actor, found)))
                .orElseGet(() -> newMatter(actor, from, submission, now));
        Instant notAfter = submission
                .notAfter()
                .orElseGet(() -> now.plus(admitted.relationship().notAfter()));
        Request request = request(admitted, submission, matter, now);
        requests.insert(request);
        requests.inHand(request.id(), actor.name());
        requests.asks(
                request, admitted.content().reference(), SameContent.items(from, submission.to(), admitted.content()));
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
        if (!admitted.fourEyes() && !bearers.carry(request)) {
            dispatch.start(request, now);
        }
        actBy.reckon(request);
        return request;
    }

    /** Joins the caller's transaction. */
    Matter newMatter(Actor actor, AgencyId from, Submission submission, Instant now) {
        return newMatter(actor, from, submission.title().or(() -> title(submission)), now);
    }

    /** Of the actor's unit. Joins the caller's transaction. */
    Matter newMatter(Actor actor, AgencyId from, Optional<String> title, Instant now) {
        String reference = references.ofMatter(from, now);
        Matter matter =
                new Matter(new MatterId(ids.uuid(now)), from, actor.unit(), reference, title.orElse(reference), now);
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
                references.ofRequest(matter.agency(), now),
                Optional.empty(),
                now,
                now,
                0);
    }
}
