package org.comity.casework;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.journal.Payloads;
import org.comity.journal.RequestRows;
import org.comity.matters.DeliveryState;
import org.comity.matters.Direction;
import org.comity.matters.Request;
import org.comity.matters.RequestEvent;
import org.comity.messages.Content;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.comity.people.Actor;
import org.comity.people.Role;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.comity.problems.GatewayBug;
import org.comity.problems.Problem;
import org.comity.problems.ProblemType;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Four eyes: what one person wrote leaves only when another has approved exactly that text (THREAT-93, THREAT-94). Documents are
 * immutable, so a change is a new message and needs an approval of its own.
 */
@Service
public class Approvals {
    private final Clock clock;
    private final Access access;
    private final MessageRows messages;
    private final RequestRows requests;
    private final Payloads payloads;
    private final Documents documents;
    private final OutgoingMessages outgoing;
    private final RequestMoves moves;
    private final RequestClocks clocks;
    private final Dispatch dispatch;
    private final Copies copies;
    private final Bearers bearers;
    private final HandAnswers byHand;
    private final Alerting alerting;
    private final Announcements announcements;

    Approvals(
            Clock clock,
            Access access,
            MessageRows messages,
            RequestRows requests,
            Payloads payloads,
            Documents documents,
            OutgoingMessages outgoing,
            RequestMoves moves,
            RequestClocks clocks,
            Dispatch dispatch,
            Copies copies,
            Bearers bearers,
            HandAnswers byHand,
            Alerting alerting,
            Announcements announcements) {
        this.clock = clock;
        this.access = access;
        this.messages = messages;
        this.requests = requests;
        this.payloads = payloads;
        this.documents = documents;
        this.outgoing = outgoing;
        this.moves = moves;
        this.clocks = clocks;
        this.dispatch = dispatch;
        this.copies = copies;
        this.bearers = bearers;
        this.byHand = byHand;
        this.alerting = alerting;
        this.announcements = announcements;
    }

    /**
     * What an approval did, as it was while the request was held: nobody else wrote, discarded or approved about it in between.
     *
     * @param gone what waited beside it and had nothing to say any more (UC-05/1b)
     * @param beside what still waits, and may say otherwise
     */
    public record Approved(MessageId message, List<Answers.Waiting> gone, List<Answers.Waiting> beside) {}

    /**
     * @param message the request itself, or an answer to one
     * @param read SHA-256 of the document that the approver has read
     */
    @Transactional
    public Checked<Approved> approve(Actor actor, MessageId message, Digest read) {
        Optional<Waiting> waiting = waiting(actor, message);
        if (waiting.isEmpty()) {
            return Checked.failed(DeskProblem.NOT_FOUND.problem());
        }
        MessageRow row = waiting.get().row();
        if (!actor.is(Role.APPROVER)) {
            return Checked.failed(DeskProblem.ROLE_NEEDED.problem());
        }
        if (row.author().equals(Optional.of(actor.name()))) {
            return Checked.failed(DeskProblem.SECOND_PERSON_NEEDED.problem());
        }
        if (!payloads.digest(row.kept().document()).equals(read)) {
            return Checked.failed(DeskProblem.CHANGED_MEANWHILE.problem());
        }
        // before anything moves: what was approved, discarded or received cannot move its request again
        if (row.state() != DeliveryState.AWAITING_APPROVAL) {
            return Checked.failed(DeskProblem.MOVE_NOT_POSSIBLE.problem());
        }
        if (copies.isBehind(row)) { // it goes with what it is a copy of, at the same time (DR-10)
            return Checked.failed(DeskProblem.MOVE_NOT_POSSIBLE.problem());
        }
        MessageId request = waiting.get().request().id();
        List<Answers.Waiting> before = beside(request, message);
        return releaseWithCopies(actor, waiting.get(), clock.instant()).then(released -> {
            List<Answers.Waiting> still = beside(request, message);
            List<Answers.Waiting> gone =
                    before.stream().filter(one -> !still.contains(one)).toList();
            return Checked.passed(new Approved(released, gone, still));
        });
    }

    private List<Answers.Waiting> beside(MessageId request, MessageId message) {
        return Answers.Waiting.of(messages.ofRequest(request), Optional.of(message));
    }

    private Checked<MessageId> releaseWithCopies(Actor actor, Waiting original, Instant now) {
        List<Waiting> together = copies.waiting(original.row()).stream()
                .flatMap(copy -> waiting(actor, copy.id()).stream())
                .filter(copy -> copy.row().state() == DeliveryState.AWAITING_APPROVAL)
                .toList();
        return release(actor, original, now).then(released -> {
            for (Waiting copy : together) {
                if (!(release(actor, copy, now) instanceof Checked.Passed)) {
                    throw new GatewayBug("a copy waits as long as its original does");
                }
            }
            return Checked.passed(released);
        });
    }

    /**
     * Sets aside what waits for approval; nothing of it has left. Its author hears of it if somebody else did.
     *
     * @param why for our own people, never sent
     */
    @Transactional
    public Checked<MessageId> discard(Actor actor, MessageId message, String why) {
        return endBeforeItLeaves(actor, message, why).then(row -> {
            alerting.endedByAnother(row, actor.name(), clock.instant());
            return Checked.passed(message);
        });
    }

    /** As {@link #discard}, for whoever tells the author of several at once. Joins the caller's transaction. */
    Checked<MessageRow> endBeforeItLeaves(Actor actor, MessageId message, String why) {
        Optional<Waiting> waiting = waiting(actor, message);
        if (waiting.isEmpty()) {
            return Checked.failed(DeskProblem.NOT_FOUND.problem());
        }
        if (!actor.is(Role.OFFICER) && !actor.is(Role.APPROVER)) {
            return Checked.failed(DeskProblem.ROLE_NEEDED.problem());
        }
        Optional<Problem> amiss = Reasons.amiss(why);
        if (amiss.isPresent()) {
            return Checked.failed(amiss.get());
        }
        Instant now = clock.instant();
        MessageRow row = waiting.get().row();
        // what was approved, parked or received is not the author's to discard any more (UC-07/4)
        if (row.state() != DeliveryState.AWAITING_APPROVAL || !messages.move(message, DeliveryState.DISCARDED, now)) {
            return Checked.failed(DeskProblem.MOVE_NOT_POSSIBLE.problem());
        }
        messages.gaveUp(message, why.strip(), actor.name());
        copies.waiting(row).forEach(copy -> endBeforeItLeaves(actor, copy.id(), why));
        messages.discardParts(message);
        Settled.approval(row).ifPresent(settled -> alerting.settle(settled, actor.name(), now));
        announcements.say(Happening.of(row, "message.discarded", actor.name()), Map.of(), now);
        clocks.settled(waiting.get().request(), documents.read(row).content(), now);
        if (waiting.get().isTheRequest()) {
            moves.move(waiting.get().request(), RequestEvent.SET_ASIDE, Optional.of(message), actor.name(), now);
            requests.setAside(message, why.strip(), actor.name());
        }
        return Checked.passed(row);
    }

    private record Waiting(MessageRow row, Request request) {
        boolean isTheRequest() {
            return row.id().equals(request.id());
        }
    }

    /**
     * The request first, as whoever withdraws it or sets it aside does, who then discards what waits. Only what waits for a second person is
     * locked in this order; what has left, or came, is locked before its request.
     */
    private Optional<Waiting> waiting(Actor actor, MessageId message) {
        return messages.find(message)
                .flatMap(MessageRow::request)
                .flatMap(id -> access.lock(actor, id))
                .flatMap(request -> messages.lock(message).map(row -> new Waiting(row, request)));
    }

    private Checked<MessageId> release(Actor actor, Waiting waiting, Instant now) {
        MessageRow row = waiting.row();
        Optional<Request> moved = move(actor, waiting, now);
        boolean recorded = row.direction() == Direction.IN;
        DeliveryState to = recorded
                ? DeliveryState.RECORDED
                : bearers.approved(row.partner(), Optional.of(Filing.of(waiting.request())));
        if (moved.isEmpty() || !messages.move(row.id(), to, now)) {
            return failed(DeskProblem.MOVE_NOT_POSSIBLE);
        }
        messages.approvedBy(row.id(), actor.name());
        Settled.approval(row).ifPresent(settled -> alerting.settle(settled, actor.name(), now));
        announcements.say(
                Happening.of(row, "message.approved", actor.name()),
                Map.of("sha256", payloads.digest(row.kept().document()).hex()),
                now);
        if (!recorded) {
            messages.approveParts(row.id(), actor.name());
            outgoing.dispatch(row.id(), row.partner(), row.urgency(), Optional.of(Filing.of(moved.get())), now);
        }
        if (waiting.isTheRequest() && to == DeliveryState.APPROVED) { // by hand it leaves later (UC-21/2)
            dispatch.start(moved.get(), now);
        }
        return Checked.passed(row.id());
    }

    private Optional<Request> move(Actor actor, Waiting waiting, Instant now) {
        MessageRow row = waiting.row();
        Request request = waiting.request();
        if (waiting.isTheRequest()) {
            return moves.move(request, RequestEvent.APPROVED, Optional.of(row.id()), actor.name(), now);
        }
        Content content = documents.read(row).content();
        // other conditions were set since: what is said of the former ones binds nobody
        if (row.direction() == Direction.OUT && !documents.isAnswered(content, request, Direction.OUT)) {
            return Optional.empty();
        }
        return row.direction() == Direction.IN
                ? byHand.takesEffect(row, content, request, actor.name(), now)
                : moves.said(request, content, row.id(), actor.name(), now);
    }

    private static Checked<MessageId> failed(ProblemType type) {
        return Checked.failed(type.problem());
    }
}
