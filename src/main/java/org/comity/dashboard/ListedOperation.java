package org.comity.dashboard;

import java.time.Instant;
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
     * @param received the request, proven by a verified receipt
     * @param acknowledged by the message that says so
     * @param preserved the data are held
     * @param refused on a legal ground
     * @param ours wait for our next move
     */
    public record Tally(
            int partners, int awaiting, int received, int acknowledged, int preserved, int refused, int ours) {}
}
