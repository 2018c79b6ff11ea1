package org.comity.dashboard;

import java.time.Instant;
import java.util.Optional;
import org.comity.matters.Direction;
import org.comity.matters.NextMove;
import org.comity.matters.RequestState;
import org.comity.partners.AgencyId;

/**
 * What of a list to show.
 *
 * @param closed requests that nobody has to move any more, last changed first; else what is pending, by the instant to act by, the most urgent first of the same
 * @param dueBefore only what is due before
 * @param reference part of ours, the partner's, that of our case, or the title of the matter, in capital or small letters
 * @param inHand whose it is
 */
public record RequestFilter(
        boolean closed,
        Optional<Direction> direction,
        Optional<RequestState> state,
        Optional<NextMove> nextMove,
        Optional<AgencyId> partner,
        Optional<Instant> dueBefore,
        Optional<String> reference,
        Optional<InHand> inHand) {

    /** Who has a request in hand. */
    public enum InHand {
        /** Whoever asks. */
        ME,
        NOBODY
    }

    public static final RequestFilter PENDING = new RequestFilter(
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
}
