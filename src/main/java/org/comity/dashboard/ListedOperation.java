package org.comity.dashboard;

import java.time.Instant;
import java.util.Optional;
import org.comity.matters.OperationId;

/**
 * One line of the list of operations.
 *
 * @param openedBy name of the officer
 */
public record ListedOperation(
        OperationId id,
        String reference,
        String title,
        String matterReference,
        Instant opened,
        String openedBy,
        String unit,
        Tally tally) {

    /**
     * How far the requests of one operation have come. Of one partner several can be true.
     *
     * @param partners asked
     * @param awaiting still to be approved
     * @param received the request, as a verified receipt proves or a person recorded; not who turned it away
     * @param acknowledged by the message that says so
     * @param preserved the data are held, all that was asked
     * @param preservedInPart some of what was asked is held and some is not
     * @param refused on a legal ground
     * @param refusalsTold by telephone, and nothing that decides has come since
     * @param ours something of it is ours to do, as in the list of requests
     * @param late the instant to act by has passed, whoever has the next move
     * @param firstHoldEnds the nearest end of what is held; empty: nothing is held, or what is has no end
     */
    public record Tally(
            int partners,
            int awaiting,
            int received,
            int acknowledged,
            int preserved,
            int preservedInPart,
            int refused,
            int refusalsTold,
            int ours,
            int late,
            Optional<Instant> firstHoldEnds) {}

    OperationPlace place() {
        return new OperationPlace(opened, id);
    }
}
