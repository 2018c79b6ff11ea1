package org.comity.law;

/**
 * What the two authorities can say about a request. The requested one says all but {@link #WITHDRAWN}; conditions are answered by
 * whichever side they bind: the requesting one, or the one to whom information was offered.
 */
public enum AnswerKind {
    ACKNOWLEDGED("ACK"),
    INFORMATION_NEEDED("INF"),
    ACCEPTED("ACC"),
    REFUSED("REF"),
    POSTPONED("PST"),
    PARTIAL("PAR"),
    CONDITIONAL("CON"),
    /** The conditions are accepted, and bind from then on, or are not (ETS185/26/2, ETS185/28/3). */
    CONDITIONS_ANSWERED("CAN"),
    RISK_NOTICED("RSK"),
    /** Existence or subject of the request cannot be kept secret (ETS185/27/8). */
    SECRECY_NOT_POSSIBLE("SEC"),
    DELAYED("DLY"),
    REFERRED("TRF"),
    /** Enough traffic data to find another provider of the path (ETS185/30). */
    DISCLOSED("DSC"),
    FULFILLED("FUL"),
    NO_DATA("NOD"),
    /** What use was made of what was supplied (ETS185/28/4). */
    USE_ASKED("USE"),
    WITHDRAWN("WDR");

    private final String code;

    AnswerKind(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
