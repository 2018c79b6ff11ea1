package org.comity.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.comity.partners.AgencyId;
import org.comity.partners.CertificateUse;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The keys of every own agency, read from the key files at start and again by {@link #reloadIfChanged()}; what is handed out are capabilities.
 * A new key takes over by itself at the instant its period begins, a replaced decryption key stays until its period ends.
 */
@Component
public class OwnKeys {
    private final Clock clock;
    private final Optional<TrustSettings> settings;
    private final Set<KeyKind> kinds;
    private volatile Map<AgencyId, Map<KeyKind, List<KeyEntry>>> held;
    private volatile String stamp;

    /** @throws KeysUnusable naming each key file that cannot be used */
    @Autowired
    public OwnKeys(TrustSettings settings, Clock clock) {
        this(settings, EnumSet.allOf(KeyKind.class), clock);
    }

    private OwnKeys(TrustSettings settings, Set<KeyKind> kinds, Clock clock) {
        this.clock = clock;
        this.settings = Optional.of(settings);
        this.kinds = kinds;
        this.stamp = KeyFile.stamp(settings.keys()); // before reading: what changes meanwhile is noticed
        this.held = read(settings, kinds);
    }

    /** The keys of one kind; the files of the others are not touched. */
    public static OwnKeys only(KeyKind kind, TrustSettings settings, Clock clock) {
        return new OwnKeys(settings, EnumSet.of(kind), clock);
    }

    private OwnKeys(Map<AgencyId, Map<KeyKind, List<KeyEntry>>> held, Clock clock) {
        this.clock = clock;
        this.settings = Optional.empty();
        this.kinds = EnumSet.allOf(KeyKind.class);
        this.stamp = "";
        this.held = Map.copyOf(held);
    }

    /** Keys that lie in memory only. */
    static OwnKeys holding(Map<AgencyId, Map<KeyKind, List<KeyEntry>>> held, Clock clock) {
        return new OwnKeys(held, clock);
    }

    /**
     * Reads the key files again if names, sizes or times differ.
     *
     * @return whether there are other keys now
     * @throws KeysUnusable if they cannot be read, or none is left of a kind that was there; the keys in memory stay
     */
    public synchronized boolean reloadIfChanged() {
        if (settings.isEmpty()) {
            return false;
        }
        String now = KeyFile.stamp(settings.get().keys());
        if (now.equals(stamp)) {
            return false;
        }
        Map<AgencyId, Map<KeyKind, List<KeyEntry>>> fresh = read(settings.get(), kinds);
        requireNoneLost(fresh, settings.get());
        held = fresh;
        stamp = now;
        return true;
    }

    public Set<AgencyId> agencies() {
        return held.keySet();
    }

    /** Whether there is a key of this kind whose period has begun. */
    public boolean has(AgencyId agency, KeyKind kind) {
        return entries(agency, kind).stream().anyMatch(entry -> entry.period().hasBegunAt(clock.instant()));
    }

    /** @throws IllegalStateException if {@code agency} has no signing key: an operator has to make or import one */
    public SigningKey signing(AgencyId agency) {
        return signer(agency, KeyKind.SIGNING);
    }

    /** The key that signs checkpoints of the journal. */
    public SigningKey journal(AgencyId agency) {
        return signer(agency, KeyKind.JOURNAL);
    }

    /** Every decryption key, newest first, legacy ones behind them, retired ones too: the caller asks {@link DecryptionKey#isRetiredAt}. */
    public List<DecryptionKey> decryption(AgencyId agency) {
        return Stream.concat(
                        decryption(agency, KeyKind.DECRYPTION, CertificateUse.ENCRYPTION),
                        decryption(agency, KeyKind.LEGACY_DECRYPTION, CertificateUse.LEGACY_ENCRYPTION))
                .toList();
    }

    /** What there is, for {@code keys list}, expiry warnings and the profile. */
    public List<OwnCertificate> certificates(AgencyId agency) {
        List<OwnCertificate> all = new ArrayList<>();
        for (KeyKind kind : KeyKind.values()) {
            entries(agency, kind).forEach(entry -> all.add(new OwnCertificate(kind, entry.period(), entry.chain())));
        }
        return List.copyOf(all);
    }

    /** The entry of this kind whose period began last. */
    KeyEntry current(AgencyId agency, KeyKind kind) {
        return entries(agency, kind).stream()
                .filter(entry -> entry.period().hasBegunAt(clock.instant()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "agency " + agency + " has no " + kind.title() + " key; see `keys init` and `keys import`"));
    }

    /** Whether this is the key of its kind whose period began last; another may wait beside it. */
    boolean isCurrent(AgencyId agency, OwnCertificate own) {
        return has(agency, own.kind())
                && current(agency, own.kind()).certificate().equals(own.certificate());
    }

    private SigningKey signer(AgencyId agency, KeyKind kind) {
        KeyEntry entry = current(agency, kind);
        return new SigningKey(entry.key(), entry.chain());
    }

    private Stream<DecryptionKey> decryption(AgencyId agency, KeyKind kind, CertificateUse use) {
        return entries(agency, kind).stream()
                .map(entry -> new DecryptionKey(
                        entry.key(), entry.certificate(), use, entry.period().until()));
    }

    List<KeyEntry> tls(AgencyId agency) {
        return entries(agency, KeyKind.TLS);
    }

    private List<KeyEntry> entries(AgencyId agency, KeyKind kind) {
        return held.getOrDefault(agency, Map.of()).getOrDefault(kind, List.of());
    }

    private void requireNoneLost(Map<AgencyId, Map<KeyKind, List<KeyEntry>>> fresh, TrustSettings from) {
        List<String> lost = new ArrayList<>();
        held.forEach((agency, before) -> before.forEach((kind, entries) -> {
            List<KeyEntry> now = fresh.getOrDefault(agency, Map.of()).getOrDefault(kind, List.of());
            if (!entries.isEmpty() && now.isEmpty()) {
                lost.add("the key file " + KeyFile.path(from.keys(), agency, kind)
                        + " is gone; its key stays in use until the gateway stops: put it back");
            }
        }));
        if (!lost.isEmpty()) {
            throw new KeysUnusable(lost);
        }
    }

    private static Map<AgencyId, Map<KeyKind, List<KeyEntry>>> read(TrustSettings settings, Set<KeyKind> kinds) {
        if (!Files.isDirectory(settings.keys())) {
            return Map.of();
        }
        char[] password = KeyPassword.of(settings);
        List<String> troubles = new ArrayList<>();
        Map<AgencyId, Map<KeyKind, List<KeyEntry>>> all = new TreeMap<>();
        for (AgencyId agency : agenciesBelow(settings.keys())) {
            Map<KeyKind, List<KeyEntry>> entries = new EnumMap<>(KeyKind.class);
            for (KeyKind kind : kinds) {
                try {
                    entries.put(kind, entriesOf(KeyFile.path(settings.keys(), agency, kind), password));
                } catch (KeysUnusable one) {
                    troubles.addAll(one.troubles());
                }
            }
            all.put(agency, entries);
        }
        if (!troubles.isEmpty()) {
            throw new KeysUnusable(troubles);
        }
        return Map.copyOf(all);
    }

    private static List<AgencyId> agenciesBelow(Path keys) {
        try (Stream<Path> directories = Files.list(keys)) {
            return directories
                    .filter(Files::isDirectory)
                    .map(path -> path.getFileName().toString())
                    .filter(AgencyId::isValid)
                    .map(AgencyId::new)
                    .toList();
        } catch (IOException unreadable) {
            throw new KeysUnusable("the key directory " + keys + " " + Unreadable.why(unreadable), unreadable);
        }
    }

    private static List<KeyEntry> entriesOf(Path file, char[] password) {
        List<KeyEntry> entries = KeyFile.open(file, password).entries();
        for (KeyEntry entry : entries) {
            if (!KeyFit.fits(entry.key(), entry.certificate().getPublicKey())) {
                throw new KeysUnusable(List.of("in the key file " + file
                        + " the private key does not belong to certificate "
                        + Certificates.fingerprint(entry.certificate())));
            }
        }
        return entries;
    }
}
