package org.comity.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.comity.law.AnswerKind;
import org.comity.law.RequestKind;
import org.comity.matters.RequestState;
import org.comity.matters.Side;
import org.comity.messages.MessageId;
import org.comity.partners.AgencyId;
import org.junit.jupiter.api.Test;

/** UC-14, UC-15: what is offered is what state, side and kind of request have room for, and nothing else. */
class MoveTest {
    private static final MessageId ID = new MessageId(UUID.randomUUID(), new AgencyId("jp-npa"));

    @Test
    void aPreservationIsNeitherPostponedNorConditionedNorDoneByAResult() {
        for (RequestState state : RequestState.values()) {
            assertThat(possible(RequestKind.PRES_29, state, Side.REQUESTED))
                    .doesNotContain(Move.POSTPONE, Move.CONDITIONS, Move.USE_QUERY);
        }
        assertThat(possible(RequestKind.MLA_31, RequestState.UNDER_REVIEW, Side.REQUESTED))
                .contains(Move.ACCEPT, Move.POSTPONE, Move.CONDITIONS, Move.RESULT, Move.REFUSE, Move.DELAY)
                .doesNotContain(Move.PRESERVED, Move.RISK_NOTICE, Move.PARTIAL_DISCLOSURE);
    }

    @Test
    void onlyWhomConditionsBindAnswersThem() {
        assertThat(possible(RequestKind.MLA_31, RequestState.CONDITIONS_PROPOSED, Side.REQUESTING))
                .contains(Move.ACCEPT_CONDITIONS, Move.DECLINE_CONDITIONS);
        assertThat(possible(RequestKind.MLA_31, RequestState.CONDITIONS_PROPOSED, Side.REQUESTED))
                .doesNotContain(Move.ACCEPT_CONDITIONS);
        assertThat(possible(RequestKind.MLA_31, RequestState.SENT, Side.REQUESTING))
                .as("none were set")
                .doesNotContain(Move.ACCEPT_CONDITIONS, Move.DECLINE_CONDITIONS);
        assertThat(possible(RequestKind.SPON_26, RequestState.ACKNOWLEDGED, Side.REQUESTED))
                .contains(Move.ACCEPT_CONDITIONS, Move.DECLINE_CONDITIONS);
    }

    @Test // UC-15/3a
    void informationIsSentOnlyOnceItsConditionsAreAccepted() {
        for (RequestState state : RequestState.values()) {
            for (RequestKind kind : RequestKind.values()) {
                assertThat(possible(kind, state, Side.REQUESTING).contains(Move.INFORMATION))
                        .as("%s in %s", kind, state)
                        .isEqualTo(state == RequestState.CONDITIONS_ACCEPTED);
            }
        }
    }

    @Test
    void whatIsSaidInPassingIsSaidOnlyWhileTheRequestIsOpen() {
        assertThat(possible(RequestKind.MLA_31, RequestState.FULFILLED, Side.REQUESTED))
                .doesNotContain(Move.DELAY);
        assertThat(possible(RequestKind.MLA_31, RequestState.SENT, Side.REQUESTING))
                .contains(Move.CONFIRMATION);
    }

    @Test
    void whoeverHasTheNextMoveIsOfferedOne() {
        for (RequestKind kind : RequestKind.values()) {
            for (RequestState state : RequestState.values()) {
                boolean reached = state != RequestState.POSTPONED || kind.admits(AnswerKind.POSTPONED);
                if (state.next() != Side.NOBODY && reached && !isOfAnotherKind(kind, state)) {
                    assertThat(possible(kind, state, state.next()))
                            .as("%s in %s", kind, state)
                            .isNotEmpty();
                }
            }
        }
    }

    @Test
    void everyPathIsKnownAndNoTwoAreAlike() {
        assertThat(Arrays.stream(Move.values()).map(Move::path).distinct().count())
                .isEqualTo(Move.values().length);
        assertThat(Move.CONDITIONS.apiPath()).isEqualTo("messages/decision/conditional");
        assertThat(Move.REFUSE.apiPath()).isEqualTo("decision");
        assertThat(Move.RISK_NOTICE.apiPath()).isEqualTo("risk-notice");
    }

    /** The table is one for all kinds; these states are reached by some only. */
    private static boolean isOfAnotherKind(RequestKind kind, RequestState state) {
        return switch (state) {
            case REFERRED -> !kind.admits(AnswerKind.REFERRED) || !kind.admits(AnswerKind.FULFILLED);
            case PARTLY_FULFILLED -> !kind.admits(AnswerKind.PARTIAL);
            case ACCEPTED -> !kind.admits(AnswerKind.ACCEPTED);
            case CONDITIONS_DECLINED -> !kind.admits(AnswerKind.CONDITIONAL);
            case CONDITIONS_ACCEPTED -> kind != RequestKind.SPON_26;
            case USE_ASKED -> !kind.admits(AnswerKind.USE_ASKED);
            case CONDITIONS_PROPOSED -> !kind.admits(AnswerKind.CONDITIONAL);
            case FOLLOWED_UP -> !kind.isPreservation() || kind.isExtension();
            default -> false;
        };
    }

    private static List<Move> possible(RequestKind kind, RequestState state, Side ours) {
        return Move.possible(ID, kind, state, ours, false);
    }
}
