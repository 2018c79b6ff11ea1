package org.comity.people;

import java.util.regex.Pattern;

/** A unit of an own agency, such as {@code cyber-1}; the border of need-to-know. 1 to 40 of a-z, 0-9 and hyphen. */
public record UnitId(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    public UnitId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a unit id is 1 to 40 of a-z, 0-9 and hyphen");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
