package org.comity.trust;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * From when a key of ours is the one to use, and until when it is kept after another took its place.
 *
 * @param until for decryption keys: partners may still encrypt to it; empty while nothing replaced it
 */
public record KeyPeriod(Instant from, Optional<Instant> until) {
    private static final Pattern ALIAS = Pattern.compile("FROM (\\S+)(?: UNTIL (\\S+))?");

    public KeyPeriod {
        if (until.isPresent() && until.get().isBefore(from)) {
            throw new IllegalArgumentException("a key's period ends after it begins");
        }
    }

    static KeyPeriod since(Instant from) {
        return new KeyPeriod(from, Optional.empty());
    }

    KeyPeriod endingAt(Instant end) {
        return new KeyPeriod(from, Optional.of(end.isBefore(from) ? from : end));
    }

    boolean hasBegunAt(Instant now) {
        return !from.isAfter(now);
    }

    /** The name of the entry in the key file. Key files keep names in lower case. */
    String alias() {
        return ("FROM " + from + until.map(end -> " UNTIL " + end).orElse("")).toLowerCase(Locale.ROOT);
    }

    static Optional<KeyPeriod> ofAlias(String alias) {
        Matcher form = ALIAS.matcher(alias.toUpperCase(Locale.ROOT));
        return form.matches()
                ? Optional.of(new KeyPeriod(
                        Instant.parse(form.group(1)),
                        Optional.ofNullable(form.group(2)).map(Instant::parse)))
                : Optional.empty();
    }
}
