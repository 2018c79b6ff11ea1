package org.comity.delivery.queues;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.comity.journal.JournalSettings;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.autoconfigure.system.DiskSpaceHealthIndicatorProperties;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.actuate.system.DiskSpaceHealthIndicator;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Room on the disks that the gateway writes to: that of its data and that of the embedded broker, which may be another one and on which nothing is
 * queued any more when it is nearly full. In place of the framework's part of this name, which looks at one disk.
 */
@Component("diskSpaceHealthIndicator")
@ConditionalOnEnabledHealthIndicator("diskspace")
class DiskHealth implements HealthIndicator {
    private final List<DiskSpaceHealthIndicator> disks;

    @Autowired
    DiskHealth(DiskSpaceHealthIndicatorProperties settings, JournalSettings journal, BrokerSettings broker) {
        this(
                broker.url().isPresent() ? Set.of(journal.data()) : both(journal.data(), broker.data()),
                settings.getThreshold());
    }

    DiskHealth(Set<Path> directories, DataSize threshold) {
        this.disks = directories.stream()
                .map(directory -> new DiskSpaceHealthIndicator(directory.toFile(), threshold))
                .toList();
    }

    private static Set<Path> both(Path data, Path broker) {
        return new LinkedHashSet<>(List.of(data, broker));
    }

    /** Of the first that has too little room, or of that of the data. */
    @Override
    public Health health() {
        List<Health> all = disks.stream().map(HealthIndicator::health).toList();
        return all.stream()
                .filter(one -> !one.getStatus().equals(Status.UP))
                .findFirst()
                .orElse(all.getFirst());
    }
}
