package org.comity.dashboard;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.comity.law.RequestKind;
import org.comity.matters.Direction;
import org.comity.matters.RequestState;

/** One matter with all its requests, over every avenue and partner. */
public record MatterFile(String reference, String title, String unit, List<ListedRequest> requests) {
    private static final Set<RequestState> ANSWERED = EnumSet.of(
            RequestState.FULFILLED,
            RequestState.PARTLY_FULFILLED,
            RequestState.USE_OF_PART_ASKED,
            RequestState.USE_ASKED);

    public MatterFile {
        requests = List.copyOf(requests);
    }

    /** Police have answered, so that somebody could think the matter done: what they bring is intelligence (DOMAIN 10). */
    public boolean hasPoliceAnswer() {
        return ours().anyMatch(request -> request.kind().isInformal() && ANSWERED.contains(request.state()));
    }

    /** Legal requests of ours that are not decided yet. */
    public List<ListedRequest> open() {
        return ours().filter(
                        request -> isLegal(request.kind()) && !request.state().isFinal())
                .toList();
    }

    /** Whether evidence was ever asked for. */
    public boolean hasLegalRequest() {
        return ours().anyMatch(request -> isLegal(request.kind()));
    }

    private Stream<ListedRequest> ours() {
        return requests.stream().filter(request -> request.direction() == Direction.OUT);
    }

    /** Asks for evidence: neither police, nor a mere hold, nor something offered. */
    private static boolean isLegal(RequestKind kind) {
        return !kind.isInformal() && !kind.isPreservation() && kind != RequestKind.SPON_26;
    }
}
