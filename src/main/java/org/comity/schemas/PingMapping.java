package org.comity.schemas;

import org.comity.messages.Ping;
import org.comity.schemas.v1.PingElement;

/** {@code ping}. */
final class PingMapping {

    private PingMapping() {}

    static Ping read(PingElement element) {
        return new Ping(element.getNote());
    }

    static PingElement write(Ping ping) {
        PingElement element = new PingElement();
        element.setNote(ping.note());
        return element;
    }
}
