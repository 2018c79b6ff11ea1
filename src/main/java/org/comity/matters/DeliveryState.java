package org.comity.matters;

import java.util.EnumSet;
import java.util.Set;

/**
 * How far a message has travelled; says nothing about law. Outgoing: {@code DRAFT} to {@code PARKED}; incoming: {@code RECEIVED},
 * {@code PROCESSED}, {@code REJECTED}, {@code PARKED}. What is {@code DELIVERED} stays so, unless an operator sends it again (UC-09/7f). What has no gateway at the other end is carried by hand: {@code TO_CARRY} to {@code
 * HANDED_OVER} on the way out, {@code RECORDED} on the way in; behind these stands a person's word and no receipt.
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
    PARKED("set aside for a person"),
    TO_CARRY("to be carried by hand"),
    CARRIED("carried by hand, not known to have arrived"),
    HANDED_OVER("arrived, as recorded by hand: no receipt"),
    RECORDED("recorded by hand: no receipt, no signature");

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
            case AWAITING_APPROVAL -> EnumSet.of(APPROVED, TO_CARRY, RECORDED, DISCARDED);
            case APPROVED -> EnumSet.of(SEALED, EXPIRED, PARKED, DISCARDED);
            case SEALED -> EnumSet.of(DELIVERED, TURNED_AWAY, EXPIRED, PARKED);
            case PARKED -> EnumSet.of(APPROVED, SEALED, DELIVERED, EXPIRED, RECEIVED, DISCARDED);
            // a receipt that comes after we gave up still proves delivery (THREAT-129)
            case EXPIRED -> EnumSet.of(DELIVERED);
            case RECEIVED -> EnumSet.of(PROCESSED, REJECTED, PARKED);
            case TO_CARRY -> EnumSet.of(CARRIED, DISCARDED);
            case CARRIED -> EnumSet.of(HANDED_OVER);
            case DELIVERED, TURNED_AWAY, DISCARDED, PROCESSED, REJECTED, HANDED_OVER, RECORDED ->
                EnumSet.noneOf(DeliveryState.class);
        };
    }

    /** Whether the gateway itself still has something to carry. */
    public boolean isWaiting() {
        return this == APPROVED || this == SEALED;
    }

    /** Whether nothing more comes of it by itself or by a person who carries it. */
    public boolean isOver() {
        return !isWaiting() && this != TO_CARRY && this != CARRIED;
    }
}
