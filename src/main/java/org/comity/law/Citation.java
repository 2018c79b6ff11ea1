package org.comity.law;

import java.util.regex.Pattern;

/**
 * A place in an instrument, in one fixed form: {@code ETS185/29/2/f} is Article 29, paragraph 2, item f of the Convention on
 * Cybercrime (ETS 185). Standards are cited the same way: {@code RFC6302/2}.
 */
public record Citation(String value) implements Comparable<Citation> {
    private static final Pattern FORM = Pattern.compile("[A-Z][A-Z0-9.-]{1,30}(/[0-9A-Za-z.-]{1,20}){0,6}");

    public Citation {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a citation has the form ETS185/29/2/f");
        }
    }

    public static Citation of(String value) {
        return new Citation(value);
    }

    @Override
    public int compareTo(Citation other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
