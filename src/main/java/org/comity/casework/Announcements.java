package org.comity.casework;

import java.time.Instant;
import java.util.Map;
import org.comity.journal.Event;
import org.comity.journal.Journal;
import org.springframework.stereotype.Component;

/**
 * Says that something happened, in the caller's transaction: ids, codes and digests only. It stands in the journal, and
 * {@code comity.status} tells what the journal has.
 */
@Component
class Announcements {
    private final Journal journal;

    Announcements(Journal journal) {
        this.journal = journal;
    }

    void say(Happening happening, Map<String, String> detail, Instant now) {
        journal.append(new Event(
                happening.event(),
                happening.actor(),
                now,
                happening.agency(),
                happening.matter(),
                happening.unit(),
                happening.request(),
                happening.message(),
                happening.partner(),
                detail));
    }
}
