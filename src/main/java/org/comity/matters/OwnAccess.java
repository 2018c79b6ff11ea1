package org.comity.matters;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.comity.law.AccessBasis;

/**
 * PUB-32: data of another State that our own people reached without asking it, because they are public or with the consent of who may
 * disclose them (ETS185/32). An entry of a matter's log; nothing is sent. It is never changed: a correction is a further entry.
 *
 * @param data which data
 * @param source where: an open address, or a system and account
 * @param at when they were accessed
 * @param by who accessed them
 * @param state in which they were stored, ISO 3166-1 alpha-2; empty: not known
 * @param scan the proof of what was seen, or of the consent
 * @param consent there with {@link AccessBasis#CONSENT}, and only then
 */
public record OwnAccess(
        UUID id,
        MatterId matter,
        AccessBasis basis,
        String data,
        String source,
        Instant at,
        String by,
        Optional<String> state,
        Optional<Consent> consent,
        Optional<Correction> corrects,
        Optional<ByHand.Scan> scan,
        Recorded recorded) {

    public OwnAccess {
        if ((basis == AccessBasis.CONSENT) != consent.isPresent()) {
            throw new IllegalArgumentException("a consent is told where the access rests on one (ETS185/32/b)");
        }
    }

    /**
     * @param person who consented
     * @param authority to disclose the data: owner of the account, provider under its terms ...
     * @param voluntary how it is known that nobody was pressed
     * @param evidence where the consent can be read or heard
     */
    public record Consent(String person, String authority, String voluntary, String evidence) {}

    /** @param entry the one that this one stands in for */
    public record Correction(UUID entry, String why) {}

    /** @param by a person's name */
    public record Recorded(Instant at, String by) {}

    /** Ids and codes only: the rest is content. */
    @Override
    public String toString() {
        return "OwnAccess[" + id + ", " + basis + "]";
    }
}
