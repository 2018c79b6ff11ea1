package org.comity.exercise;

import java.net.URI;
import java.util.List;
import org.comity.partners.AgencyId;
import org.comity.partners.OwnAgency;

/**
 * An agency that a gateway of the exercise speaks for, with its people.
 *
 * @param address where the other side calls it
 * @param languages that it takes, BCP 47
 */
record Hosted(OwnAgency agency, URI address, List<String> languages, List<Player> players) {

    AgencyId id() {
        return agency.id();
    }
}
