package org.comity.desk;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.comity.casework.Sayable;
import org.comity.dashboard.ListedRequest;
import org.comity.law.RequestKind;
import org.comity.matters.ClockTable;
import org.comity.matters.Direction;
import org.comity.matters.RequestEvent;
import org.comity.matters.RequestState;
import org.comity.matters.RequestTransitions;
import org.comity.matters.Side;
import org.comity.messages.Acknowledgement;
import org.comity.messages.Answer;
import org.comity.messages.ConditionReply;
import org.comity.messages.Confirmation;
import org.comity.messages.Content;
import org.comity.messages.Decision;
import org.comity.messages.Delay;
import org.comity.messages.Information;
import org.comity.messages.MessageId;
import org.comity.messages.PartialDisclosure;
import org.comity.messages.Preserved;
import org.comity.messages.Question;
import org.comity.messages.Referral;
import org.comity.messages.Result;
import org.comity.messages.RiskNotice;
import org.comity.messages.SecrecyNotice;
import org.comity.messages.UseExplanation;
import org.comity.messages.UseQuery;
import org.comity.messages.Withdrawal;

/**
 * What a person can do with a request, from the side of our agency, in the order in which a page offers it. Of a move that says
 * something to the partner {@link Sayable} says when; of the others the table of transitions.
 */
public enum Move {
    APPROVE(RequestEvent.APPROVED, Side.REQUESTING),
    TAKE_UP(RequestEvent.TAKEN_UP, Side.REQUESTED),
    /** Ours is written by the gateway itself; a person records that of a partner without one (UC-21/4). */
    ACKNOWLEDGEMENT("acknowledgement", id -> new Acknowledgement(id, "")),
    ACCEPT("decision/accepted", id -> new Decision(id, new Decision.Accepted(""))),
    PRESERVED("preserved", id -> new Preserved(id, Instant.EPOCH, Instant.EPOCH, "")),
    ACCEPT_CONDITIONS("conditionReply", id -> new ConditionReply(id, id, true, "")),
    DECLINE_CONDITIONS("conditionReply", id -> new ConditionReply(id, id, false, "")),
    RESULT("result", id -> result(id, Result.Outcome.FULFILLED)),
    INFORMATION("information", id -> new Information(id, "")),
    CONDITIONS("decision/conditional", id -> new Decision(id, new Decision.Conditional(List.of(), ""))),
    QUESTION("question", id -> new Question(id, "")),
    POSTPONE("decision/postponed", id -> new Decision(id, new Decision.Postponed("", Optional.empty(), false))),
    REFERRAL("referral", id -> new Referral(id, "", Optional.empty(), "")),
    DELAY("delay", id -> new Delay(id, "", Optional.empty())),
    RISK_NOTICE("riskNotice", id -> new RiskNotice(id, "")),
    SECRECY_NOTICE("secrecyNotice", id -> new SecrecyNotice(id, "")),
    PARTIAL_DISCLOSURE("partialDisclosure", id -> new PartialDisclosure(id, "", "", "", List.of(), Optional.empty())),
    USE_QUERY("useQuery", id -> new UseQuery(id, "")),
    REFUSE("decision/refused", id -> new Decision(id, new Decision.Refused("", "", false))),
    ANSWER("answer", id -> new Answer(id, id, "")),
    /** What was warned of is known now, and it is asked nevertheless (ETS185/27/8, ETS185/29/6). */
    GO_ON("answer", id -> new Answer(id, id, "")),
    USE_EXPLANATION("useExplanation", id -> new UseExplanation(id, id, "", List.of())),
    CONFIRMATION("confirmation", id -> new Confirmation(id, "", "")),
    WITHDRAWAL("withdrawal", id -> new Withdrawal(id, "")),
    SET_ASIDE(RequestEvent.SET_ASIDE, Side.REQUESTING);

    /** Those that have a path of their own in the interface; everything else is said there as a document. */
    private static final List<String> OWN_PATHS = List.of(
            "preserved", "question", "answer", "riskNotice", "withdrawal", "decision/accepted", "decision/refused");

    @SuppressWarnings("ImmutableEnumChecker") // a function of no state
    private final Optional<Function<MessageId, Content>> sample;

    @SuppressWarnings("ImmutableEnumChecker") // immutable
    private final Optional<RequestEvent> event;

    private final Side side;
    private final String place;

    Move(RequestEvent event, Side side) {
        this.sample = Optional.empty();
        this.event = Optional.of(event);
        this.side = side;
        this.place = "";
    }

    Move(String place, Function<MessageId, Content> sample) {
        this.sample = Optional.of(sample);
        this.event = Optional.empty();
        this.side = Side.NOBODY;
        this.place = place;
    }

    /** Whether the partner hears of it. */
    public boolean isSaid() {
        return sample.isPresent();
    }

    /** Where in a document it is said, such as {@code decision/postponed}; empty if it is not said. */
    public String place() {
        return place;
    }

    /** Ends the request: offered apart from what carries it on. */
    public boolean isEnding() {
        return this == WITHDRAWAL || this == SET_ASIDE;
    }

    /** What cannot be taken back, or denies the partner something. */
    public boolean isGrave() {
        return isEnding() || this == REFUSE || this == DECLINE_CONDITIONS;
    }

    /** Said in passing: the request stays where it is. */
    public boolean isAside() {
        return this == DELAY || this == PARTIAL_DISCLOSURE || this == CONFIRMATION;
    }

    /** The last part of its path, such as {@code take-up}. */
    public String path() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Its path in the REST interface below the request's. */
    public String apiPath() {
        if (!isSaid()) {
            return path();
        }
        String own = place.replaceFirst("/.*", "").replace("riskNotice", "risk-notice");
        return OWN_PATHS.contains(place) ? own : "messages/" + place;
    }

    public static Optional<Move> ofPath(String path) {
        return Arrays.stream(values()).filter(move -> move.path().equals(path)).findFirst();
    }

    /** The moves that are ours in the request's state, in the order in which a page offers them. */
    public static List<Move> possible(ListedRequest request) {
        return possible(
                request.id(),
                request.kind(),
                request.state(),
                request.direction().ourSide(),
                request.questionOpen());
    }

    /** What the other side can say of it now, in the same order: an officer records it where it came by hand (UC-21/4). */
    public static List<Move> ofTheOtherSide(ListedRequest request) {
        if (request.direction() == Direction.OUT
                && request.state() == RequestState.SUPERSEDED
                && ClockTable.hold(request.kind()).isPresent()) {
            return List.of(PRESERVED); // before our correction arrived there (UC-17/2b)
        }
        Side theirs = request.direction().ourSide().other();
        return possible(request.id(), request.kind(), request.state(), theirs, request.questionOpen()).stream()
                .filter(Move::isSaid)
                .toList();
    }

    /** @param questionOpen whether a question has no answer */
    static List<Move> possible(MessageId id, RequestKind kind, RequestState state, Side ours, boolean questionOpen) {
        return Arrays.stream(values())
                .filter(move -> move.isPossible(id, kind, state, ours)
                        || (move == ANSWER && questionOpen && isInPassing(id, kind, state, ours)))
                .toList();
    }

    private static boolean isInPassing(MessageId id, RequestKind kind, RequestState state, Side ours) {
        return !isWarned(state) && Sayable.inPassing(ours, new Answer(id, id, ""), kind, state);
    }

    private static boolean isWarned(RequestState state) {
        return state == RequestState.RISK_NOTICED || state == RequestState.SECRECY_NOT_POSSIBLE;
    }

    private boolean isPossible(MessageId id, RequestKind kind, RequestState state, Side ours) {
        return switch (this) {
            case ANSWER -> !isWarned(state) && isSayable(id, kind, state, ours);
            case GO_ON -> isWarned(state) && isSayable(id, kind, state, ours);
            case RESULT -> !outcomes(kind, state, ours, id).isEmpty();
            default ->
                event.map(made -> side == ours
                                && RequestTransitions.find(state, made).isPresent())
                        .orElseGet(() -> isSayable(id, kind, state, ours));
        };
    }

    private boolean isSayable(MessageId id, RequestKind kind, RequestState state, Side ours) {
        return sample.map(make -> Sayable.by(ours, make.apply(id), kind, state)).orElse(false);
    }

    /** What can have come of the request: of a preservation only that nothing was found or could be done. */
    public static List<Result.Outcome> outcomes(ListedRequest request) {
        return outcomes(request.kind(), request.state(), request.direction().ourSide(), request.id());
    }

    /** As {@link #outcomes(ListedRequest)}, of a result that the other side tells. */
    public static List<Result.Outcome> outcomesOfTheOtherSide(ListedRequest request) {
        return outcomes(
                request.kind(), request.state(), request.direction().ourSide().other(), request.id());
    }

    private static List<Result.Outcome> outcomes(RequestKind kind, RequestState state, Side ours, MessageId id) {
        return Stream.of(Result.Outcome.values())
                .filter(outcome -> Sayable.by(ours, result(id, outcome), kind, state))
                .toList();
    }

    private static Result result(MessageId id, Result.Outcome outcome) {
        return new Result(id, outcome, List.of(), "");
    }
}
