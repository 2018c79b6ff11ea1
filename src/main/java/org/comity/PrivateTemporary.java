package org.comity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.springframework.util.FileSystemUtils;

/**
 * Where uploads lie while they come in ({@code server.tomcat.basedir}): content, so only our user may enter, and what a kill left there
 * is removed by the next start. The JDK's own {@code java.io.tmpdir} is read once, before any code of ours runs: that one is for the
 * launcher to set.
 */
final class PrivateTemporary {
    private static final Set<PosixFilePermission> OWNERS_ONLY = PosixFilePermissions.fromString("rwx------");

    private PrivateTemporary() {}

    /** @param data the directory of this gateway alone */
    static void freshBelow(Path data) {
        Path directory = data.resolve("tmp");
        try {
            FileSystemUtils.deleteRecursively(directory);
            Files.createDirectories(data);
            Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNERS_ONLY));
        } catch (IOException failed) {
            throw new UncheckedIOException("no private directory for uploads: " + directory, failed);
        }
    }

    static boolean isPrivate(Path directory) {
        try {
            return Files.getPosixFilePermissions(directory).equals(OWNERS_ONLY);
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }
}
