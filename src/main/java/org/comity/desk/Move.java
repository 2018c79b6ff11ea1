package org.comity.desk;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.comity.dashboard.ListedRequest;
import org.comity.law.AnswerKind;
import org.comity.law.RequestKind;
import org.comity.matters.RequestEvent;
import org.comity.matters.RequestTransitions;
import org.comity.matters.Side;

/** What a person can do with a request, from the side of our agency. The table of transitions says when. */
public enum Move {
    APPROVE(RequestEvent.APPROVED, Side.REQUESTING),
    TAKE_UP(RequestEvent.TAKEN_UP, Side.REQUESTED),
    ACCEPT(RequestEvent.ACCEPTED, Side.REQUESTED),
    PRESERVED(RequestEvent.PRESERVED, Side.REQUESTED),
    QUESTION(RequestEvent.ASKED, Side.REQUESTED),
    RISK_NOTICE(RequestEvent.RISK_NOTICED, Side.REQUESTED),
    REFUSE(RequestEvent.REFUSED, Side.REQUESTED),
    ANSWER(RequestEvent.ANSWERED, Side.REQUESTING),
    WITHDRAWAL(RequestEvent.WITHDRAWN, Side.REQUESTING),
    SET_ASIDE(RequestEvent.SET_ASIDE, Side.REQUESTING);

    private final RequestEvent event;
    private final Side side;

    Move(RequestEvent event, Side side) {
        this.event = event;
        this.side = side;
    }

    /** Ends the request: offered apart from what carries it on. */
    public boolean isEnding() {
        return this == WITHDRAWAL || this == SET_ASIDE;
    }

    /** The last part of its path, such as {@code take-up}. */
    public String path() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The last part of its path in the REST interface, where both outcomes are one decision. */
    public String apiPath() {
        return this == ACCEPT || this == REFUSE ? "decision" : path();
    }

    public static Optional<Move> ofPath(String path) {
        return Arrays.stream(values()).filter(move -> move.path().equals(path)).findFirst();
    }

    /** The moves that are ours in the request's state, in the order in which a page offers them. */
    public static List<Move> possible(ListedRequest request) {
        List<RequestEvent> events = RequestTransitions.possible(request.state());
        return Arrays.stream(values())
                .filter(move -> events.contains(move.event))
                .filter(move -> move.side == request.direction().ourSide())
                .filter(move -> move.isAdmitted(request.kind()))
                .toList();
    }

    /** Whether the law knows it for this kind of request; only preservations are fulfilled by holding. */
    private boolean isAdmitted(RequestKind kind) {
        return switch (this) {
            case PRESERVED -> kind.isPreservation();
            case ACCEPT -> kind.admits(AnswerKind.ACCEPTED);
            case REFUSE -> kind.admits(AnswerKind.REFUSED);
            case QUESTION -> kind.admits(AnswerKind.INFORMATION_NEEDED);
            case RISK_NOTICE -> kind.admits(AnswerKind.RISK_NOTICED);
            case APPROVE, TAKE_UP, ANSWER, WITHDRAWAL, SET_ASIDE -> true;
        };
    }
}
