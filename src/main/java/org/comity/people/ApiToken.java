package org.comity.people;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Lets a program come in as one person by one door, until it expires or is revoked. Holds no secret.
 *
 * @param door what it opens; nothing else
 * @param person name of the person it acts as
 * @param sha256 of the secret, 64 lower-case hexadecimal digits
 * @param label what it is for, such as {@code case system}
 */
public record ApiToken(
        UUID id,
        String person,
        Door door,
        String sha256,
        String label,
        Instant created,
        Instant expires,
        Optional<Instant> revoked) {

    /** A year: long enough for a system, short enough that a forgotten token dies. */
    public static final Duration LONGEST_LIFE = Duration.ofDays(366);

    /** Characters; a column of the pages. */
    public static final int LONGEST_LABEL = 100;

    public ApiToken {
        if (label.isBlank() || label.length() > LONGEST_LABEL) {
            throw new IllegalArgumentException("a token's label has 1 to " + LONGEST_LABEL + " characters");
        }
        if (!created.isBefore(expires) || created.plus(LONGEST_LIFE).isBefore(expires)) {
            throw new IllegalArgumentException("a token lives at least a moment and at most 366 days");
        }
    }

    public static ApiToken issue(UUID id, String person, TokenSecret secret, String label, Instant now, Duration life) {
        return new ApiToken(id, person, secret.door(), secret.sha256(), label, now, now.plus(life), Optional.empty());
    }

    public boolean opens(Door which, Instant now) {
        return door == which && isValidAt(now);
    }

    public boolean isValidAt(Instant now) {
        return revoked.isEmpty() && now.isBefore(expires);
    }

    public ApiToken revoke(Instant now) {
        return new ApiToken(id, person, door, sha256, label, created, expires, Optional.of(revoked.orElse(now)));
    }

    @Override
    public String toString() {
        return "ApiToken[" + id + "]";
    }
}
