package org.comity.law;

/** What a requested authority, or for {@link #WITHDRAWN} the requesting one, can say to a request (DOMAIN 7.1). */
public enum AnswerKind {
    ACKNOWLEDGED("ACK"),
    INFORMATION_NEEDED("INF"),
    ACCEPTED("ACC"),
    REFUSED("REF"),
    POSTPONED("PST"),
    PARTIAL("PAR"),
    CONDITIONAL("CON"),
    RISK_NOTICED("RSK"),
    DELAYED("DLY"),
    REFERRED("TRF"),
    FULFILLED("FUL"),
    NO_DATA("NOD"),
    EXTENDED("EXT"),
    WITHDRAWN("WDR"),
    EXPIRED("EXP");

    private final String code;

    AnswerKind(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
