package org.comity.matters;

import java.time.Instant;
import java.util.Optional;
import org.comity.messages.MessageId;

/**
 * Data kept by the holder for a request.
 *
 * @param starts when preservation took effect, or the earliest it can have
 * @param ends the last instant for which it is certain
 * @param estimated until the holder states both
 * @param stated the end that the holder states; of what others hold for us the earlier of it and the end by our rule is {@code ends}
 */
public record Hold(
        MessageId request, HoldState state, Instant starts, Instant ends, boolean estimated, Optional<Instant> stated) {

    public static Hold requested(MessageId request, Instant starts, Instant ends) {
        return new Hold(request, HoldState.REQUESTED, starts, ends, true, Optional.empty());
    }

    public Hold preserved(Instant from, Instant until, Instant statedEnd) {
        return new Hold(request, HoldState.PRESERVED, from, until, false, Optional.of(statedEnd));
    }

    /** Its end no longer counts: DR-02 has none. */
    public Hold heldOpen() {
        return new Hold(request, HoldState.HELD_OPEN, starts, ends, estimated, stated);
    }

    /** It ends again when it would have ended. */
    public Hold running() {
        return new Hold(
                request, estimated ? HoldState.REQUESTED : HoldState.PRESERVED, starts, ends, estimated, stated);
    }

    /** Nothing is asked any more; what has expired before stays so. */
    public Hold released() {
        return state == HoldState.EXPIRED
                ? this
                : new Hold(request, HoldState.RELEASED, starts, ends, estimated, stated);
    }

    public Hold expired() {
        return new Hold(request, HoldState.EXPIRED, starts, ends, estimated, stated);
    }
}
