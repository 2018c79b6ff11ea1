package org.comity.problems;

/** A state that the code promises cannot occur. Never caught in the domain; the work at hand is parked at once and an alarm raised. */
public final class GatewayBug extends RuntimeException {
    public GatewayBug(String promise) {
        super(promise);
    }

    public GatewayBug(String promise, Throwable cause) {
        super(promise, cause);
    }
}
