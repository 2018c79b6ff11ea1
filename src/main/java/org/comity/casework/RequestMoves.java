package org.comity.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.comity.deadlines.Deadline;
import org.comity.journal.LinkRows;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.journal.QuestionRows;
import org.comity.journal.RequestRows;
import org.comity.law.RequestKind;
import org.comity.matters.Direction;
import org.comity.matters.Request;
import org.comity.matters.RequestEvent;
import org.comity.matters.RequestState;
import org.comity.matters.TaskKind;
import org.comity.messages.Answer;
import org.comity.messages.ConditionReply;
import org.comity.messages.Confirmation;
import org.comity.messages.Content;
import org.comity.messages.Decision;
import org.comity.messages.Delay;
import org.comity.messages.MessageId;
import org.comity.messages.Offer;
import org.comity.messages.Preserved;
import org.comity.messages.RequestContent.Relation;
import org.comity.people.Actor;
import org.springframework.stereotype.Component;

/** The only place that changes the legal state of a request; its hold and deadlines follow in the same transaction. */
@Component
class RequestMoves {
    /** Each says what has become of the request: one of them that is said takes the place of another that was rejected. */
    static final Set<String> DECIDING = Set.of("decision", "preserved", "result");

    /** Of ours, by which some of what else waits for a second person is said no more; a question or a notice leaves it for later. */
    private static final Set<RequestEvent> DECIDED = EnumSet.of(
            RequestEvent.ACCEPTED,
            RequestEvent.POSTPONED,
            RequestEvent.PRESERVED,
            RequestEvent.PARTLY_FULFILLED,
            RequestEvent.ANSWERED,
            RequestEvent.CONDITIONS_ACCEPTED,
            RequestEvent.CONDITIONS_DECLINED,
            RequestEvent.USE_EXPLAINED);

    private final RequestRows requests;
    private final MessageRows messages;
    private final LinkRows links;
    private final Holds holds;
    private final RequestClocks clocks;
    private final ActBy actBy;
    private final Alerting alerting;
    private final EarlyMessages early;
    private final UnreadFollowUps unread;
    private final Tasks tasks;
    private final ConditionTasks conditionTasks;
    private final Documents documents;
    private final OpenQuestions questions;
    private final Superseded superseded;
    private final Announcements announcements;

    RequestMoves(
            RequestRows requests,
            MessageRows messages,
            LinkRows links,
            Holds holds,
            RequestClocks clocks,
            ActBy actBy,
            Alerting alerting,
            EarlyMessages early,
            UnreadFollowUps unread,
            Tasks tasks,
            ConditionTasks conditionTasks,
            Documents documents,
            OpenQuestions questions,
            Superseded superseded,
            Announcements announcements) {
        this.requests = requests;
        this.messages = messages;
        this.links = links;
        this.holds = holds;
        this.clocks = clocks;
        this.actBy = actBy;
        this.alerting = alerting;
        this.early = early;
        this.unread = unread;
        this.tasks = tasks;
        this.conditionTasks = conditionTasks;
        this.documents = documents;
        this.questions = questions;
        this.superseded = superseded;
        this.announcements = announcements;
    }

    /** What the message {@code because} says about {@code request}; empty if that is not possible in its present state. */
    Optional<Request> said(Request locked, Content content, MessageId because, String actor, Instant now) {
        if (!questions.canBeSaid(content, locked, because)) {
            return Optional.empty();
        }
        RequestEvents.noted(content)
                .ifPresent(event -> announcements.say(
                        Happening.of(locked, event, actor).about(Optional.of(because)), Map.of(), now));
        messages.replaced(because, DECIDING.contains(content.kind()) ? DECIDING : Set.of(content.kind()));
        return RequestEvents.of(content, locked.kind())
                .filter(event -> RequestEvents.possible(content, locked) && !questions.isOvertaken(content, locked))
                .map(event -> move(locked, event, Optional.of(because), actor, now))
                .orElse(Optional.of(locked))
                .map(moved -> {
                    clocks.settled(moved, content, now);
                    if (content instanceof Preserved preserved) {
                        held(moved, preserved, because, now);
                    }
                    if (content instanceof Decision decision
                            && decision.outcome() instanceof Decision.Refused refused) {
                        requests.refused(moved.id(), refused.ground());
                    }
                    if (content instanceof Delay delay) {
                        clocks.delayed(moved, delay, now);
                    }
                    if (content instanceof Answer answer && moved.direction() == Direction.OUT) {
                        answered(moved, answer, because, actor, now);
                    }
                    review(content).ifPresent(day -> clocks.postponed(moved, day, now));
                    if (content instanceof Confirmation) {
                        tasks.settle(moved, TaskKind.CONFIRMATION, because, actor, now);
                    }
                    return content instanceof ConditionReply reply ? answered(moved, reply, because, now) : moved;
                });
    }

    /** Another answer to the same question has nothing to say any more; while another question is open, somebody is called for that (UC-05/2d). */
    private void answered(Request moved, Answer answer, MessageId because, String actor, Instant now) {
        superseded.byAnswer(moved, answer, because, actor, now);
        if (!questions.isAnotherOpen(answer, moved)) {
            alerting.settle(Settled.questions(moved, Optional.of(because)), actor, now);
        }
    }

    private static Optional<LocalDate> review(Content content) {
        return content instanceof Decision decision && decision.outcome() instanceof Decision.Postponed postponed
                ? postponed.review()
                : Optional.empty();
    }

    /** UC-15/1b: of an offer that carries its information nothing is to come once it is taken. */
    private Request answered(Request moved, ConditionReply reply, MessageId because, Instant now) {
        conditionTasks.answered(moved, reply, now);
        boolean whole = reply.accepted()
                && moved.kind() == RequestKind.SPON_26
                && documents
                        .original(moved)
                        .filter(Offer.class::isInstance)
                        .map(Offer.class::cast)
                        .filter(Offer::isWhole)
                        .isPresent();
        return whole
                ? move(moved, RequestEvent.INFORMED, Optional.of(because), Actor.GATEWAY, now)
                        .orElse(moved)
                : moved;
    }

    /**
     * What was heard came as a message: the dates of a hold are those that its holder signed.
     *
     * @return whether the request stands where they count
     */
    boolean restated(Request locked, Preserved preserved, MessageId because, Instant now) {
        if (locked.state() == RequestState.PRESERVED) {
            held(locked, preserved, because, now);
        } else if (locked.state() == RequestState.FOLLOWED_UP) {
            List<Integer> part = part(locked, preserved);
            inPart(locked, part, because, now);
            doubted(locked, holds.restated(locked, preserved, part, now), because, now);
        } else if (locked.kind().isExtension() && locked.state() == RequestState.FULFILLED) {
            extended(locked).forEach(extended -> {
                shortened(extended, locked, preserved, because, now);
                lengthened(extended, locked, preserved, because, now);
            });
        } else {
            return false;
        }
        return true;
    }

    /** The hold of the request itself or, of an extension, of the request that it extends. */
    private void held(Request request, Preserved preserved, MessageId because, Instant now) {
        if (!request.kind().isExtension()) {
            shortened(request, request, preserved, because, now);
            List<Integer> part = part(request, preserved);
            inPart(request, part, because, now);
            doubted(request, holds.preserved(request, preserved, part, now), because, now);
            if (links.isFollowedUp(request.id(), request.id())) {
                followedUp(request, now);
            }
            return;
        }
        List<Request> held = extended(request).toList();
        if (held.isEmpty()) {
            alerting.raise(request, Alerting.EXTENDS_NOTHING, now);
        }
        held.stream()
                .filter(extended ->
                        !shortened(extended, request, preserved, because, now)) // an extension only lengthens
                .forEach(extended -> lengthened(extended, request, preserved, because, now));
    }

    private List<Integer> part(Request request, Preserved preserved) {
        return request.kind().isExtension() ? List.of() : preserved.part(documents.original(request));
    }

    /** What is not held may be gone soon: somebody is called to ask for it again or elsewhere, unless that was done and no more is missing (UC-05/3d). */
    private void inPart(Request request, List<Integer> part, MessageId because, Instant now) {
        if (request.direction() == Direction.IN) {
            return;
        }
        if (holds.isLess(request, part) || (!part.isEmpty() && !links.isSucceeded(request.id()))) {
            alerting.raise(request, Alerting.HOLD_IN_PART, now);
        } else if (part.isEmpty()) {
            alerting.settle(Settled.whole(request, Optional.of(because)), Actor.GATEWAY, now);
        }
    }

    /** What others held before we asked, a person has to ask about: from when on it is held for us is not sure (THREAT-84). */
    private void doubted(Request held, Deadline deadline, MessageId because, Instant now) {
        if (held.direction() == Direction.OUT && deadline.isBegunUnasked()) {
            alerting.raise(held, Alerting.HOLD_BEGUN_UNASKED, now);
        } else {
            alerting.settle(Settled.begun(held, because), Actor.GATEWAY, now);
        }
    }

    /** What is not held was asked for anew: nobody has to be called about it any more, and the instant to act by is another (UC-05/3d). */
    void restAsked(Request preservation, MessageId because, Instant now) {
        if (holds.isHeld(preservation)) {
            alerting.settle(Settled.whole(preservation, Optional.of(because)), Actor.GATEWAY, now);
            actBy.reckon(preservation);
        }
    }

    private Stream<Request> extended(Request extension) {
        return links.preservationsOf(extension.id()).stream()
                .flatMap(extended -> requests.lock(extended).stream())
                .filter(holds::isHeld);
    }

    private void lengthened(Request extended, Request extension, Preserved preserved, MessageId because, Instant now) {
        doubted(extended, holds.extended(extended, preserved, now), because, now);
        announcements.say(
                Happening.of(extended, "request.extended", Actor.GATEWAY).about(Optional.of(extension.id())),
                Map.of("until", preserved.until().toString()),
                now);
    }

    /**
     * Somebody is called: data that were promised until a later day may be gone before it. That the earlier day is said again, a person has to
     * see; only what was too short is settled by a word that keeps to the law.
     *
     * @param said the request to which it is said, {@code held} itself or one that extends it
     */
    private boolean shortened(Request held, Request said, Preserved preserved, MessageId because, Instant now) {
        boolean shorter = holds.isShortened(held, preserved, part(said, preserved));
        if (shorter) {
            boolean ours = held.direction() == Direction.IN;
            String cause = ours ? Alerting.OWN_HOLD_SHORTENED : Alerting.HOLD_SHORTENED;
            alerting.raise(held, cause, now);
        } else if (holds.isLongEnough(held, preserved, said)) {
            alerting.settle(Settled.longEnough(held, because), Actor.GATEWAY, now);
        }
        return shorter;
    }

    /**
     * DR-02: its follow-up was received, so what is held is held until that is decided, whatever else the two authorities still ask each other
     * (ETS185/29/7). What nobody has said to hold cannot be held open.
     */
    void followedUp(Request preservation, Instant now) {
        if (holds.isStated(preservation)) {
            move(preservation, RequestEvent.FOLLOWED_UP, Optional.empty(), Actor.GATEWAY, now);
        }
    }

    /** UC-17/2a: data that are held stay held, whatever becomes of the correction: it may be refused. */
    void corrected(Request old, MessageId because, Instant now) {
        if (!holds.isHeldAtBothSides(old)) {
            move(old, RequestEvent.CORRECTED, Optional.of(because), Actor.GATEWAY, now);
        }
    }

    /**
     * Once what followed a hold is decided, and nothing else follows it, nothing has to be held any more. What ended without a decision
     * leaves the hold its own end: another request may follow until then (ETS185/29/7).
     */
    private void noLongerFollows(Request ended, Instant now) {
        if (!ended.kind().asksForStoredData()) {
            return;
        }
        boolean decided = ended.state().isDecided();
        links.followedBy(ended.id()).stream()
                .flatMap(held -> requests.lock(held).stream())
                .filter(held -> !links.isFollowedUp(held.id(), ended.id()))
                .flatMap(held -> {
                    // UC-16/3c: another that is not read yet keeps it to its own end, and then until that is read
                    RequestEvent event = decided && !unread.keep(held, now)
                            ? RequestEvent.FOLLOW_UP_DECIDED
                            : RequestEvent.FOLLOW_UP_ENDED;
                    return move(held, event, Optional.of(ended.id()), Actor.GATEWAY, now).stream();
                })
                .filter(held -> held.direction() == Direction.OUT)
                .forEach(held -> doubtedAgain(held, now));
    }

    /** Its own end counts again, and what was doubtful of it with that. */
    private void doubtedAgain(Request held, Instant now) {
        if (holds.isTooShort(held)) {
            alerting.raise(held, Alerting.HOLD_TOO_SHORT, now);
        }
        if (holds.isBegunUnasked(held)) {
            alerting.raise(held, Alerting.HOLD_BEGUN_UNASKED, now);
        }
    }

    /** The rest of what is held in part was asked for in vain: somebody is called as before it was asked (UC-05/3d). */
    private void restNotHeld(Request before, Request ended, Instant now) {
        if (before.state().isHeld() || ended.state() == RequestState.SUPERSEDED) {
            return;
        }
        links.earlier(ended.id(), Relation.SUCCEEDED).stream()
                .flatMap(held -> requests.lock(held).stream())
                .filter(holds::isHeld)
                .forEach(held -> {
                    inPart(held, holds.part(held), held.id(), now);
                    actBy.reckon(held);
                });
    }

    Optional<Request> move(Request locked, RequestEvent event, Optional<MessageId> because, String actor, Instant now) {
        return locked.after(event, now).map(moved -> {
            requests.update(moved);
            if (moved.direction() == Direction.OUT && isHeard(event, because)) {
                requests.heard(moved.id(), now);
            }
            // what was asked is not answered by what follows; and whether by an answer, see answered
            if (event != RequestEvent.FOLLOWED_UP && !isAnswerToAQuestion(event, locked)) {
                alerting.settle(Settled.byMove(locked), actor, now);
            }
            announcements.say(
                    Happening.of(moved, "request." + name(event), actor).about(because),
                    Map.of("from", locked.state().name(), "to", moved.state().name()),
                    now);
            boolean over = moved.state().isFinal();
            if (moved.state() == RequestState.FOLLOWED_UP || endsHold(moved)) {
                alerting.settle(Settled.hold(moved, because), actor, now);
            }
            if (endsHold(moved)) {
                alerting.settle(Settled.whole(moved, because), actor, now);
            }
            if (!over && event != RequestEvent.APPROVED) { // what is approved leaves later, see Dispatch
                clocks.follow(Optional.of(locked.state()), moved, now, now);
            }
            holds.follow(locked.state(), moved, now);
            if (over || moved.state() == RequestState.REJECTED || moved.state().isDecided()) {
                noLongerFollows(moved, now);
            }
            if (over) {
                restNotHeld(locked, moved, now);
                clocks.stopAll(moved, now);
                tasks.lapse(moved, because, now);
                requests.asksNoMore(moved.id());
                alerting.settle(Settled.questions(moved, because), actor, now);
                if (locked.state().isDecided()
                        && moved.state().isDecided()) { // a result may still be said anew (UC-14/5d)
                    superseded.byDecision(moved, because, actor, now);
                } else {
                    superseded.byTheEnd(moved, because, actor, now);
                }
            } else {
                if (DECIDED.contains(event) && because.filter(this::isOurs).isPresent()) {
                    superseded.byDecision(moved, because, actor, now);
                }
                if (event == RequestEvent.CONDITIONS_PROPOSED && moved.direction() == Direction.OUT) {
                    superseded.byConditions(moved, because, actor, now);
                }
                actBy.reckon(moved);
            }
            alerting.overtaken(moved, now);
            early.resume(moved.id(), now);
            return moved;
        });
    }

    private static boolean isAnswerToAQuestion(RequestEvent event, Request left) {
        return event == RequestEvent.ANSWERED && left.state() == RequestState.INFO_NEEDED;
    }

    /** What the partner rejected of it is to be acted on by some instant, also when it is over; or no more. */
    void reckonIfOver(MessageId request) {
        requests.lock(request).filter(found -> found.state().isFinal()).ifPresent(actBy::reckon);
    }

    /** Whether nothing is held for it any more; what an extension lengthened is held on. */
    private static boolean endsHold(Request moved) {
        boolean lengthened = moved.kind().isExtension() && moved.state() == RequestState.FULFILLED;
        return moved.state().isFinal() && moved.state() != RequestState.EXPIRED && !lengthened;
    }

    /** What we say, or the gateway notes, gives the partner no new time for what it has owed since its own last word (UC-11/2). */
    private boolean isHeard(RequestEvent event, Optional<MessageId> because) {
        return event == RequestEvent.APPROVED
                || because.flatMap(messages::find)
                        .filter(row -> row.direction() == Direction.IN)
                        .isPresent();
    }

    /** If it was the request itself that did not arrive, the request has not been made; unless it did before, and was only sent again. */
    void undelivered(MessageRow row, RequestEvent event, Instant now) {
        if (messages.isProved(row.id())) {
            return;
        }
        row.request()
                .filter(row.id()::equals)
                .flatMap(requests::lock)
                .ifPresent(request -> move(request, event, Optional.of(row.id()), Actor.GATEWAY, now));
        notAsked(row, now);
    }

    /** UC-05/2d: a question or a notice of ours that the partner does not have, or rejected. If none before it is open, both sides know that nothing is waited for. */
    void notAsked(MessageRow ours, Instant now) {
        ours.request()
                .filter(request -> QuestionRows.KINDS.contains(ours.kind()))
                .flatMap(requests::lock)
                .filter(request -> !questions.isAnswerAwaited(request))
                .ifPresent(request -> move(request, RequestEvent.ANSWERED, Optional.of(ours.id()), Actor.GATEWAY, now));
    }

    private boolean isOurs(MessageId message) {
        return messages.find(message)
                .filter(row -> row.direction() == Direction.OUT)
                .isPresent();
    }

    private static String name(RequestEvent event) {
        return event.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
