package org.comity.delivery.relay;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the to-do list reaches the queues.
 *
 * @param lease how long a claimed errand is not handed out again; longer than any one piece of work takes
 * @param batch errands claimed and sent in one go; one disk write at the broker for all of them
 * @param underWay errands claimed by this node and not yet finished, at most: what waits, waits in the database, where it cannot time out
 * @param unfinished claims in a row that ended in a crash before the errand is parked (THREAT-124)
 * @param longestSleep bound of the sleep until the next due instant
 */
@ConfigurationProperties("comity.relay")
public record RelaySettings(
        @DefaultValue("2m") Duration lease,
        @DefaultValue("200") int batch,
        @DefaultValue("1000") int underWay,
        @DefaultValue("5") int unfinished,
        @DefaultValue("1s") Duration longestSleep) {

    public RelaySettings {
        if (batch < 1 || underWay < batch || unfinished < 1) {
            throw new IllegalArgumentException("comity.relay: 1 <= batch <= under-way, 1 <= unfinished");
        }
        if (lease.compareTo(Duration.ofSeconds(10)) < 0) {
            throw new IllegalArgumentException("comity.relay.lease is 10 s or more");
        }
    }
}
