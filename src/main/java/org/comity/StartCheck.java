package org.comity;

import java.util.ArrayList;
import java.util.List;
import org.comity.journal.JournalSettings;
import org.comity.journal.JournalVerification;
import org.comity.partners.OwnAgencies;
import org.comity.partners.OwnAgency;
import org.comity.trust.Arithmetic;
import org.comity.trust.ExerciseAuthority;
import org.comity.trust.KeyKind;
import org.comity.trust.OwnCertificate;
import org.comity.trust.OwnKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What must be true before a gateway opens its ports; names everything that is missing at once. Production refuses what belongs to an
 * exercise, and an exercise needs keys as much as production does.
 */
@Component
class StartCheck {
    private static final Logger LOG = LoggerFactory.getLogger(StartCheck.class);
    private static final List<KeyKind> NEEDED =
            List.of(KeyKind.SIGNING, KeyKind.DECRYPTION, KeyKind.TLS, KeyKind.JOURNAL);

    StartCheck(OwnAgencies own, OwnKeys keys, JournalVerification journal, JournalSettings settings) {
        List<String> missing = new ArrayList<>();
        if (own.agencies().isEmpty()) {
            missing.add("no agency: set comity.agencies in gateway.yaml of the data directory");
        }
        own.agencies().forEach(agency -> check(agency, keys, own.exercise(), missing));
        if (journal.isRolledBack() && !settings.journal().acceptRollback()) {
            // THREAT-116: a restored backup forgets what partners have receipts for
            missing.add(
                    "the database is older than its last checkpoint: decide whether the backup is the one to go on with,"
                            + " then start once with comity.journal.accept-rollback=true");
        }
        if (!missing.isEmpty()) {
            throw new IllegalStateException("The gateway does not start:\n  - " + String.join("\n  - ", missing));
        }
        LOG.info("{}", Arithmetic.chosen().describe());
    }

    private static void check(OwnAgency agency, OwnKeys keys, boolean exercise, List<String> missing) {
        for (KeyKind kind : NEEDED) {
            if (!keys.has(agency.id(), kind)) {
                missing.add("agency " + agency.id() + " has no " + kind + " key: run `keys init` or `keys import`");
            }
        }
        for (OwnCertificate certificate : keys.certificates(agency.id())) {
            if (!exercise && ExerciseAuthority.isExercise(certificate.certificate())) {
                missing.add("the " + certificate.kind() + " certificate of " + agency.id()
                        + " is an example: get a real one");
            }
        }
    }
}
