package org.comity.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.comity.casework.Contradictions.Heard;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.journal.RequestRows;
import org.comity.matters.DeliveryState;
import org.comity.matters.Direction;
import org.comity.matters.Request;
import org.comity.matters.RequestEvent;
import org.comity.messages.Acknowledgement;
import org.comity.messages.Answer;
import org.comity.messages.Content;
import org.comity.messages.Decision;
import org.comity.messages.Exchange;
import org.comity.messages.Judgement;
import org.comity.messages.Message;
import org.comity.messages.MessageId;
import org.comity.messages.PartialDisclosure;
import org.comity.messages.Preserved;
import org.comity.messages.Question;
import org.comity.messages.Rejection;
import org.comity.messages.Reminder;
import org.comity.messages.Result;
import org.comity.messages.RiskNotice;
import org.comity.messages.SecrecyNotice;
import org.comity.messages.Urgency;
import org.comity.problems.CaseworkProblem;
import org.comity.problems.Problem;
import org.springframework.stereotype.Component;

/** UC-04/4b: what a partner says about a request that both sides know. */
@Component
class IncomingAnswers {
    private static final Set<RequestEvent> BAD_NEWS = EnumSet.of(
            RequestEvent.RISK_NOTICED,
            RequestEvent.SECRECY_NOTICED,
            RequestEvent.CONDITIONS_PROPOSED,
            RequestEvent.REFUSED,
            RequestEvent.REJECTED);

    /** The clocks of the answer stop by it, for as long as the partner says. */
    private static final Set<RequestEvent> PUT_OFF = EnumSet.of(RequestEvent.POSTPONED, RequestEvent.REFERRED);

    /** What an officer says so that the partner can answer; once it has, whether it took that word does not matter. */
    private static final Set<String> FOR_AN_ANSWER = Set.of("answer", "conditionReply");

    /** Of a rejection, that are shown; the document holds them all. */
    private static final int MOST_CODES = 40;

    private final RequestRows requests;
    private final MessageRows messages;
    private final Documents documents;
    private final Pairs pairs;
    private final RequestMoves moves;
    private final Contradictions contradictions;
    private final Crossings crossings;
    private final Supplied supplied;
    private final Alerting alerting;
    private final Announcements announcements;
    private final CaseworkSettings settings;
    private final ClockWatch clocks;

    IncomingAnswers(
            RequestRows requests,
            MessageRows messages,
            Documents documents,
            Pairs pairs,
            RequestMoves moves,
            Contradictions contradictions,
            Crossings crossings,
            Supplied supplied,
            Alerting alerting,
            Announcements announcements,
            CaseworkSettings settings,
            ClockWatch clocks) {
        this.requests = requests;
        this.messages = messages;
        this.documents = documents;
        this.pairs = pairs;
        this.moves = moves;
        this.contradictions = contradictions;
        this.crossings = crossings;
        this.supplied = supplied;
        this.alerting = alerting;
        this.announcements = announcements;
        this.settings = settings;
        this.clocks = clocks;
    }

    Effect hear(MessageRow row, Message message, Instant now) {
        Content content = message.content();
        if (content instanceof Rejection rejection) {
            messages.lock(rejection.rejected()); // before its request, as whoever carries it does
            messages.names(row.id(), codes(rejection));
        } else {
            content.about().ifPresent(messages::lockRejected);
        }
        Optional<Request> request = content.about()
                .flatMap(requests::lock)
                .filter(found ->
                        found.partner().equals(row.partner()) && found.agency().equals(row.agency()));
        if (request.isEmpty()) {
            return unknown(row, content, now);
        }
        Request asked = request.get();
        if (hasSaidEnough(asked)) {
            return tooMuch(content);
        }
        messages.file(row.id(), asked.matter(), asked.unit(), asked.id());
        List<Problem> problems = new ArrayList<>(objections(
                content, asked, row.headers().created(), !message.attachments().isEmpty()));
        if (!documents.isAnswered(content, asked, Direction.IN)) {
            problems.add(CaseworkProblem.ANSWERS_NOTHING.at("/message/" + content.kind()));
        }
        if (content instanceof Preserved preserved) {
            problems.addAll(Holds.impossible(preserved, asked, clocks.notLate(now), now));
        }
        if (!problems.isEmpty()) {
            contradictions.turnedAway(content, asked, now);
        }
        return problems.isEmpty() ? apply(row, content, asked, now) : Effect.of(problems);
    }

    /** UC-04/4d */
    private boolean hasSaidEnough(Request asked) {
        return messages.heardOf(asked.id()) >= settings.saidOfOneRequest();
    }

    private static Effect tooMuch(Content content) {
        return Effect.of(List.of(CaseworkProblem.TOO_MUCH_SAID.at("/message/" + content.kind())));
    }

    /** A request of theirs may still be on its way (UC-04/4c); one of ours that we do not know will never come. */
    private Effect unknown(MessageRow row, Content content, Instant now) {
        if (content instanceof Rejection rejection) {
            return rejectedMessage(row, rejection, now);
        }
        Optional<MessageId> theirs = content.about()
                .filter(about -> about.agency().equals(row.partner())
                        && requests.find(about).isEmpty());
        return theirs.isPresent()
                ? new Effect.Early(theirs.get())
                : Effect.of(List.of(CaseworkProblem.REQUEST_UNKNOWN.at("/message/" + content.kind())));
    }

    /**
     * What the law objects to if the other side says it; also of an answer that a person records (UC-21/4).
     *
     * @param said when, by the other side
     * @param enclosure whether files came with it
     */
    List<Problem> objections(Content content, Request asked, Instant said, boolean enclosure) {
        if (!Voices.may(asked.direction().ourSide().other(), content, asked.kind())) {
            return List.of(CaseworkProblem.REQUEST_UNKNOWN.at("/message/" + content.kind()));
        }
        Exchange exchange = new Exchange(
                pairs.partnerCountry(asked.partner()),
                pairs.ownCountry(asked.agency()),
                content instanceof Acknowledgement ? Optional.empty() : documents.original(asked)); // judged by itself
        LocalDate day = LocalDate.ofInstant(said, pairs.partnerZone(asked.partner()));
        return Judgement.ofReceivedAnswer(content, exchange, pairs.of(asked.agency(), asked.partner()), day, enclosure);
    }

    private Effect apply(MessageRow row, Content content, Request found, Instant now) {
        Request asked = crossings.isMet(found, content, row.headers().created())
                ? crossings.reopen(found, row.id(), partner(row), now)
                : found;
        Optional<Heard> heard = contradictions.heard(asked, content);
        if (content instanceof Rejection rejection) {
            messages.rejected(rejection.rejected(), row.id());
        }
        Optional<Request> moved = moved(row, content, asked, heard, now);
        if (moved.isPresent() || heard.isPresent()) {
            wentOn(row, content, asked, now);
        }
        heard.ifPresent(record -> contradictions.signed(row, content, asked, record, now));
        if (moved.isEmpty() && crossings.isHeldInVain(asked, content)) {
            crossings.heldInVain(asked, now);
            return new Effect.Done();
        }
        if (moved.isEmpty() && heard.isPresent()) {
            return new Effect.Done();
        }
        if (moved.isEmpty() && content instanceof Rejection rejection) {
            return rejectedMessage(
                    row, rejection, now); // no later move makes room for it: a person reads what the partner means
        }
        if (moved.isEmpty()) {
            return content instanceof Acknowledgement ? new Effect.Done() : new Effect.Early(asked.id());
        }
        supplied.came(moved.get(), row.id(), content, now);
        if (isBadNews(content, asked) || (asked.urgency() != Urgency.ROUTINE && isUrgentNews(content, asked))) {
            // one call for a cause of a request, however often the partner says it
            alerting.raise(asked, cause(content), now);
        }
        return new Effect.Done();
    }

    /** UC-08/3f: who answers dealt with the request, and what it turned away of ours for the answer is settled with it. */
    private void wentOn(MessageRow row, Content content, Request asked, Instant now) {
        if (!dealsWith(content, asked)) {
            return;
        }
        messages.rejected(asked.id()).stream()
                .filter(rejected -> isForAnAnswer(rejected.ours(), asked))
                // else it was said before the partner turned ours away, and only arrives now
                .filter(rejected -> !row.headers()
                        .created()
                        .isBefore(rejected.by().headers().created()))
                .map(rejected -> rejected.ours().id())
                .forEach(rejected -> {
                    messages.needsNoMore(rejected, row.id());
                    moves.reckonIfOver(asked.id());
                    alerting.settle(Settled.rejection(asked, rejected, row.id()), partner(row), now);
                });
    }

    /** The partner said it after it had turned ours away, and it arrived before that (UC-08/3f). */
    private Optional<MessageRow> wentOnBefore(MessageRow rejection, MessageRow ours, Request asked) {
        return isForAnAnswer(ours, asked)
                ? messages.ofRequest(asked.id()).stream()
                        .filter(row -> row.direction() == Direction.IN && row.state() == DeliveryState.PROCESSED)
                        .filter(row -> row.headers()
                                .created()
                                .isAfter(rejection.headers().created()))
                        .filter(row -> dealsWith(documents.read(row).content(), asked))
                        .findFirst()
                : Optional.empty();
    }

    private static boolean dealsWith(Content content, Request asked) {
        return !(content instanceof Rejection)
                && RequestEvents.of(content, asked.kind()).isPresent();
    }

    private static boolean isForAnAnswer(MessageRow ours, Request asked) {
        return ours.id().equals(asked.id()) || FOR_AN_ANSWER.contains(ours.kind());
    }

    /** @param heard what was heard of its kind before and waits for this */
    private Optional<Request> moved(
            MessageRow row, Content content, Request asked, Optional<Heard> heard, Instant now) {
        Optional<Request> moved = heard.isPresent() && content instanceof Acknowledgement signed
                ? moves.said(referenced(row, signed, asked, partner(row), now), content, row.id(), partner(row), now)
                : recorded(row, content, asked, partner(row), now);
        boolean restated = heard.isPresent()
                && content instanceof Preserved dates
                && moved.isEmpty()
                && moves.restated(asked, dates, row.id(), now);
        if (moved.isPresent()
                || restated
                || heard.filter(said -> said.agreesWith(content)).isPresent()) {
            return moved;
        }
        return contradictions
                .giveWay(row, content, asked, now)
                .flatMap(before -> moves.said(before, content, row.id(), partner(row), now));
    }

    private static String partner(MessageRow row) {
        return row.partner().value();
    }

    /** Moves the request as its answer says, whether a partner signed it or one of us recorded it. */
    Optional<Request> recorded(MessageRow row, Content content, Request asked, String actor, Instant now) {
        Request known = asked;
        // the first reference stays; an acknowledgement that was overtaken still brings it (THREAT-81)
        if (content instanceof Acknowledgement acknowledgement
                && asked.partnerReference().isEmpty()
                && !asked.state().isFinal()) {
            known = referenced(row, acknowledgement, asked, actor, now);
        }
        return moves.said(known, content, row.id(), actor, now);
    }

    private Request referenced(
            MessageRow row, Acknowledgement acknowledgement, Request asked, String actor, Instant now) {
        Request known = asked.quoting(acknowledgement.reference(), now);
        requests.update(known);
        announcements.say(Happening.of(known, "request.referenced", actor).about(Optional.of(row.id())), Map.of(), now);
        return known;
    }

    /** Bad news, and the impatience of a partner, wakes someone, whatever the urgency; progress is seen on the page. */
    private static boolean isBadNews(Content content, Request asked) {
        return content instanceof PartialDisclosure // there a provider may delete what nobody has asked it to keep
                || content instanceof Reminder
                || isOneOf(BAD_NEWS, content, asked);
    }

    /**
     * The partner waits for us, or we for this, or it puts off what cannot wait: whoever is in danger is not helped by evidence that nobody looks
     * at, nor by an answer that nobody expects any more.
     */
    private static boolean isUrgentNews(Content content, Request asked) {
        return content instanceof Question
                || content instanceof Answer
                || content instanceof Result
                || isOneOf(PUT_OFF, content, asked);
    }

    private static boolean isOneOf(Set<RequestEvent> events, Content content, Request asked) {
        return RequestEvents.of(content, asked.kind()).filter(events::contains).isPresent();
    }

    private static String cause(Content content) {
        return switch (content) {
            case RiskNotice notice -> "answer-risk-notice";
            case SecrecyNotice notice -> "answer-secrecy-notice";
            case PartialDisclosure disclosure ->
                disclosure.withheld().isPresent() ? "answer-disclosure-withheld" : "answer-partial-disclosure";
            case Decision decision when decision.outcome() instanceof Decision.Conditional -> "answer-conditions";
            default -> "answer-" + content.kind();
        };
    }

    private static String codes(Rejection rejection) {
        return rejection.findings().stream()
                .map(Rejection.Finding::code)
                .distinct()
                .limit(MOST_CODES)
                .collect(Collectors.joining(", "));
    }

    /** The partner rejects a message of ours that is not itself a request, or a request that it dealt with before: a person reads why. */
    private Effect rejectedMessage(MessageRow row, Rejection rejection, Instant now) {
        MessageId rejected = rejection.rejected();
        Optional<MessageRow> ours = messages.find(rejected)
                .filter(found ->
                        found.partner().equals(row.partner()) && found.agency().equals(row.agency()));
        Optional<Request> about = ours.flatMap(MessageRow::request).flatMap(requests::lock);
        if (about.filter(this::hasSaidEnough).isPresent()) {
            return tooMuch(rejection);
        }
        about.ifPresent(request -> messages.file(row.id(), request.matter(), request.unit(), request.id()));
        Optional<MessageRow> after = ours.flatMap(found -> about.flatMap(request -> wentOnBefore(row, found, request)));
        ours.ifPresent(found -> {
            messages.rejected(found.id(), row.id());
            moves.notAsked(found, now);
        });
        after.ifPresent(word -> messages.needsNoMore(rejected, word.id()));
        about.map(Request::id).ifPresent(moves::reckonIfOver);
        MessageRow filed = messages.find(row.id()).orElseThrow(); // in the timeline of the request that it belongs to
        announcements.say(
                Happening.byGateway(filed, "message.rejected-by-partner"),
                Map.of("rejected", rejected.toString()),
                now);
        if (after.isPresent()) {
            return new Effect.Done();
        }
        ours.ifPresentOrElse(
                known -> alerting.raise(known, Alerting.MESSAGE_REJECTED, now),
                () -> alerting.raise(row.agency(), row.partner(), Alerting.MESSAGE_REJECTED, now));
        return new Effect.Done();
    }
}
