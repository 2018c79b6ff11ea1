package org.comity.law;

import java.util.Arrays;
import java.util.Optional;

/** What the requested authority is asked to do, as a result rather than as a step of somebody else's procedure. */
public enum Measure {
    DISCLOSURE("ETS185/31/1", true, "disclose stored computer data"),
    SEARCH("ETS185/31/1", true, "search or similarly access a computer system"),
    SEIZURE("ETS185/31/1", true, "seize or similarly secure stored computer data"),
    TRAFFIC_REAL_TIME("ETS185/33/1", true, "collect traffic data in real time"),
    INTERCEPTION("ETS185/34", true, "collect or record content data in real time"),
    TESTIMONY("ETS185/25/1", true, "take evidence from a person"),
    SERVICE("ETS185/25/1", false, "serve a document"),
    INFORMATION("ETS185/25/1", false, "give information that needs no order of a court"),
    LOCATION("ETS185/35/1/c", false, "locate or identify a person");

    private final String source;
    private final boolean coercive;
    private final String label;

    Measure(String source, boolean coercive, String label) {
        this.source = source;
        this.coercive = coercive;
        this.label = label;
    }

    public Citation source() {
        return Citation.of(source);
    }

    /** Whether it takes an order of a court or a power of coercion: never on a police avenue. */
    public boolean isCoercive() {
        return coercive;
    }

    public String label() {
        return label;
    }

    public static Optional<Measure> of(String code) {
        return Arrays.stream(values())
                .filter(measure -> measure.name().equals(code))
                .findFirst();
    }
}
