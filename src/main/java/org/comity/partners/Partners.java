package org.comity.partners;

import java.util.List;
import java.util.Optional;

/** Every partner that this gateway knows. Reads are cheap: an implementation may answer from a copy at most one second old. */
public interface Partners {

    Optional<Partner> find(AgencyId id);

    /** The partner that has registered this certificate for any use; a fingerprint belongs to one partner only (THREAT-73). */
    Optional<Partner> owning(Fingerprint fingerprint);

    List<Partner> all();

    /** Joins the caller's transaction: until it ends nobody else changes a partner, and every read of it finds what was changed before. */
    void hold();

    /** @throws IllegalArgumentException if another partner has one of its certificates or keys */
    void save(Partner partner);
}
