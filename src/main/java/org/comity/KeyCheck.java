package org.comity;

import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.comity.partners.OwnAgencies;
import org.comity.partners.OwnAgency;
import org.comity.trust.ExerciseAuthority;
import org.comity.trust.KeyFiles;
import org.comity.trust.KeyKind;
import org.comity.trust.KeysUnusable;
import org.comity.trust.OwnCertificate;
import org.comity.trust.OwnHosts;
import org.comity.trust.OwnKeys;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanFactory;

/** The keys that each own agency needs, looked at before a gateway starts: a sentence for everything that is missing or wrong. */
final class KeyCheck {
    private KeyCheck() {}

    static List<String> missing(OwnAgencies own, BeanFactory beans) {
        Optional<KeyFiles> files = made(beans, KeyFiles.class);
        if (files.isEmpty()) {
            return List.of(); // comity.trust has a mistake, which is named already
        }
        List<String> missing = new ArrayList<>();
        try {
            OwnKeys keys = beans.getBean(OwnKeys.class);
            own.agencies().forEach(agency -> missing.addAll(missing(agency, keys, own.exercise())));
            if (missing.isEmpty()) {
                missing.addAll(OwnHosts.unclear(own.ids(), keys));
            }
            if (own.agencies().isEmpty()) {
                missing.add(
                        "no agency: set comity.agencies in gateway.yaml of the data directory, then make its keys with"
                                + " `keys init`");
            }
            if (!missing.isEmpty()) {
                files.get().passwordTrouble().ifPresent(missing::add);
            }
        } catch (BeansException unmade) {
            missing.addAll(troubles(unmade));
            own.agencies()
                    .forEach(
                            agency -> files.get().absent(agency.id()).forEach(kind -> missing.add(none(agency, kind))));
        }
        return missing;
    }

    private static List<String> missing(OwnAgency agency, OwnKeys keys, boolean exercise) {
        List<String> missing = new ArrayList<>();
        for (KeyKind kind : KeyFiles.NEEDED) {
            if (!keys.has(agency.id(), kind)) {
                missing.add(none(agency, kind));
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
        return missing;
    }

    private static String none(OwnAgency agency, KeyKind kind) {
        return "agency " + agency.id() + " has no " + kind
                + " key: if it had one, put its file back from the backup; for a new agency run `keys init "
                + agency.id()
                + "` (keys made now are others than the ones that its partners have)";
    }

    private static List<String> troubles(BeansException unmade) {
        return Stream.iterate((Throwable) unmade, one -> one != null, Throwable::getCause)
                .filter(KeysUnusable.class::isInstance)
                .map(KeysUnusable.class::cast)
                .findFirst()
                .orElseThrow(() -> unmade)
                .troubles();
    }

    private static <T> Optional<T> made(BeanFactory beans, Class<T> part) {
        try {
            return Optional.of(beans.getBean(part));
        } catch (BeansException unmade) {
            return Optional.empty();
        }
    }
}
