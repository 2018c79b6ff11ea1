package org.comity.casework;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.comity.journal.MatterRows;
import org.springframework.stereotype.Component;

/** Our own references, which people quote to each other: {@code M-2026-000017} for a matter, {@code R-2026-000018} for a request, {@code
 * O-2026-000019} for an operation. */
@Component
class References {
    private final MatterRows matters;

    References(MatterRows matters) {
        this.matters = matters;
    }

    String ofMatter(Instant opened) {
        return next('M', opened);
    }

    String ofRequest(Instant opened) {
        return next('R', opened);
    }

    String ofOperation(Instant opened) {
        return next('O', opened);
    }

    private String next(char kind, Instant opened) {
        int year = opened.atZone(ZoneOffset.UTC).getYear();
        return String.format(Locale.ROOT, "%c-%d-%06d", kind, year, matters.nextNumber());
    }
}
