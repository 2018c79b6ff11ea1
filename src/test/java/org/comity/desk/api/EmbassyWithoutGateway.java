package org.comity.desk.api;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.comity.partners.AgencyId;
import org.comity.partners.Allowances;
import org.comity.partners.Contact;
import org.comity.partners.Partner;
import org.comity.partners.PartnerState;
import org.comity.partners.Partners;

/** A partner that is reached by hand, and the examples as they would go to it. */
final class EmbassyWithoutGateway {
    static final String ID = "us-example-mofa";

    private EmbassyWithoutGateway() {}

    static void register(Partners partners) {
        partners.save(new Partner(
                new AgencyId(ID),
                "Example Ministry",
                "US",
                ZoneId.of("America/New_York"),
                "Mo-Fr 9-17",
                List.of("en"),
                List.of(new Contact("Note desk", "registry", "+12025550100", "desk@example.org")),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Allowances.NONE,
                PartnerState.ACTIVE));
    }

    /** A submission of {@code examples} to it. */
    static String example(String file) {
        return new String(OfficersClient.example(file), StandardCharsets.UTF_8)
                .replaceFirst("( to=\")[^\"]*\"", "$1" + ID + "\"");
    }
}
