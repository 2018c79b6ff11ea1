package org.comity.casework;

import org.comity.matters.MatterId;
import org.comity.matters.Request;
import org.comity.messages.MessageId;
import org.comity.people.UnitId;

/** Where a message belongs in our own house. */
record Filing(MatterId matter, UnitId unit, MessageId request) {

    static Filing of(Request request) {
        return new Filing(request.matter(), request.unit(), request.id());
    }
}
