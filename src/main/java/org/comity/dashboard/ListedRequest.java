package org.comity.dashboard;

import java.time.Instant;
import java.util.Optional;
import org.comity.law.RequestKind;
import org.comity.matters.ActByReason;
import org.comity.matters.ByHand;
import org.comity.matters.Direction;
import org.comity.matters.NextMove;
import org.comity.matters.RequestState;
import org.comity.messages.MessageId;
import org.comity.messages.Urgency;
import org.comity.partners.AgencyId;

/**
 * One line of a list of requests.
 *
 * @param caseReference the reference or case number that a document of ours names; empty for one of a partner, whose own it is
 * @param due by when to act, or the end of the hold (UC-11/2); {@code estimated} while the partner has not stated when the hold began
 * @param because why it is that instant
 * @param followUpBefore where {@code due} is that of a follow-up, the end of the hold, before which it must have arrived
 * @param waiting what of it still has to reach the partner
 * @param toCarry messages of it that wait for somebody to carry them by hand
 * @param toApprove something of it waits for its second person: the request itself, or what was written since
 * @param notYetHeld the partner was asked to hold data and has not confirmed that it does: {@code due} is when we act or telephone
 * @param holdHeard by which way we heard of the present end of the hold, said of it or of an extension; empty: the partner's message says it, or nothing is held
 * @param statedEnd the end that the partner states, where it is later than any reading of our rule explains; the one to live by is ours
 * @param inHand who of the unit took it up, wrote about it or took it in hand last
 * @param heldInPart of what was asked some is held and some is not
 * @param restUnseen the rest has not been asked for anew, and nobody has acknowledged that it is not held (UC-05/3d)
 * @param followedBy where what is held is held until another request is decided, that one: what is waited for
 * @param refusalTold it was told by telephone that the partner refuses, and nothing that decides has come since (UC-21/10a)
 * @param questionOpen a question or a notice of the requested side has no answer: while the request is open, one can still be given (UC-05/2d)
 * @param rejected the partner rejected something that we said of it, or the request itself, and nothing of ours has taken its place (UC-05/4c)
 * @param ours whether something of it is ours to do: the next move or, whoever has that, what is to be said again, approved or carried by hand
 */
public record ListedRequest(
        MessageId id,
        Direction direction,
        AgencyId partner,
        RequestKind kind,
        Urgency urgency,
        RequestState state,
        NextMove nextMove,
        String reference,
        Optional<String> partnerReference,
        Optional<String> caseReference,
        Optional<Instant> due,
        Optional<ActByReason> because,
        Optional<Instant> followUpBefore,
        boolean estimated,
        Instant opened,
        Instant changed,
        String unit,
        Optional<String> inHand,
        String matterReference,
        String matterTitle,
        Optional<Waiting> waiting,
        int toCarry,
        boolean toApprove,
        boolean notYetHeld,
        Optional<ByHand.Way> holdHeard,
        Optional<Instant> statedEnd,
        boolean heldInPart,
        boolean restUnseen,
        Optional<FollowedBy> followedBy,
        boolean refusalTold,
        boolean questionOpen,
        boolean rejected,
        boolean ours) {

    /**
     * Messages that have not been delivered.
     *
     * @param tries of the one tried most
     * @param nextTry empty when one is tried as soon as it is its turn, or when all are parked
     * @param parked set aside for a person
     */
    public record Waiting(
            int messages, int tries, Optional<Instant> nextTry, boolean parked, Optional<String> problem) {}

    /**
     * A request for what is held, that has reached the holder (DR-02).
     *
     * @param due by when to act on it
     */
    public record FollowedBy(MessageId request, String reference, Optional<Instant> due) {}

    /** Whether {@code due} is the end of the hold rather than our own wish to have acted (UC-11/2). */
    public boolean isHoldClock() {
        return nextMove != NextMove.US
                && because.filter(ActByReason.HOLD::equals).isPresent();
    }

    /** Whether the partner is to be telephoned by {@code due}; while we owe something else first, that is the next step. */
    public boolean isTelephoned() {
        return because.filter(ActByReason.TELEPHONE::equals).isPresent();
    }

    /** Whether the partner is asked by then how it stands. */
    public boolean asked() {
        return because.filter(ActByReason.ASK::equals).isPresent();
    }

    /** Whether a person here wrote it down as it came by hand: no gateway of the partner's knows it (UC-21/6). */
    public boolean isWrittenDown() {
        return direction == Direction.IN && !id.agency().equals(partner);
    }

    /** Whether it goes on once a second person has read what was written since, whoever has the next move. */
    public boolean isAnswerToApprove() {
        return toApprove && state != RequestState.AWAITING_APPROVAL;
    }

    /** Whether the partner takes something of ours as not said that our state counts as said (UC-05/4c). */
    public boolean isAnswerRejected() {
        return rejected && state != RequestState.REJECTED;
    }

    Place place(boolean closed) {
        return new Place(urgency.level(), closed ? Optional.of(changed) : due, id);
    }
}
