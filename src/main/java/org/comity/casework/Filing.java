package org.comity.casework;

import java.util.Optional;
import org.comity.journal.MessageRow;
import org.comity.matters.MatterId;
import org.comity.matters.Request;
import org.comity.messages.MessageId;
import org.comity.people.UnitId;

/** Where a message belongs in our own house. */
record Filing(MatterId matter, UnitId unit, MessageId request) {

    /** Empty for what belongs to no matter. */
    static Optional<Filing> of(MessageRow row) {
        MessageRow.Filed filed = row.filed();
        return filed.matter()
                .flatMap(matter -> filed.unit()
                        .flatMap(unit -> filed.request().map(request -> new Filing(matter, unit, request))));
    }

    static Filing of(Request request) {
        return new Filing(request.matter(), request.unit(), request.id());
    }
}
