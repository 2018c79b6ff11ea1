package org.comity.delivery.queues;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.util.unit.DataSize;

/** UC-27/1: a full disk is told before anything stops, whichever of the disks it is. */
class DiskHealthTest {
    @TempDir
    private Path data;

    @Test
    void theDiskOfTheBrokerCountsTooIfItIsAnother() {
        Path full = data.resolve("not mounted"); // has no byte free
        assertThat(health(data).getStatus()).isEqualTo(Status.UP);
        Health both = health(data, full);
        assertThat(both.getStatus()).isEqualTo(Status.DOWN);
        assertThat(both.getDetails().get("path")).isEqualTo(full.toString());
        assertThat(health(full, data).getStatus()).isEqualTo(Status.DOWN);
    }

    private static Health health(Path... directories) {
        return new DiskHealth(new LinkedHashSet<>(List.of(directories)), DataSize.ofMegabytes(1)).health();
    }
}
