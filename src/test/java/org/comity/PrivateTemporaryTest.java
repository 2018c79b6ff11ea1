package org.comity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which directory for temporary files a start says nothing about. */
class PrivateTemporaryTest {
    private static final Path TMP = Path.of("/tmp");

    @Test // the unit of docs/operations.md
    void whatSystemdMountsForOneServiceIsItsOwn() {
        assertThat(PrivateTemporary.isOfAService(
                        TMP, mounted("/tmp/systemd-private-0b1c-comity.service-q1/tmp", "/tmp")))
                .isTrue();
        assertThat(PrivateTemporary.isOfAService(TMP, mounted("/systemd-private-0b1c-comity.service-q1/tmp", "/tmp")))
                .as("of a file system of its own")
                .isTrue();
    }

    @Test
    void whatEverybodySeesIsNobodysOwn() {
        assertThat(PrivateTemporary.isOfAService(TMP, mounted("/", "/tmp"))).isFalse();
        assertThat(PrivateTemporary.isOfAService(
                        TMP, mounted("/var/tmp/systemd-private-0b1c-comity.service-q1/tmp", "/var/tmp")))
                .isFalse();
    }

    @Test
    void whereOnlyItsOwnerMayEnterIsPrivate(@TempDir Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(PrivateTemporary.isPrivate(directory)).isFalse();
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        assertThat(PrivateTemporary.isPrivate(directory)).isTrue();
    }

    /** Lines of a machine with a service. */
    private static String mounted(String what, String where) {
        return """
                22 27 0:21 / /proc rw,relatime - proc proc rw
                27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
                391 27 254:0 %s %s rw,relatime shared:204 master:1 - ext4 /dev/vda1 rw
                """.formatted(what, where);
    }
}
