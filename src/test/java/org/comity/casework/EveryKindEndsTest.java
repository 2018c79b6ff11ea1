package org.comity.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.comity.law.AnswerKind;
import org.comity.law.RequestKind;
import org.comity.matters.RequestEvent;
import org.comity.matters.RequestState;
import org.comity.matters.RequestTransitions;
import org.comity.matters.RequestTransitions.Transition;
import org.comity.matters.Side;
import org.comity.messages.Acknowledgement;
import org.comity.messages.Answer;
import org.comity.messages.ConditionReply;
import org.comity.messages.Content;
import org.comity.messages.Decision;
import org.comity.messages.Delay;
import org.comity.messages.Information;
import org.comity.messages.MessageId;
import org.comity.messages.PartialDisclosure;
import org.comity.messages.Preserved;
import org.comity.messages.Question;
import org.comity.messages.Referral;
import org.comity.messages.Rejection;
import org.comity.messages.Result;
import org.comity.messages.RiskNotice;
import org.comity.messages.SecrecyNotice;
import org.comity.messages.UseExplanation;
import org.comity.messages.UseQuery;
import org.comity.messages.Withdrawal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All states that a request of a kind can come to by what may be said of it: none is a dead end, nothing is said that its kind does not admit. */
class EveryKindEndsTest {
    private static final MessageId ID =
            MessageId.parse("01980a4e-5b1c-7c3e-9a44-3f1d2c5b6a70@jp-npa").orElseThrow();

    /** What the gateways do themselves, and what a person does without a message. */
    private static final Set<RequestEvent> UNSAID = EnumSet.of(
            RequestEvent.APPROVED,
            RequestEvent.NOT_DELIVERED,
            RequestEvent.TAKEN_UP,
            RequestEvent.SET_ASIDE,
            RequestEvent.CORRECTED);

    private static final Set<RequestEvent> OF_HOLDS =
            EnumSet.of(RequestEvent.FOLLOWED_UP, RequestEvent.FOLLOW_UP_DECIDED, RequestEvent.HOLD_ENDED);

    private static final List<Content> SAID = List.of(
            new Acknowledgement(ID, ""),
            new Rejection(ID, List.of()),
            new Question(ID, ""),
            new Answer(ID, ID, ""),
            new Decision(ID, new Decision.Accepted("")),
            new Decision(ID, new Decision.Refused("", "", true)),
            new Decision(ID, new Decision.Postponed("", Optional.empty(), true)),
            new Decision(ID, new Decision.Conditional(List.of(), "")),
            new ConditionReply(ID, ID, true, ""),
            new ConditionReply(ID, ID, false, ""),
            new Preserved(ID, Instant.EPOCH, Instant.EPOCH, ""),
            new RiskNotice(ID, ""),
            new SecrecyNotice(ID, ""),
            new Referral(ID, "", Optional.empty(), ""),
            new Result(ID, Result.Outcome.FULFILLED, List.of(), ""),
            new Result(ID, Result.Outcome.PARTIAL, List.of(), ""),
            new Result(ID, Result.Outcome.NO_DATA, List.of(), ""),
            new Delay(ID, "", Optional.empty()),
            new PartialDisclosure(ID, "", "", "", List.of(), Optional.empty()),
            new Information(ID, ""),
            new UseQuery(ID, ""),
            new UseExplanation(ID, ID, "", List.of()),
            new Withdrawal(ID, ""));

    @ParameterizedTest
    @EnumSource(RequestKind.class)
    void fromEveryStateThatItCanComeToThereIsAWayToItsEndWithoutAWithdrawal(RequestKind kind) {
        Set<RequestState> reached = EnumSet.of(RequestState.AWAITING_APPROVAL, RequestState.SENT);
        Set<Transition> moves = new HashSet<>();
        boolean wider = true;
        while (wider) {
            wider = reached.addAll(from(kind, reached, moves));
        }
        Set<RequestState> ends = EnumSet.noneOf(RequestState.class);
        reached.stream().filter(RequestState::isFinal).forEach(ends::add);
        boolean grew = true;
        while (grew) {
            grew = ends.addAll(moves.stream()
                    .filter(move -> move.event() != RequestEvent.WITHDRAWN && move.event() != RequestEvent.CORRECTED)
                    .filter(move -> ends.contains(move.to()))
                    .map(Transition::from)
                    .toList());
        }
        assertThat(ends).containsAll(reached);
    }

    @ParameterizedTest
    @EnumSource(RequestKind.class)
    void nothingIsSayableThatTheKindDoesNotAdmit(RequestKind kind) {
        for (RequestState state : RequestState.values()) {
            for (Side side : Side.values()) {
                assertThat(SAID.stream()
                                .filter(content -> Sayable.by(side, content, kind, state))
                                .flatMap(content -> content.says().stream())
                                .filter(answer -> !kind.admits(answer)))
                        .as("%s in %s", side, state)
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(RequestKind.class)
    void whatAKindAdmitsCanBeSaidInSomeState(RequestKind kind) {
        Set<AnswerKind> said = EnumSet.noneOf(AnswerKind.class);
        for (RequestState state : RequestState.values()) {
            SAID.stream()
                    .filter(content -> RequestEvents.possible(content, kind, state))
                    .flatMap(content -> content.says().stream())
                    .filter(kind::admits)
                    .forEach(said::add);
        }
        assertThat(kind.answers()).allMatch(said::contains);
    }

    private static List<RequestState> from(RequestKind kind, Set<RequestState> reached, Set<Transition> moves) {
        List<Transition> next = reached.stream()
                .flatMap(state -> events(kind, state).flatMap(event -> RequestTransitions.find(state, event).stream()))
                .toList();
        moves.addAll(next);
        return next.stream().map(Transition::to).toList();
    }

    private static Stream<RequestEvent> events(RequestKind kind, RequestState state) {
        Stream<RequestEvent> said = SAID.stream()
                .filter(content -> Stream.of(Side.values()).anyMatch(side -> Sayable.by(side, content, kind, state)))
                .flatMap(content -> RequestEvents.of(content, kind).stream());
        Stream<RequestEvent> held = kind.isPreservation() ? OF_HOLDS.stream() : Stream.empty();
        return Stream.of(said, UNSAID.stream(), held).flatMap(events -> events);
    }
}
