package org.comity.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
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
    private volatile Map<AgencyId, Map<KeyKind, List<KeyEntry>>> held;
    private volatile String stamp;

    /** @throws IllegalStateException if a key file is broken, open to other users, or a key does not fit its certificate */
    @Autowired
    public OwnKeys(TrustSettings settings, Clock clock) {
        this.clock = clock;
        this.settings = Optional.of(settings);
        this.stamp = KeyFile.stamp(settings.keys()); // before reading: what changes meanwhile is noticed
        this.held = read(settings);
    }

    private OwnKeys(Map<AgencyId, Map<KeyKind, List<KeyEntry>>> held, Clock clock) {
        this.clock = clock;
        this.settings = Optional.empty();
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
     * @throws RuntimeException if they cannot be read; the keys in memory stay
     */
    public synchronized boolean reloadIfChanged() {
        if (settings.isEmpty()) {
            return false;
        }
        String now = KeyFile.stamp(settings.get().keys());
        if (now.equals(stamp)) {
            return false;
        }
        held = read(settings.get());
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

    private static Map<AgencyId, Map<KeyKind, List<KeyEntry>>> read(TrustSettings settings) {
        if (!Files.isDirectory(settings.keys())) {
            return Map.of();
        }
        char[] password = KeyPassword.of(settings);
        Map<AgencyId, Map<KeyKind, List<KeyEntry>>> all = new TreeMap<>();
        try (Stream<Path> directories = Files.list(settings.keys())) {
            directories
                    .filter(path -> Files.isDirectory(path)
                            && AgencyId.isValid(path.getFileName().toString()))
                    .forEach(path -> all.put(new AgencyId(path.getFileName().toString()), readAgency(path, password)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("key directory " + settings.keys() + " cannot be read", unreadable);
        }
        return Map.copyOf(all);
    }

    private static Map<KeyKind, List<KeyEntry>> readAgency(Path directory, char[] password) {
        Map<KeyKind, List<KeyEntry>> kinds = new EnumMap<>(KeyKind.class);
        for (KeyKind kind : KeyKind.values()) {
            List<KeyEntry> entries = KeyFile.open(directory.resolve(kind.title() + ".p12"), password)
                    .entries();
            entries.forEach(OwnKeys::requireFit);
            kinds.put(kind, entries);
        }
        return kinds;
    }

    private static void requireFit(KeyEntry entry) {
        if (!KeyFit.fits(entry.key(), entry.certificate().getPublicKey())) {
            throw new IllegalStateException(
                    "the private key does not belong to certificate " + Certificates.fingerprint(entry.certificate()));
        }
    }
}
