package org.comity.casework;

import java.time.Instant;
import java.util.Locale;
import org.comity.journal.MatterRows;
import org.comity.partners.AgencyId;
import org.springframework.stereotype.Component;

/** Our own references, which people quote to each other: {@code M-2026-000017} for a matter, {@code R-2026-000018} for a request, {@code
 * O-2026-000019} for an operation. */
@Component
class References {
    private final MatterRows matters;
    private final Pairs pairs;

    References(MatterRows matters, Pairs pairs) {
        this.matters = matters;
        this.pairs = pairs;
    }

    String ofMatter(AgencyId agency, Instant opened) {
        return next('M', agency, opened);
    }

    String ofRequest(AgencyId agency, Instant opened) {
        return next('R', agency, opened);
    }

    String ofOperation(AgencyId agency, Instant opened) {
        return next('O', agency, opened);
    }

    /** The year is that of the office's calendar. */
    private String next(char kind, AgencyId agency, Instant opened) {
        int year = pairs.today(agency, opened).getYear();
        return String.format(Locale.ROOT, "%c-%d-%06d", kind, year, matters.nextNumber());
    }
}
