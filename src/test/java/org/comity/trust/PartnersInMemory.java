package org.comity.trust;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.comity.partners.AgencyId;
import org.comity.partners.Fingerprint;
import org.comity.partners.Partner;
import org.comity.partners.Partners;

/** A registry for tests that need no database. */
public final class PartnersInMemory implements Partners {
    private final Map<AgencyId, Partner> partners = new ConcurrentHashMap<>();

    public PartnersInMemory(Partner... known) {
        List.of(known).forEach(this::save);
    }

    @Override
    public Optional<Partner> find(AgencyId id) {
        return Optional.ofNullable(partners.get(id));
    }

    @Override
    public Optional<Partner> owning(Fingerprint fingerprint) {
        return partners.values().stream()
                .filter(partner -> partner.certificate(fingerprint).isPresent())
                .findFirst();
    }

    @Override
    public List<Partner> all() {
        return new ArrayList<>(partners.values());
    }

    @Override
    public void hold() {}

    @Override
    public void save(Partner partner) {
        partners.put(partner.id(), partner);
    }
}
