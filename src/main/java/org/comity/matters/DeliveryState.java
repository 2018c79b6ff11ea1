package org.comity.matters;

import java.util.EnumSet;
import java.util.Set;

/**
 * How far a message has travelled; says nothing about law. Outgoing: {@code DRAFT} to {@code PARKED}; incoming: {@code RECEIVED},
 * {@code PROCESSED}, {@code REJECTED}, {@code PARKED}.
 */
public enum DeliveryState {
    AWAITING_APPROVAL("waits for approval"),
    APPROVED("waits to be sealed"),
    SEALED("sealed, on its way"),
    DELIVERED("delivered, receipt verified"),
    TURNED_AWAY("turned away by the partner's gateway, with a signed receipt that says why"),
    EXPIRED("not delivered before its notAfter"),
    DISCARDED("discarded before it was sent"),
    RECEIVED("received, receipt given"),
    PROCESSED("received and processed"),
    REJECTED("received, and answered with a rejection"),
    PARKED("set aside for a person");

    private final String inWords;

    DeliveryState(String inWords) {
        this.inWords = inWords;
    }

    public String inWords() {
        return inWords;
    }

    /** The states that may come next. */
    public Set<DeliveryState> next() {
        return switch (this) {
            case AWAITING_APPROVAL -> EnumSet.of(APPROVED, DISCARDED);
            case APPROVED -> EnumSet.of(SEALED, EXPIRED, PARKED, DISCARDED);
            case SEALED -> EnumSet.of(DELIVERED, TURNED_AWAY, EXPIRED, PARKED);
            case PARKED -> EnumSet.of(APPROVED, SEALED, DELIVERED, EXPIRED, RECEIVED, DISCARDED);
            // a receipt that comes after we gave up still proves delivery (THREAT-129)
            case EXPIRED -> EnumSet.of(DELIVERED);
            case RECEIVED -> EnumSet.of(PROCESSED, REJECTED, PARKED);
            case DELIVERED, TURNED_AWAY, DISCARDED, PROCESSED, REJECTED -> EnumSet.noneOf(DeliveryState.class);
        };
    }

    public boolean isWaiting() {
        return this == APPROVED || this == SEALED;
    }
}
