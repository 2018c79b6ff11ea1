package org.comity;

import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.comity.desk.DeskSettings;
import org.comity.journal.JournalSettings;
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
 * What must be true before a gateway opens its ports, asked before anything else of it exists; names everything that is missing at once.
 * Production refuses what belongs to an exercise, and an exercise needs keys as much as production does.
 */
@Component(StartCheck.NAME)
class StartCheck {
    /** The ports depend on it by this name. */
    static final String NAME = "startCheck";

    private static final Logger LOG = LoggerFactory.getLogger(StartCheck.class);
    private static final List<KeyKind> NEEDED =
            List.of(KeyKind.SIGNING, KeyKind.DECRYPTION, KeyKind.TLS, KeyKind.JOURNAL);

    StartCheck(OwnAgencies own, OwnKeys keys, DeskSettings desk, JournalSettings settings) {
        List<String> missing = new ArrayList<>();
        if (own.agencies().isEmpty()) {
            missing.add("no agency: set comity.agencies in gateway.yaml of the data directory");
        }
        if (!own.exercise() && desk.examplePasswords()) {
            missing.add("comity.desk.example-passwords is for an exercise");
        }
        own.agencies().forEach(agency -> check(agency, keys, own.exercise(), missing));
        if (!missing.isEmpty()) {
            throw new CannotStart(missing);
        }
        PrivateTemporary.freshBelow(settings.data());
        LOG.info("{}", Arithmetic.chosen().describe());
        if (!own.exercise()) {
            Surroundings.ofThisProcess().doubts().forEach(LOG::warn);
        }
    }

    private static void check(OwnAgency agency, OwnKeys keys, boolean exercise, List<String> missing) {
        for (KeyKind kind : NEEDED) {
            if (!keys.has(agency.id(), kind)) {
                missing.add("agency " + agency.id() + " has no " + kind + " key: run `keys init` or `keys import`");
            }
        }
        Map<PublicKey, KeyKind> uses = new HashMap<>();
        for (OwnCertificate certificate : keys.certificates(agency.id())) {
            if (!exercise && ExerciseAuthority.isExercise(certificate.certificate())) {
                missing.add("the " + certificate.kind() + " certificate of " + agency.id()
                        + " is an example: get a real one");
            }
            KeyKind other = uses.putIfAbsent(certificate.certificate().getPublicKey(), certificate.kind());
            if (other != null && other != certificate.kind()) {
                missing.add("agency " + agency.id() + " uses one key for " + other + " and " + certificate.kind()
                        + ": each use has a key pair of its own");
            }
        }
    }
}
