package org.comity.matters;

import java.time.Instant;
import org.comity.partners.AgencyId;
import org.comity.people.UnitId;

/**
 * @param reference ours, human, such as {@code M-2026-000017}; shown and quoted
 * @param title for our own lists; never leaves the gateway
 */
public record Matter(MatterId id, AgencyId agency, UnitId unit, String reference, String title, Instant opened) {

    @Override
    public String toString() {
        return "Matter[" + reference + "]";
    }
}
