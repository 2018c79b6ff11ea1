package org.comity;

import java.util.List;
import org.comity.journal.JournalSettings;
import org.comity.journal.JournalVerification;
import org.springframework.stereotype.Component;

/** THREAT-116: a restored backup forgets what partners have receipts for; nothing goes out before a person has decided. */
@Component
class RollbackCheck {

    RollbackCheck(JournalVerification journal, JournalSettings settings) {
        if (journal.isRolledBack() && !settings.journal().acceptRollback()) {
            throw new CannotStart(List.of(
                    "the database is older than its last checkpoint: decide whether the backup is the one to go on with,"
                            + " then start once with comity.journal.accept-rollback=true"));
        }
    }
}
