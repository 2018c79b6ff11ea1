package org.comity.desk.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.comity.dashboard.ListedRequest;
import org.comity.desk.Move;

/**
 * A request as the interface lists it; {@code Request} in {@code openapi.yaml}.
 *
 * @param rejected the partner rejected something of ours about it that nothing has replaced
 * @param ours something of it is ours to do, whoever has the next move
 * @param moves the last parts of the paths of what can be done next
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record RequestJson(
        String id,
        String href,
        String direction,
        String partner,
        String kind,
        String urgency,
        String state,
        String stateInWords,
        String nextMove,
        String reference,
        Optional<String> partnerReference,
        Optional<String> caseReference,
        Optional<Instant> due,
        Optional<Instant> followUpBefore,
        boolean estimated,
        boolean notYetHeld,
        Optional<Instant> statedEnd,
        boolean heldInPart,
        boolean holdHeard,
        boolean refusalTold,
        boolean rejected,
        boolean ours,
        Instant opened,
        Instant changed,
        String unit,
        Optional<String> inHand,
        String matter,
        Optional<WaitingJson> waiting,
        List<String> moves) {

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record WaitingJson(int messages, int tries, Optional<Instant> nextTry, boolean parked, Optional<String> problem) {}

    static RequestJson of(ListedRequest request) {
        return new RequestJson(
                request.id().toString(),
                "/api/v1/requests/" + request.id(),
                request.direction().name(),
                request.partner().value(),
                request.kind().code(),
                request.urgency().name(),
                request.state().name(),
                request.state().inWords(),
                request.nextMove().name(),
                request.reference(),
                request.partnerReference(),
                request.caseReference(),
                request.due(),
                request.followUpBefore(),
                request.estimated(),
                request.notYetHeld(),
                request.statedEnd(),
                request.heldInPart(),
                request.holdHeard().isPresent(),
                request.refusalTold(),
                request.rejected(),
                request.ours(),
                request.opened(),
                request.changed(),
                request.unit(),
                request.inHand(),
                request.matterReference(),
                request.waiting()
                        .map(waiting -> new WaitingJson(
                                waiting.messages(),
                                waiting.tries(),
                                waiting.nextTry(),
                                waiting.parked(),
                                waiting.problem())),
                Move.possible(request).stream().map(Move::apiPath).distinct().toList());
    }
}
