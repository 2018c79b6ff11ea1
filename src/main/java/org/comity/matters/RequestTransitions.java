package org.comity.matters;

import static org.comity.matters.RequestState.*;
import static org.comity.matters.RequestState.ACCEPTED;
import static org.comity.matters.RequestState.ACKNOWLEDGED;
import static org.comity.matters.RequestState.AWAITING_APPROVAL;
import static org.comity.matters.RequestState.CLOSED;
import static org.comity.matters.RequestState.COMPLETED;
import static org.comity.matters.RequestState.CONDITIONS_ACCEPTED;
import static org.comity.matters.RequestState.CONDITIONS_DECLINED;
import static org.comity.matters.RequestState.CONDITIONS_PROPOSED;
import static org.comity.matters.RequestState.DECLINED;
import static org.comity.matters.RequestState.EXPIRED;
import static org.comity.matters.RequestState.FOLLOWED_UP;
import static org.comity.matters.RequestState.FULFILLED;
import static org.comity.matters.RequestState.INFO_NEEDED;
import static org.comity.matters.RequestState.NO_DATA;
import static org.comity.matters.RequestState.PARTLY_FULFILLED;
import static org.comity.matters.RequestState.POSTPONED;
import static org.comity.matters.RequestState.PRESERVED;
import static org.comity.matters.RequestState.REFERRED;
import static org.comity.matters.RequestState.REFUSED;
import static org.comity.matters.RequestState.REJECTED;
import static org.comity.matters.RequestState.RISK_NOTICED;
import static org.comity.matters.RequestState.SECRECY_NOT_POSSIBLE;
import static org.comity.matters.RequestState.SENT;
import static org.comity.matters.RequestState.SUPERSEDED;
import static org.comity.matters.RequestState.UNDELIVERABLE;
import static org.comity.matters.RequestState.UNDER_REVIEW;
import static org.comity.matters.RequestState.USE_ASKED;
import static org.comity.matters.RequestState.USE_OF_PART_ASKED;
import static org.comity.matters.RequestState.WITHDRAWN;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The one table of the legal states of requests. All kinds share it; which answers a kind may get is {@code law}'s business. {@code docs/states.md} is printed from here.
 *
 * <p>A partner's answers may overtake its acknowledgement (THREAT-81), so every answer is also possible in {@code SENT}, and an
 * acknowledgement that comes late changes nothing.
 */
public final class RequestTransitions {

    /** @param step the step of {@code docs/use-cases.md} in which it happens */
    public record Transition(RequestState from, RequestEvent event, RequestState to, String step) {}

    /** Where an authority that has not decided yet can stand, as the other one sees it. */
    private static final Set<RequestState> UNDECIDED = EnumSet.of(SENT, ACKNOWLEDGED, UNDER_REVIEW, INFO_NEEDED);

    /** Where the requesting authority can still say that it asks no more. */
    private static final Set<RequestState> OPEN = EnumSet.of(
            SENT,
            ACKNOWLEDGED,
            UNDER_REVIEW,
            INFO_NEEDED,
            ACCEPTED,
            POSTPONED,
            REFERRED,
            CONDITIONS_PROPOSED,
            CONDITIONS_DECLINED,
            CONDITIONS_ACCEPTED,
            RISK_NOTICED,
            SECRECY_NOT_POSSIBLE,
            PRESERVED,
            FOLLOWED_UP,
            PARTLY_FULFILLED);

    /** Where a request can be because of what its partner was heard to say. */
    private static final Set<RequestState> HEARD = EnumSet.of(
            ACKNOWLEDGED,
            UNDER_REVIEW,
            INFO_NEEDED,
            ACCEPTED,
            POSTPONED,
            REFERRED,
            CONDITIONS_PROPOSED,
            RISK_NOTICED,
            SECRECY_NOT_POSSIBLE,
            PRESERVED,
            FOLLOWED_UP,
            PARTLY_FULFILLED);

    /** Where an answer that ends the request can come from. */
    private static final Set<RequestState> ANSWERABLE = EnumSet.of(
            SENT, ACKNOWLEDGED, UNDER_REVIEW, INFO_NEEDED, ACCEPTED, POSTPONED, REFERRED, CONDITIONS_DECLINED);

    public static final List<Transition> TABLE = Stream.of(
                    rows(EnumSet.of(AWAITING_APPROVAL), RequestEvent.APPROVED, SENT, "UC-01/6"),
                    rows(EnumSet.of(AWAITING_APPROVAL), RequestEvent.SET_ASIDE, CLOSED, "UC-01/5b"),
                    rows(EnumSet.of(SENT), RequestEvent.ACKNOWLEDGED, ACKNOWLEDGED, "UC-04/6"),
                    rows(EnumSet.of(UNDELIVERABLE), RequestEvent.ACKNOWLEDGED, ACKNOWLEDGED, "UC-02/5c"),
                    rows(EnumSet.of(SENT), RequestEvent.REJECTED, REJECTED, "UC-04/3a"),
                    rows(EnumSet.of(SENT), RequestEvent.NOT_DELIVERED, UNDELIVERABLE, "UC-02/5b"),
                    rows(EnumSet.of(UNDELIVERABLE), RequestEvent.SET_ASIDE, CLOSED, "UC-07/4"),
                    rows(EnumSet.of(REJECTED), RequestEvent.SET_ASIDE, CLOSED, "UC-04/3a"),
                    rows(EnumSet.of(REFERRED), RequestEvent.SET_ASIDE, CLOSED, "UC-14/2c"),
                    rows(EnumSet.of(ACKNOWLEDGED, POSTPONED), RequestEvent.TAKEN_UP, UNDER_REVIEW, "UC-05/1"),
                    rows(with(UNDECIDED, ACCEPTED, POSTPONED, REFERRED), RequestEvent.ASKED, INFO_NEEDED, "UC-05/2a"),
                    rows(EnumSet.of(INFO_NEEDED), RequestEvent.ANSWERED, UNDER_REVIEW, "UC-05/2a"),
                    rows(EnumSet.of(RISK_NOTICED), RequestEvent.ANSWERED, UNDER_REVIEW, "UC-05/3b"),
                    rows(EnumSet.of(SECRECY_NOT_POSSIBLE), RequestEvent.ANSWERED, UNDER_REVIEW, "UC-14/4a"),
                    rows(
                            with(UNDECIDED, POSTPONED, REFERRED, CONDITIONS_DECLINED),
                            RequestEvent.ACCEPTED,
                            ACCEPTED,
                            "UC-05/2"),
                    rows(
                            with(UNDECIDED, POSTPONED, REFERRED, CONDITIONS_DECLINED),
                            RequestEvent.REFUSED,
                            REFUSED,
                            "UC-05/2b"),
                    // what was supplied stays supplied
                    rows(EnumSet.of(ACCEPTED, PARTLY_FULFILLED), RequestEvent.REFUSED, REFUSED, "UC-14/2e"),
                    rows(EnumSet.of(USE_OF_PART_ASKED), RequestEvent.REFUSED, USE_ASKED, "UC-14/2e"),
                    rows(with(UNDECIDED, ACCEPTED, POSTPONED), RequestEvent.POSTPONED, POSTPONED, "UC-14/2b"),
                    rows(with(UNDECIDED, ACCEPTED, POSTPONED), RequestEvent.REFERRED, REFERRED, "UC-14/2c"),
                    rows(
                            with(UNDECIDED, ACCEPTED, POSTPONED, CONDITIONS_PROPOSED, CONDITIONS_DECLINED),
                            RequestEvent.CONDITIONS_PROPOSED,
                            CONDITIONS_PROPOSED,
                            "UC-14/3"),
                    rows(EnumSet.of(CONDITIONS_PROPOSED), RequestEvent.CONDITIONS_ACCEPTED, ACCEPTED, "UC-14/3a"),
                    rows(
                            EnumSet.of(CONDITIONS_PROPOSED),
                            RequestEvent.CONDITIONS_DECLINED,
                            CONDITIONS_DECLINED,
                            "UC-14/3b"),
                    rows(
                            EnumSet.of(SENT, ACKNOWLEDGED, UNDER_REVIEW),
                            RequestEvent.CONDITIONS_ACCEPTED,
                            CONDITIONS_ACCEPTED,
                            "UC-15/3"),
                    rows(
                            EnumSet.of(SENT, ACKNOWLEDGED, UNDER_REVIEW),
                            RequestEvent.CONDITIONS_DECLINED,
                            DECLINED,
                            "UC-15/3a"),
                    rows(EnumSet.of(CONDITIONS_ACCEPTED), RequestEvent.INFORMED, FULFILLED, "UC-15/4"),
                    rows(with(UNDECIDED, ACCEPTED, PRESERVED), RequestEvent.RISK_NOTICED, RISK_NOTICED, "UC-05/3a"),
                    // the data stay held open: whoever asked withdraws the follow-up, or lets it go on
                    rows(EnumSet.of(FOLLOWED_UP), RequestEvent.RISK_NOTICED, FOLLOWED_UP, "UC-05/3a"),
                    rows(
                            with(UNDECIDED, ACCEPTED, PRESERVED),
                            RequestEvent.SECRECY_NOTICED,
                            SECRECY_NOT_POSSIBLE,
                            "UC-14/4"),
                    rows(
                            with(UNDECIDED, ACCEPTED, RISK_NOTICED, PRESERVED, REFERRED),
                            RequestEvent.PRESERVED,
                            PRESERVED,
                            "UC-05/3"),
                    // what was heard by telephone gives way to what was signed, which says what follows from here
                    rows(HEARD, RequestEvent.DISPROVED, SENT, "UC-21/5f"),
                    rows(EnumSet.of(PRESERVED), RequestEvent.HOLD_ENDED, EXPIRED, "UC-06/4"),
                    // once data are held: what is asked or warned of meanwhile lets nothing go
                    rows(
                            EnumSet.of(
                                    UNDER_REVIEW,
                                    INFO_NEEDED,
                                    ACCEPTED,
                                    REFERRED,
                                    RISK_NOTICED,
                                    SECRECY_NOT_POSSIBLE,
                                    PRESERVED),
                            RequestEvent.FOLLOWED_UP,
                            FOLLOWED_UP,
                            "UC-16/3"),
                    rows(EnumSet.of(FOLLOWED_UP), RequestEvent.FOLLOW_UP_DECIDED, COMPLETED, "UC-16/5"),
                    rows(EnumSet.of(FOLLOWED_UP), RequestEvent.FOLLOW_UP_ENDED, PRESERVED, "UC-16/5a"),
                    rows(
                            with(ANSWERABLE, PARTLY_FULFILLED),
                            RequestEvent.PARTLY_FULFILLED,
                            PARTLY_FULFILLED,
                            "UC-14/5a"),
                    rows(EnumSet.of(USE_OF_PART_ASKED), RequestEvent.PARTLY_FULFILLED, USE_OF_PART_ASKED, "UC-14/5a"),
                    rows(with(ANSWERABLE, PARTLY_FULFILLED), RequestEvent.FULFILLED, FULFILLED, "UC-14/5"),
                    rows(EnumSet.of(USE_OF_PART_ASKED), RequestEvent.FULFILLED, USE_ASKED, "UC-14/5"),
                    // what did not come whole is sent anew
                    rows(EnumSet.of(FULFILLED), RequestEvent.FULFILLED, FULFILLED, "UC-14/5d"),
                    rows(EnumSet.of(USE_ASKED), RequestEvent.FULFILLED, USE_ASKED, "UC-14/5d"),
                    rows(with(ANSWERABLE, PARTLY_FULFILLED), RequestEvent.NO_DATA, NO_DATA, "UC-14/5b"),
                    rows(EnumSet.of(USE_OF_PART_ASKED), RequestEvent.NO_DATA, USE_ASKED, "UC-14/5b"),
                    rows(EnumSet.of(FULFILLED), RequestEvent.USE_ASKED, USE_ASKED, "UC-14/6"),
                    rows(EnumSet.of(PARTLY_FULFILLED), RequestEvent.USE_ASKED, USE_OF_PART_ASKED, "UC-14/6"),
                    rows(EnumSet.of(USE_ASKED), RequestEvent.USE_EXPLAINED, FULFILLED, "UC-14/6a"),
                    rows(EnumSet.of(USE_OF_PART_ASKED), RequestEvent.USE_EXPLAINED, PARTLY_FULFILLED, "UC-14/6a"),
                    rows(OPEN, RequestEvent.WITHDRAWN, WITHDRAWN, "UC-05/4a"),
                    // but not while both sides know that data are held for it (UC-17/2a): what only the telephone holds
                    // is replaced
                    rows(with(OPEN, UNDELIVERABLE, REJECTED), RequestEvent.CORRECTED, SUPERSEDED, "UC-17/2"),
                    // at the requesting side: what was held or decided before the correction arrived follows from here
                    rows(EnumSet.of(SUPERSEDED), RequestEvent.NOT_REPLACED, SENT, "UC-17/2b"))
            .flatMap(List::stream)
            .toList();

    private RequestTransitions() {}

    /** Where {@code event} leads from {@code state}; empty if it is not possible there. */
    public static Optional<Transition> find(RequestState state, RequestEvent event) {
        return TABLE.stream()
                .filter(row -> row.from() == state && row.event() == event)
                .findFirst();
    }

    /** Whether a correction can replace what stands in {@code state}, unless data are held for it. */
    public static boolean isCorrectable(RequestState state) {
        return find(state, RequestEvent.CORRECTED).isPresent();
    }

    /** The events possible in {@code state}, in the order of the enum; what a page offers as the next moves. */
    public static List<RequestEvent> possible(RequestState state) {
        return Arrays.stream(RequestEvent.values())
                .filter(event -> find(state, event).isPresent())
                .toList();
    }

    private static List<Transition> rows(Set<RequestState> from, RequestEvent event, RequestState to, String step) {
        return from.stream()
                .map(state -> new Transition(state, event, to, step))
                .toList();
    }

    private static Set<RequestState> with(Set<RequestState> some, RequestState... others) {
        Set<RequestState> all = EnumSet.copyOf(some);
        all.addAll(List.of(others));
        return all;
    }
}
