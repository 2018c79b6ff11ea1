package org.comity.dashboard;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.comity.partners.AgencyId;

/**
 * The place in the list of an operation's partners after which the next page begins; as {@link Place}.
 *
 * @param at the instant to act by; empty: none
 */
public record PartnerPlace(Need need, Optional<Instant> at, AgencyId partner) implements Comparable<PartnerPlace> {

    /** How much somebody is needed, most first. */
    enum Need {
        /** The partner does not have the request, or turned it away. */
        NOT_THERE,
        /** Somebody has the next move. */
        UNDER_WAY,
        /** Nobody has. */
        OVER
    }

    private static final Comparator<PartnerPlace> ORDER = Comparator.comparing(PartnerPlace::need)
            .thenComparing(place -> place.at().orElse(Instant.MAX))
            .thenComparing(place -> place.partner().value());

    @Override
    public int compareTo(PartnerPlace other) {
        return ORDER.compare(this, other);
    }

    /** For the {@code cursor} parameter of the next call. */
    public String cursor() {
        return Cursor.of(need, at.map(Instant::toString).orElse("-"), partner);
    }

    public static Optional<PartnerPlace> parse(String cursor) {
        return Cursor.parts(cursor, 3).flatMap(PartnerPlace::of);
    }

    private static Optional<PartnerPlace> of(List<String> parts) {
        try {
            Optional<Instant> at =
                    parts.get(1).equals("-") ? Optional.empty() : Optional.of(Instant.parse(parts.get(1)));
            return Optional.of(new PartnerPlace(Need.valueOf(parts.get(0)), at, new AgencyId(parts.get(2))));
        } catch (IllegalArgumentException | DateTimeException forged) {
            return Optional.empty();
        }
    }
}
