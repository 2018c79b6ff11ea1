package org.comity.matters;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.comity.messages.MessageId;
import org.comity.messages.Preserved;

/**
 * Data kept by the holder for a request.
 *
 * @param starts when preservation took effect, or the earliest it can have
 * @param ends the last instant for which it is certain
 * @param estimated until the holder states both
 * @param stated the end that the holder states; of what others hold for us the earlier of it and the end by our rule is {@code ends}
 * @param unexplained whether {@code stated} is later than any reading of the period explains, or {@code starts} before it was asked for (THREAT-84)
 * @param part numbers of the data items that are held where others of the request are not; none: all are
 * @param saidOf the request to which the holder stated it: its own, or one that extends it
 */
public record Hold(
        MessageId request,
        HoldState state,
        Instant starts,
        Instant ends,
        boolean estimated,
        Optional<Instant> stated,
        boolean unexplained,
        List<Integer> part,
        Optional<MessageId> saidOf) {

    public Hold {
        part = List.copyOf(part);
    }

    public static Hold requested(MessageId request, Instant starts, Instant ends) {
        return new Hold(
                request, HoldState.REQUESTED, starts, ends, true, Optional.empty(), false, List.of(), Optional.empty());
    }

    /**
     * @param until the end to live by
     * @param items where others are not held
     */
    public Hold preserved(Preserved said, Instant until, boolean isUnexplained, List<Integer> items) {
        return new Hold(
                request,
                HoldState.PRESERVED,
                said.from(),
                until,
                false,
                Optional.of(said.until()),
                isUnexplained,
                items,
                Optional.of(said.request()));
    }

    /** The same period comes to another end, because more is recorded of how it is counted. */
    public Hold ending(Instant end, boolean isUnexplained) {
        return new Hold(request, state, starts, end, estimated, stated, isUnexplained, part, saidOf);
    }

    /** Its end no longer counts: DR-02 has none. */
    public Hold heldOpen() {
        return in(HoldState.HELD_OPEN);
    }

    /** It ends again when it would have ended. */
    public Hold running() {
        return in(estimated ? HoldState.REQUESTED : HoldState.PRESERVED);
    }

    /** Nothing is asked any more; what has expired before stays so. */
    public Hold released() {
        return state == HoldState.EXPIRED ? this : in(HoldState.RELEASED);
    }

    public Hold expired() {
        return in(HoldState.EXPIRED);
    }

    private Hold in(HoldState now) {
        return new Hold(request, now, starts, ends, estimated, stated, unexplained, part, saidOf);
    }
}
