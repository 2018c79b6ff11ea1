package org.comity.law;

import java.util.Arrays;
import java.util.Optional;

/** Categories of stored computer data that can be preserved (DOMAIN 9.2). */
public enum DataCategory {
    SUB("ETS185/18/3", "subscriber information"),
    SUB_ACC("EU2023.1543/3/10", "data to identify the user only"),
    TRA("ETS185/1/d", "traffic data"),
    CON("ETS185/1/b", "content");

    private final String source;
    private final String label;

    DataCategory(String source, String label) {
        this.source = source;
        this.label = label;
    }

    /** As it travels: {@code SUB-ACC}. */
    public String code() {
        return name().replace('_', '-');
    }

    public Citation source() {
        return Citation.of(source);
    }

    public String label() {
        return label;
    }

    public static Optional<DataCategory> of(String code) {
        return Arrays.stream(values())
                .filter(category -> category.code().equals(code))
                .findFirst();
    }
}
