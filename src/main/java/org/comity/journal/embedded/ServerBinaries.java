package org.comity.journal.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.springframework.util.FileSystemUtils;

/**
 * The programs of PostgreSQL, unpacked once. The directory's name carries the archive's checksum, so another version of the gateway
 * unpacks its own beside it, and it appears by a rename: never half there.
 */
record ServerBinaries(Path home) {
    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";

    static ServerBinaries under(Path directory) throws IOException {
        URL archive = ServerBinaries.class.getResource(ARCHIVE);
        if (archive == null) {
            throw new IOException(
                    "no PostgreSQL binaries for this machine are shipped (" + System.getProperty("os.name") + " "
                            + System.getProperty("os.arch") + "): set spring.datasource.url to a PostgreSQL >= 15");
        }
        Path home = directory.resolve("binaries-" + checksum(archive));
        if (!Files.isDirectory(home)) {
            unpack(archive, home);
        }
        return new ServerBinaries(home);
    }

    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    /** The CRC-32 that the jar keeps of the archive: read from its directory, in microseconds. */
    private static String checksum(URL archive) throws IOException {
        URLConnection connection = archive.openConnection();
        if (connection instanceof JarURLConnection jar) {
            return HexFormat.of().toHexDigits((int) jar.getJarEntry().getCrc());
        }
        return Long.toString(connection.getContentLengthLong());
    }

    private static void unpack(URL archive, Path home) throws IOException {
        Path unfinished = home.resolveSibling(home.getFileName() + ".unpacking-" + UUID.randomUUID());
        Files.createDirectories(unfinished);
        try (InputStream bytes = archive.openStream();
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(bytes))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(entry, tar, unfinished);
            }
        }
        // one sync of the file system instead of one per file: 1,600 files
        Commands.run(List.of("sync", "-f", unfinished.toString()));
        try {
            Files.move(unfinished, home);
        } catch (IOException moveFailed) {
            FileSystemUtils.deleteRecursively(unfinished);
            if (!Files.isDirectory(home)) { // else another process was faster, with the same bytes
                throw moveFailed;
            }
        }
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path root) throws IOException {
        Path target = root.resolve(entry.getName()).normalize();
        if (!target.startsWith(root)) {
            throw new IOException("an entry of the PostgreSQL archive points outside it");
        }
        if (isForCompilers(entry.getName())) {
            return;
        }
        if (entry.isDirectory()) {
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, target);
            if ((entry.getMode() & 0b001_000_000) != 0 && !target.toFile().setExecutable(true, false)) {
                throw new IOException("cannot make " + target.getFileName() + " executable");
            }
        }
    }

    private static boolean isForCompilers(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".a") || lower.contains("/pkgconfig");
    }
}
