package org.comity;

import java.time.Instant;
import java.util.List;
import org.comity.casework.ClockWatch;
import org.comity.casework.LoadedRelationships;
import org.comity.casework.LostWitness;
import org.comity.journal.JournalSettings;
import org.comity.journal.JournalVerification;
import org.comity.journal.MatterRows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * THREAT-116: a restored backup forgets what partners have receipts for; nothing goes out before a person has decided. What a restore left
 * out, the relationships or the checkpoint, is missed too.
 */
@Component
class RollbackCheck {
    private static final Logger LOG = LoggerFactory.getLogger(RollbackCheck.class);

    /** References; more than an office gives between two backups. */
    private static final int GIVEN_SINCE = 1_000;

    RollbackCheck(
            JournalVerification journal,
            MatterRows matters,
            JournalSettings settings,
            LoadedRelationships relationships,
            LostWitness witness,
            ClockWatch clocks,
            Environment environment) {
        boolean rolledBack = journal.isRolledBack();
        if (rolledBack && !settings.journal().acceptRollback()) {
            throw new CannotStart(
                    List.of(
                            "the database is older than its last checkpoint, it goes until " + end(journal)
                                    + ": decide whether the backup is the one to go on with, then start once with comity.journal.accept-rollback=true"));
        }
        relationships.objection(settings).ifPresent(why -> {
            throw new CannotStart(List.of(why));
        });
        if (settings.journal().acceptRollback()) {
            LOG.warn(
                    "goes on with an older database, which knows nothing of what came after {}: ask every partner to send it again (docs/operations.md,"
                            + " \"Backup and restore\"), and take comity.journal.accept-rollback out of the settings",
                    end(journal));
            clocks.afterRestore();
            matters.passOver(GIVEN_SINCE); // also if a checkpoint that was put back with it shows nothing
        }
        if (rolledBack) {
            journal.witnessAnew(); // the next checkpoint may be another node's to sign
        }
        relationships.note();
        witness.look(!environment.containsProperty("spring.datasource.url"));
    }

    private static String end(JournalVerification journal) {
        return journal.until().map(Instant::toString).orElse("its beginning");
    }
}
