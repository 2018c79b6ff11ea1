package org.comity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.util.FileSystemUtils;

/**
 * Where uploads lie while they come in ({@code server.tomcat.basedir}): content, so only our user may enter, and what a kill left there
 * is removed by the next start. The JDK's own {@code java.io.tmpdir} is read once, before any code of ours runs: that one is for the
 * launcher to set.
 */
final class PrivateTemporary {
    private static final Set<PosixFilePermission> OWNERS_ONLY = PosixFilePermissions.fromString("rwx------");

    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");
    private static final Pattern SERVICES_OWN =
            Pattern.compile("(?m)^\\S+ \\S+ \\S+ \\S*/systemd-private-\\S+ (\\S+) ");

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
            return Files.getPosixFilePermissions(directory).equals(OWNERS_ONLY)
                    || isOfAService(directory, Files.readString(MOUNTS));
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    /**
     * With {@code PrivateTmp=yes} every service has its own, which is open to all and lies in a directory that nobody else may enter.
     *
     * @param mounts as Linux tells them (proc_pid_mountinfo(5)): the fourth field is what is mounted, the fifth where
     */
    static boolean isOfAService(Path directory, String mounts) {
        return SERVICES_OWN
                .matcher(mounts)
                .results()
                .anyMatch(mount -> Path.of(mount.group(1)).equals(directory));
    }
}
