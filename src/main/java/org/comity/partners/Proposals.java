package org.comity.partners;

import java.util.Optional;

/** Profiles that wait for the call-back, at most one for each partner. */
public interface Proposals {

    Optional<Proposal> find(AgencyId partner);

    /** In place of the one that waited. */
    void put(Proposal proposal);

    void remove(AgencyId partner);
}
