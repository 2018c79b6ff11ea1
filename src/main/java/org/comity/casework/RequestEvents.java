package org.comity.casework;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.comity.law.RequestKind;
import org.comity.matters.Request;
import org.comity.matters.RequestEvent;
import org.comity.matters.RequestState;
import org.comity.matters.RequestTransitions;
import org.comity.messages.Acknowledgement;
import org.comity.messages.Answer;
import org.comity.messages.ConditionReply;
import org.comity.messages.Confirmation;
import org.comity.messages.Content;
import org.comity.messages.Decision;
import org.comity.messages.Delay;
import org.comity.messages.Information;
import org.comity.messages.Part;
import org.comity.messages.PartialDisclosure;
import org.comity.messages.Ping;
import org.comity.messages.Preserved;
import org.comity.messages.Question;
import org.comity.messages.Referral;
import org.comity.messages.Rejection;
import org.comity.messages.Reminder;
import org.comity.messages.RequestContent;
import org.comity.messages.Result;
import org.comity.messages.RiskNotice;
import org.comity.messages.SecrecyNotice;
import org.comity.messages.UseExplanation;
import org.comity.messages.UseQuery;
import org.comity.messages.Withdrawal;

/** What a message does to the request that it is about, at either side. */
final class RequestEvents {

    /** Where the other side does not have the request, so that nothing can be noted of it. */
    private static final Set<RequestState> NOT_THERE =
            EnumSet.of(RequestState.AWAITING_APPROVAL, RequestState.UNDELIVERABLE, RequestState.REJECTED);

    private RequestEvents() {}

    /** Empty for what moves no request: requests themselves, parts, pings, and what is {@link #noted}. */
    static Optional<RequestEvent> of(Content content, RequestKind kind) {
        return switch (content) {
            case Acknowledgement acknowledgement -> Optional.of(RequestEvent.ACKNOWLEDGED);
            case Question question -> Optional.of(RequestEvent.ASKED);
            case Answer answer -> Optional.of(RequestEvent.ANSWERED);
            case Decision decision -> Optional.of(of(decision.outcome()));
            // an extension is done once its hold is longer; the hold itself is the first request's
            case Preserved preserved ->
                Optional.of(kind.isExtension() ? RequestEvent.FULFILLED : RequestEvent.PRESERVED);
            case RiskNotice notice -> Optional.of(RequestEvent.RISK_NOTICED);
            case SecrecyNotice notice -> Optional.of(RequestEvent.SECRECY_NOTICED);
            case Referral referral -> Optional.of(RequestEvent.REFERRED);
            case Result result -> Optional.of(of(result.outcome()));
            case ConditionReply reply ->
                Optional.of(reply.accepted() ? RequestEvent.CONDITIONS_ACCEPTED : RequestEvent.CONDITIONS_DECLINED);
            case Information information -> Optional.of(RequestEvent.INFORMED);
            case UseQuery query -> Optional.of(RequestEvent.USE_ASKED);
            case UseExplanation explanation -> Optional.of(RequestEvent.USE_EXPLAINED);
            case Withdrawal withdrawal -> Optional.of(RequestEvent.WITHDRAWN);
            case Rejection rejection -> Optional.of(RequestEvent.REJECTED);
            case Delay delay -> Optional.empty();
            case PartialDisclosure disclosure -> Optional.empty();
            case Confirmation confirmation -> Optional.empty();
            case Reminder reminder -> Optional.empty();
            case RequestContent request -> Optional.empty();
            case Part part -> Optional.empty();
            case Ping ping -> Optional.empty();
        };
    }

    private static RequestEvent of(Decision.Outcome outcome) {
        return switch (outcome) {
            case Decision.Accepted accepted -> RequestEvent.ACCEPTED;
            case Decision.Refused refused -> RequestEvent.REFUSED;
            case Decision.Postponed postponed -> RequestEvent.POSTPONED;
            case Decision.Conditional conditional -> RequestEvent.CONDITIONS_PROPOSED;
        };
    }

    private static RequestEvent of(Result.Outcome outcome) {
        return switch (outcome) {
            case FULFILLED -> RequestEvent.FULFILLED;
            case PARTIAL -> RequestEvent.PARTLY_FULFILLED;
            case NO_DATA, IMPOSSIBLE -> RequestEvent.NO_DATA;
        };
    }

    /** The journal's name of what is said of an open request and moves it nowhere; empty for everything else. */
    static Optional<String> noted(Content content) {
        return switch (content) {
            case Delay delay -> Optional.of("request.delayed");
            case PartialDisclosure disclosure ->
                Optional.of(disclosure.withheld().isPresent() ? "request.withheld" : "request.disclosed");
            case Confirmation confirmation -> Optional.of("request.confirmed");
            case Reminder reminder -> Optional.of("request.reminded");
            default -> Optional.empty();
        };
    }

    /** Whether {@code content} can be said of {@code request} as it stands. */
    static boolean possible(Content content, Request request) {
        return possible(content, request.kind(), request.state());
    }

    static boolean possible(Content content, RequestKind kind, RequestState state) {
        if (content instanceof ConditionReply && !hasConditions(kind, state)) {
            return false;
        }
        if (content instanceof Preserved && state.isDecided()) {
            return false; // an extension that was granted: only a result is sent anew (UC-14/5d)
        }
        return of(content, kind)
                .map(event -> RequestTransitions.find(state, event).isPresent())
                .orElse(isOpen(state) && noted(content).isPresent());
    }

    /** Whether the other side has the request, and it is not over. */
    static boolean isOpen(RequestState state) {
        return !state.isFinal() && !NOT_THERE.contains(state);
    }

    /** An offer carries its conditions from the beginning; of a request that was made they are proposed first. */
    private static boolean hasConditions(RequestKind kind, RequestState state) {
        return kind == RequestKind.SPON_26 || state == RequestState.CONDITIONS_PROPOSED;
    }
}
