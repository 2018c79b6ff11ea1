package org.comity.journal.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * The files of the databases. Made once: checksummed pages, UTF-8 with PostgreSQL's own collation (no dependence on the machine's C
 * library), and a database {@code comity} that belongs to the role {@code comity}, which is no superuser and migrates. The gateway
 * works as the role {@code gateway}, which owns nothing: SQL injected into it cannot read files, run programs, or change a table.
 *
 * @param directory PostgreSQL's data directory
 * @param password of the three roles, {@code comity}, {@code gateway} and {@code postgres}, from a file that only its owner can read
 */
record Cluster(Path directory, String password) {

    static Cluster under(Path parent, ServerBinaries binaries) throws IOException {
        Path directory = parent.resolve("cluster");
        Path passwordFile = parent.resolve("password");
        if (!Files.isDirectory(directory)) {
            create(parent, directory, passwordFile, binaries);
        } else if (!Files.exists(passwordFile)) {
            throw new IOException(
                    directory + " is there without " + passwordFile
                            + ", the password of its roles, which no copy of a running server has in it: put it there from the backup");
        }
        OwnersOnly.of(directory); // PostgreSQL refuses a copy that others can read
        return madeUnder(parent);
    }

    /** Of files that are there; nothing is made or changed. */
    static Cluster madeUnder(Path parent) throws IOException {
        return new Cluster(
                parent.resolve("cluster"), Files.readString(parent.resolve("password"), StandardCharsets.US_ASCII));
    }

    /** The rename comes last: a cluster that a kill left half made is never used. */
    private static void create(Path parent, Path directory, Path passwordFile, ServerBinaries binaries)
            throws IOException {
        String password = newPassword(parent, passwordFile);
        Path unfinished = parent.resolve("cluster.making-" + UUID.randomUUID());
        Commands.run(Commands.notAsRoot(List.of(
                binaries.program("initdb").toString(),
                "--pgdata=" + unfinished,
                "--data-checksums",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--auth=scram-sha-256",
                "--username=postgres",
                "--pwfile=" + passwordFile)));
        Commands.run(
                Commands.notAsRoot(List.of(
                        binaries.program("postgres").toString(), "--single", "-D", unfinished.toString(), "postgres")),
                // stretching is for passwords that can be guessed; done for each connection it takes a tenth of a start
                "set scram_iterations = 128\ncreate role comity login password '" + password
                        + "'\ncreate role gateway login password '" + password
                        + "'\ncreate database comity owner comity\n");
        Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String newPassword(Path parent, Path passwordFile) throws IOException {
        byte[] random = new byte[32]; // 256 bits: nobody guesses it
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Path unfinished = Files.createTempFile(
                parent,
                "password",
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, password, StandardCharsets.US_ASCII);
        Files.move(unfinished, passwordFile, StandardCopyOption.ATOMIC_MOVE);
        return password;
    }
}
