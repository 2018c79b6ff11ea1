package org.comity.matters;

import static org.comity.matters.RequestState.*;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The one table of a preservation request's legal states. Kinds share it as long as their answers do; which answers a kind may
 * get is {@code law}'s business. {@code docs/states.md} is printed from here.
 *
 * <p>A partner's answers may overtake its acknowledgement (THREAT-81), so every answer is also possible in {@code SENT}, and an
 * acknowledgement that comes late changes nothing.
 */
public final class RequestTransitions {

    /** @param step the step of {@code docs/use-cases.md} in which it happens */
    public record Transition(RequestState from, RequestEvent event, RequestState to, String step) {}

    public static final List<Transition> TABLE = List.of(
            row(AWAITING_APPROVAL, RequestEvent.APPROVED, SENT, "UC-01/6"),
            row(AWAITING_APPROVAL, RequestEvent.SET_ASIDE, CLOSED, "UC-01/5b"),
            row(SENT, RequestEvent.ACKNOWLEDGED, ACKNOWLEDGED, "UC-04/6"),
            row(SENT, RequestEvent.REJECTED, REJECTED, "UC-04/3a"),
            row(SENT, RequestEvent.NOT_DELIVERED, UNDELIVERABLE, "UC-02/5b"),
            row(SENT, RequestEvent.ASKED, INFO_NEEDED, "UC-05/2a"),
            row(SENT, RequestEvent.ACCEPTED, ACCEPTED, "UC-05/2"),
            row(SENT, RequestEvent.REFUSED, REFUSED, "UC-05/2b"),
            row(SENT, RequestEvent.RISK_NOTICED, RISK_NOTICED, "UC-05/3a"),
            row(SENT, RequestEvent.PRESERVED, PRESERVED, "UC-05/3"),
            row(SENT, RequestEvent.WITHDRAWN, WITHDRAWN, "UC-05/4a"),
            row(UNDELIVERABLE, RequestEvent.ACKNOWLEDGED, ACKNOWLEDGED, "UC-02/5c"),
            row(UNDELIVERABLE, RequestEvent.SET_ASIDE, CLOSED, "UC-07/4"),
            row(REJECTED, RequestEvent.SET_ASIDE, CLOSED, "UC-04/3a"),
            row(ACKNOWLEDGED, RequestEvent.TAKEN_UP, UNDER_REVIEW, "UC-05/1"),
            row(ACKNOWLEDGED, RequestEvent.ASKED, INFO_NEEDED, "UC-05/2a"),
            row(ACKNOWLEDGED, RequestEvent.ACCEPTED, ACCEPTED, "UC-05/2"),
            row(ACKNOWLEDGED, RequestEvent.REFUSED, REFUSED, "UC-05/2b"),
            row(ACKNOWLEDGED, RequestEvent.RISK_NOTICED, RISK_NOTICED, "UC-05/3a"),
            row(ACKNOWLEDGED, RequestEvent.PRESERVED, PRESERVED, "UC-05/3"),
            row(ACKNOWLEDGED, RequestEvent.WITHDRAWN, WITHDRAWN, "UC-05/4a"),
            row(UNDER_REVIEW, RequestEvent.ASKED, INFO_NEEDED, "UC-05/2a"),
            row(UNDER_REVIEW, RequestEvent.ACCEPTED, ACCEPTED, "UC-05/2"),
            row(UNDER_REVIEW, RequestEvent.REFUSED, REFUSED, "UC-05/2b"),
            row(UNDER_REVIEW, RequestEvent.RISK_NOTICED, RISK_NOTICED, "UC-05/3a"),
            row(UNDER_REVIEW, RequestEvent.PRESERVED, PRESERVED, "UC-05/3"),
            row(UNDER_REVIEW, RequestEvent.WITHDRAWN, WITHDRAWN, "UC-05/4a"),
            row(INFO_NEEDED, RequestEvent.ANSWERED, UNDER_REVIEW, "UC-05/2a"),
            row(INFO_NEEDED, RequestEvent.ASKED, INFO_NEEDED, "UC-05/2a"),
            row(INFO_NEEDED, RequestEvent.ACCEPTED, ACCEPTED, "UC-05/2"),
            row(INFO_NEEDED, RequestEvent.REFUSED, REFUSED, "UC-05/2b"),
            row(INFO_NEEDED, RequestEvent.PRESERVED, PRESERVED, "UC-05/3"),
            row(INFO_NEEDED, RequestEvent.WITHDRAWN, WITHDRAWN, "UC-05/4a"),
            row(ACCEPTED, RequestEvent.ASKED, INFO_NEEDED, "UC-05/2a"),
            row(ACCEPTED, RequestEvent.RISK_NOTICED, RISK_NOTICED, "UC-05/3a"),
            row(ACCEPTED, RequestEvent.PRESERVED, PRESERVED, "UC-05/3"),
            row(ACCEPTED, RequestEvent.WITHDRAWN, WITHDRAWN, "UC-05/4a"),
            row(RISK_NOTICED, RequestEvent.ANSWERED, UNDER_REVIEW, "UC-05/3b"),
            row(RISK_NOTICED, RequestEvent.PRESERVED, PRESERVED, "UC-05/3"),
            row(RISK_NOTICED, RequestEvent.WITHDRAWN, WITHDRAWN, "UC-05/4a"),
            row(PRESERVED, RequestEvent.PRESERVED, PRESERVED, "UC-05/3"),
            row(PRESERVED, RequestEvent.RISK_NOTICED, RISK_NOTICED, "UC-05/3a"),
            row(PRESERVED, RequestEvent.HOLD_ENDED, EXPIRED, "UC-06/4"),
            row(PRESERVED, RequestEvent.WITHDRAWN, WITHDRAWN, "UC-05/4a"));

    private RequestTransitions() {}

    /** Where {@code event} leads from {@code state}; empty if it is not possible there. */
    public static Optional<Transition> find(RequestState state, RequestEvent event) {
        return TABLE.stream()
                .filter(row -> row.from() == state && row.event() == event)
                .findFirst();
    }

    /** The events possible in {@code state}, in the order of the enum; what a page offers as the next moves. */
    public static List<RequestEvent> possible(RequestState state) {
        return Arrays.stream(RequestEvent.values())
                .filter(event -> find(state, event).isPresent())
                .toList();
    }

    private static Transition row(RequestState from, RequestEvent event, RequestState to, String step) {
        return new Transition(from, event, to, step);
    }
}
