package org.comity.casework;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.comity.journal.AlertRows;
import org.comity.journal.MessageRow;
import org.comity.matters.Request;
import org.comity.matters.RequestState;
import org.comity.messages.MessageId;

/**
 * Which open alerts about a request say what is so no more.
 *
 * @param subjects of them those about these only; empty: whatever they are about
 * @param because the message that settled them
 */
record Settled(MessageId request, Set<String> causes, Optional<Set<String>> subjects, Optional<MessageId> because) {

    /** Which alert calls for the move that each state waits for: with the move it is settled, whoever was called. */
    private static final Map<RequestState, String> CALLS_FOR_A_MOVE = Map.of(
            RequestState.ACKNOWLEDGED, "urgent-request",
            RequestState.INFO_NEEDED, "answer-question",
            RequestState.REJECTED, "answer-rejection",
            RequestState.RISK_NOTICED, "answer-risk-notice",
            RequestState.SECRECY_NOT_POSSIBLE, "answer-secrecy-notice",
            RequestState.CONDITIONS_PROPOSED, "answer-conditions",
            RequestState.UNDER_REVIEW, "answer-answer");

    private static final Set<String> ABOUT_DEADLINES =
            Set.of(Alerting.DEADLINE_AHEAD, Alerting.DEADLINE_DUE, Alerting.PARTNER_SILENT, AlertRows.ESCALATED);

    private static final Set<String> ABOUT_SHORT_HOLDS = Set.of(
            Alerting.HOLD_TOO_SHORT, Alerting.HOLD_SHORTENED, Alerting.OWN_HOLD_SHORTENED, Alerting.HOLD_BEGUN_UNASKED);

    boolean isAbout(AlertRows.Alert alert) {
        return subjects.map(these -> these.contains(alert.subject())).orElse(true);
    }

    /** The request leaves the state of {@code left}: what was called for there is done. */
    static Settled byMove(Request left) {
        Set<String> causes =
                Optional.ofNullable(CALLS_FOR_A_MOVE.get(left.state())).stream().collect(Collectors.toSet());
        return new Settled(left.id(), causes, Optional.empty(), Optional.empty());
    }

    /** No question is open any more, or the request is over. */
    static Settled questions(Request request, Optional<MessageId> because) {
        Set<String> causes = Set.of(CALLS_FOR_A_MOVE.get(RequestState.INFO_NEEDED), Alerting.QUESTION_OPEN);
        return new Settled(request.id(), causes, Optional.empty(), because);
    }

    /** The data are held long enough. */
    static Settled longEnough(Request held, MessageId because) {
        return new Settled(held.id(), Set.of(Alerting.HOLD_TOO_SHORT), Optional.empty(), Optional.of(because));
    }

    /** Its holder says that it began when it was asked. */
    static Settled begun(Request held, MessageId because) {
        return new Settled(held.id(), Set.of(Alerting.HOLD_BEGUN_UNASKED), Optional.empty(), Optional.of(because));
    }

    /** Nothing is to be held any more, or it is held until the follow-up is decided. */
    static Settled hold(Request held, Optional<MessageId> because) {
        return new Settled(held.id(), ABOUT_SHORT_HOLDS, Optional.empty(), because);
    }

    /** All that was asked is held, or nothing is to be any more, or the rest was asked for anew. */
    static Settled whole(Request held, Optional<MessageId> because) {
        return new Settled(held.id(), Set.of(Alerting.HOLD_IN_PART), Optional.empty(), because);
    }

    static Settled rejection(Request request, MessageId rejected, MessageId because) {
        return new Settled(
                request.id(),
                Set.of(Alerting.MESSAGE_REJECTED),
                Optional.of(Set.of(rejected.toString())),
                Optional.of(because));
    }

    /** Nobody has to approve the message any more; empty of one about no request, for which nobody is called. */
    static Optional<Settled> approval(MessageRow row) {
        return row.request()
                .map(request -> new Settled(
                        request,
                        Set.of(Alerting.APPROVAL_AWAITED),
                        Optional.of(Set.of(row.id().toString())),
                        Optional.empty()));
    }

    /** These deadlines do not run any more, so nobody has to be called about them. */
    static Settled deadlines(Request request, Collection<UUID> ended) {
        return new Settled(
                request.id(),
                ended.isEmpty() ? Set.of() : ABOUT_DEADLINES,
                Optional.of(ended.stream().map(UUID::toString).collect(Collectors.toSet())),
                Optional.empty());
    }
}
