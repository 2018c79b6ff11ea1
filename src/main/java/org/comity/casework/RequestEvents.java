package org.comity.casework;

import java.util.Optional;
import org.comity.matters.RequestEvent;
import org.comity.messages.Acknowledgement;
import org.comity.messages.Answer;
import org.comity.messages.Content;
import org.comity.messages.Decision;
import org.comity.messages.Part;
import org.comity.messages.Ping;
import org.comity.messages.PreservationRequest;
import org.comity.messages.Preserved;
import org.comity.messages.Question;
import org.comity.messages.Rejection;
import org.comity.messages.RiskNotice;
import org.comity.messages.Withdrawal;

/** What a message does to the request that it is about, at either side. */
final class RequestEvents {

    private RequestEvents() {}

    /** Empty for what moves no request: requests themselves, parts, pings. */
    static Optional<RequestEvent> of(Content content) {
        return switch (content) {
            case Acknowledgement acknowledgement -> Optional.of(RequestEvent.ACKNOWLEDGED);
            case Question question -> Optional.of(RequestEvent.ASKED);
            case Answer answer -> Optional.of(RequestEvent.ANSWERED);
            case Decision(var request, Decision.Accepted accepted) -> Optional.of(RequestEvent.ACCEPTED);
            case Decision(var request, Decision.Refused refused) -> Optional.of(RequestEvent.REFUSED);
            case Preserved preserved -> Optional.of(RequestEvent.PRESERVED);
            case RiskNotice notice -> Optional.of(RequestEvent.RISK_NOTICED);
            case Withdrawal withdrawal -> Optional.of(RequestEvent.WITHDRAWN);
            case Rejection rejection -> Optional.of(RequestEvent.REJECTED);
            case PreservationRequest request -> Optional.empty();
            case Part part -> Optional.empty();
            case Ping ping -> Optional.empty();
        };
    }
}
