package org.comity.trust;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.comity.partners.AgencyId;
import org.comity.partners.Proposal;
import org.comity.partners.Proposals;

/** Proposals for tests that need no database. */
public final class ProposalsInMemory implements Proposals {
    private final Map<AgencyId, Proposal> waiting = new ConcurrentHashMap<>();

    @Override
    public Optional<Proposal> find(AgencyId partner) {
        return Optional.ofNullable(waiting.get(partner));
    }

    @Override
    public void put(Proposal proposal) {
        waiting.put(proposal.profile().id(), proposal);
    }

    @Override
    public void remove(AgencyId partner) {
        waiting.remove(partner);
    }
}
