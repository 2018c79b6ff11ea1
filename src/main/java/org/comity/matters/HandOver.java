package org.comity.matters;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.comity.messages.MessageId;
import org.comity.people.UnitId;

/**
 * UC-24: a matter on its way from one unit of an own agency to another. Until it is taken over the first one is in charge and both see it.
 *
 * @param id of the task, too, where there is a request
 * @param request from whose file it was offered; empty: nobody was asked in the matter yet
 * @param why in the words of who offered it
 */
public record HandOver(
        UUID id,
        MatterId matter,
        Optional<MessageId> request,
        UnitId from,
        UnitId to,
        String why,
        Instant offered,
        String offeredBy,
        Optional<End> end) {

    /**
     * @param taken false: it stays with the unit that offered it
     * @param reason of a return; empty where it was taken over
     */
    public record End(Instant at, String by, boolean taken, Optional<String> reason) {}
}
