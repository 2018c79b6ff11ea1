package org.comity.partners;

import java.util.regex.Pattern;

/**
 * The name of an agency in every message: 2 to 63 characters of lower-case letters, digits, hyphen and dot, such as
 * {@code jp-npa}. It is the right side of a message id, the AS2-From and AS2-To name, and never changes.
 */
public record AgencyId(String value) implements Comparable<AgencyId> {
    private static final Pattern FORM = Pattern.compile("[a-z0-9](?:[a-z0-9]|[.-](?=[a-z0-9])){1,62}");

    public AgencyId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("an agency id is 2 to 63 of a-z, 0-9, inner hyphens and dots");
        }
    }

    /** Whether {@code text} has the form of an agency id; for text that comes from outside. */
    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public int compareTo(AgencyId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
