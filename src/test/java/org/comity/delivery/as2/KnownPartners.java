package org.comity.delivery.as2;

import java.util.List;
import java.util.Optional;
import org.comity.partners.AgencyId;
import org.comity.partners.Fingerprint;
import org.comity.partners.Partner;
import org.comity.partners.Partners;

/** A registry that a test writes down. */
public record KnownPartners(List<Partner> all) implements Partners {
    public KnownPartners(Partner... all) {
        this(List.of(all));
    }

    @Override
    public Optional<Partner> find(AgencyId id) {
        return all.stream().filter(partner -> partner.id().equals(id)).findFirst();
    }

    @Override
    public Optional<Partner> owning(Fingerprint fingerprint) {
        return all.stream()
                .filter(partner -> partner.certificate(fingerprint).isPresent())
                .findFirst();
    }

    @Override
    public void hold() {}

    @Override
    public void save(Partner partner) {
        throw new UnsupportedOperationException("this registry is written in the test");
    }
}
