package org.comity.delivery.as2;

import java.net.URI;
import java.util.Optional;
import org.comity.envelope.Arrival;

/** Bytes that a partner posted, with what the carrier says of them; not opened. */
public final class Parcel {
    private final byte[] raw;
    private final Arrival arrival;
    private final Optional<URI> receiptTo;

    /** @param receiptTo where the receipt is to be posted, equal to the partner's profile; empty: in the answer */
    Parcel(byte[] raw, Arrival arrival, Optional<URI> receiptTo) {
        this.raw = raw;
        this.arrival = arrival;
        this.receiptTo = receiptTo;
    }

    byte[] raw() {
        return raw;
    }

    Arrival arrival() {
        return arrival;
    }

    boolean wantsReceiptLater() {
        return receiptTo.isPresent();
    }

    @Override
    public String toString() {
        return "Parcel[" + arrival.id() + ", " + raw.length + " bytes]";
    }
}
