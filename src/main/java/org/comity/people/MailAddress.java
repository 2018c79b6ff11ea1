package org.comity.people;

import java.util.regex.Pattern;

/** One mailbox, in the plain form: no name, no list, no line break could be hidden in it (THREAT-99). At most 254 characters. */
public record MailAddress(String value) {
    private static final Pattern FORM =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,63}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,186}[A-Za-z0-9])?");

    public MailAddress {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a mail address is one plain mailbox, such as duty@agency.example");
        }
    }

    /** Hides who it is. */
    @Override
    public String toString() {
        return "MailAddress";
    }
}
