package org.comity.delivery.relay;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the to-do list reaches the queues.
 *
 * @param lease how long a claimed errand is not handed out again; longer than any one piece of work takes, and any one statement
 * @param batch errands claimed and sent in one go; one disk write at the broker for all of them
 * @param queued errands claimed by this node and not yet taken from a queue, at most, of each queue: what waits, waits in the database, where it cannot time out
 * @param share errands of one partner, urgency and queue that this node has claimed or at work at a time, about: at least twice
 *     {@code comity.as2.in-flight}, or its lane would never be full; what one partner floods delays others by as many (THREAT-125)
 * @param unfinished how often in a row work on an errand ends in a crash or a surprise before it is parked (THREAT-124)
 * @param longestSleep bound of the sleep until the next due instant
 * @param firstPause the pause after the first surprise is drawn from 0 to this, and the bound doubles each time
 * @param longestPause bound of the pause after a surprise
 * @param atWork file of 1 MB that names what this node works on, so that the next start knows what a crash interrupted
 */
@ConfigurationProperties("comity.relay")
public record RelaySettings(
        @DefaultValue("2m") Duration lease,
        @DefaultValue("200") int batch,
        @DefaultValue("1000") int queued,
        @DefaultValue("64") int share,
        @DefaultValue("5") int unfinished,
        @DefaultValue("1s") Duration longestSleep,
        @DefaultValue("10s") Duration firstPause,
        @DefaultValue("10m") Duration longestPause,
        @DefaultValue("data/at-work") Path atWork) {

    public RelaySettings {
        if (batch < 1 || queued < batch || share < 2 || unfinished < 2) { // one may be a lease that ended
            throw new IllegalArgumentException("comity.relay: 1 <= batch <= queued, 2 <= share, 2 <= unfinished");
        }
        if (!firstPause.isPositive() || longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException("comity.relay: 0 < first-pause <= longest-pause");
        }
        if (lease.compareTo(Duration.ofSeconds(10)) < 0) {
            throw new IllegalArgumentException("comity.relay.lease is 10 s or more");
        }
    }

    /** As many of a strand are claimed at once, when no more than that are under way: one by one, each would cost a disk write at the broker. */
    int halfShare() {
        return share / 2;
    }

    /** How long a claimed errand may wait in memory for its turn: far below its lease. */
    public Duration patience() {
        return lease.dividedBy(12);
    }

    /**
     * How long a claimed errand may wait in its queue: then the broker drops it, at its next look half a minute later at the latest, and so
     * before it can be claimed again. What is taken has a quarter of its lease left.
     */
    Duration inQueue() {
        return lease.multipliedBy(3).dividedBy(4);
    }
}
