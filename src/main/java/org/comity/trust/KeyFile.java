package org.comity.trust;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.comity.partners.AgencyId;

/**
 * One PKCS#12 file: every key pair of one kind of one own agency, each under the name of its period, and perhaps one that waits for
 * its certificate. Files are of mode 0600 in directories of mode 0700 and replaced as a whole, never written in place (THREAT-112).
 */
final class KeyFile {
    private static final String REQUESTED = "requested";
    private static final Set<StandardOpenOption> CREATE =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);

    private final Path path;
    private final char[] password;
    private final KeyStore store;

    private KeyFile(Path path, char[] password, KeyStore store) {
        this.path = path;
        this.password = password;
        this.store = store;
    }

    /**
     * The file as it is on disk, or an empty one if there is none yet.
     *
     * @throws KeysUnusable if it cannot be read, or not with this password
     */
    static KeyFile open(Path path, char[] password) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            if (Files.exists(path)) {
                try (InputStream file = Files.newInputStream(path)) {
                    store.load(file, password);
                }
            } else {
                store.load(null, null);
            }
            return new KeyFile(path, password, store);
        } catch (FileSystemException unreadable) {
            throw new KeysUnusable("the key file " + path + " " + Unreadable.why(unreadable), unreadable);
        } catch (IOException | GeneralSecurityException broken) {
            throw new KeysUnusable(
                    broken.getCause() instanceof UnrecoverableKeyException
                            ? "the password does not open the key file " + path
                            : "the key file " + path + " is damaged: take it from the backup",
                    broken);
        }
    }

    /** Where the keys of one kind of an agency lie. */
    static Path path(Path keys, AgencyId agency, KeyKind kind) {
        return keys.resolve(agency.value()).resolve(kind.title() + ".p12");
    }

    /** Names, sizes and times of every key file below a directory: differs when a file was replaced, added or removed. */
    static String stamp(Path directory) {
        if (!Files.isDirectory(directory)) {
            return "";
        }
        try (Stream<Path> files = Files.walk(directory, 2)) {
            return files.filter(file -> file.toString().endsWith(".p12"))
                    .sorted()
                    .map(KeyFile::state)
                    .collect(Collectors.joining("\n"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("key directory " + directory + " cannot be read", unreadable);
        }
    }

    private static String state(Path file) {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return file + " " + attributes.size() + " " + attributes.lastModifiedTime() + " " + attributes.fileKey();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("key file " + file + " cannot be read", unreadable);
        }
    }

    /** Newest first; of two that began at once, the one that nothing replaced. */
    List<KeyEntry> entries() {
        List<KeyEntry> found = new ArrayList<>();
        for (String alias : aliases()) {
            KeyPeriod.ofAlias(alias).ifPresent(period -> found.add(entry(alias, period)));
        }
        found.sort(Comparator.comparing((KeyEntry entry) -> entry.period().from())
                .thenComparing(entry -> entry.period().until().isEmpty())
                .reversed());
        return List.copyOf(found);
    }

    /** The key pair that waits for its certificate; its own certificate is a self-signed stand-in. */
    Optional<KeyEntry> requested() {
        return aliases().contains(REQUESTED)
                ? Optional.of(entry(REQUESTED, KeyPeriod.since(Instant.EPOCH)))
                : Optional.empty();
    }

    KeyFile withRequested(PrivateKey key, X509Certificate standIn) {
        set(REQUESTED, key, List.of(standIn));
        return this;
    }

    KeyFile with(KeyEntry entry) {
        set(entry.period().alias(), entry.key(), entry.chain());
        return this;
    }

    KeyFile without(KeyEntry entry) {
        delete(entry.period().alias());
        return this;
    }

    KeyFile withoutRequested() {
        delete(REQUESTED);
        return this;
    }

    void save() {
        try {
            Path directory = Files.createDirectories(
                    path.toAbsolutePath().getParent(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path fresh = directory.resolve(path.getFileName() + ".new");
            Files.deleteIfExists(fresh);
            try (FileChannel file = FileChannel.open(
                    fresh,
                    CREATE,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                OutputStream output = Channels.newOutputStream(file);
                store.store(output, password);
                file.force(true);
            }
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("key file " + path + " cannot be written", unwritable);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("key file " + path + " cannot be written", broken);
        }
    }

    private List<String> aliases() {
        try {
            return Collections.list(store.aliases());
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("key file " + path + " is broken", broken);
        }
    }

    private KeyEntry entry(String alias, KeyPeriod period) {
        try {
            PrivateKey key = (PrivateKey) store.getKey(alias, password);
            Certificate[] chain = store.getCertificateChain(alias);
            if (key == null || chain == null) {
                throw new IllegalStateException("key file " + path + " holds something else than key pairs");
            }
            return new KeyEntry(
                    period,
                    key,
                    Arrays.stream(chain).map(X509Certificate.class::cast).toList());
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("key file " + path + " is broken", broken);
        }
    }

    private void set(String alias, PrivateKey key, List<X509Certificate> chain) {
        try {
            store.setKeyEntry(alias, key, password, chain.toArray(Certificate[]::new));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("key file " + path + " takes no key", broken);
        }
    }

    private void delete(String alias) {
        try {
            store.deleteEntry(alias);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("key file " + path + " is broken", broken);
        }
    }
}
