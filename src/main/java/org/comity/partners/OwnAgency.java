package org.comity.partners;

import java.time.ZoneId;

/**
 * An agency that this gateway speaks for.
 *
 * @param country ISO 3166-1 alpha-2
 * @param zone the zone of its office, which governs the day count of its deadlines
 */
public record OwnAgency(AgencyId id, String name, String country, ZoneId zone) {}
