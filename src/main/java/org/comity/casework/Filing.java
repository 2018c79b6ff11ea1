package org.comity.casework;

import java.util.Optional;
import org.comity.journal.MessageRow;
import org.comity.matters.MatterId;
import org.comity.matters.Request;
import org.comity.messages.MessageId;
import org.comity.people.UnitId;

/**
 * Where a message belongs in our own house.
 *
 * @param carried whether what is said about the request is carried, whatever its partner has: {@link Request#isWrittenDown}
 */
record Filing(MatterId matter, UnitId unit, MessageId request, boolean carried) {

    /** Of what has travelled; empty for what belongs to no matter. */
    static Optional<Filing> of(MessageRow row) {
        MessageRow.Filed filed = row.filed();
        return filed.matter()
                .flatMap(matter -> filed.unit()
                        .flatMap(unit -> filed.request().map(request -> new Filing(matter, unit, request, false))));
    }

    static Filing of(Request request) {
        return new Filing(request.matter(), request.unit(), request.id(), request.isWrittenDown());
    }
}
