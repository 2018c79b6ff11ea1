package org.comity.delivery.queues;

import java.util.Map;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.core.settings.impl.DiskFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.ResourceLimitSettings;
import org.apache.activemq.artemis.core.settings.impl.SlowConsumerPolicy;

/**
 * How much each address holds and what happens then (THREAT-106). Working addresses block their sender, which is our own relay: what
 * is not queued stays due in the database. Where the disk is nearly full every sender hears no at once. Status events and notices of parking are copies, so the oldest give way.
 */
final class BrokerBounds {

    /** Bytes an address holds; ids of 100 bytes take about 1 KB each in the broker. */
    private static final long WORKING_BYTES = 64L * 1024 * 1024;

    private static final long STATUS_BYTES = 32L * 1024 * 1024;

    /** Submissions that wait: of up to 1 MB, which the broker keeps on disk and not among the bytes that it counts. */
    static final long SUBMISSIONS = 1_000;

    /**
     * Bytes of one message, whoever sends it: four for each character that {@link PlainBodies} lets through. A larger one would be made whole in
     * memory when it is offered, again and again.
     */
    static final long LARGEST_MESSAGE = 4L * 1024 * 1024;

    /** Notices kept in {@code comity.parked}; the rows are the truth. */
    private static final long NOTICES = 10_000;

    /** Events kept for a subscriber that is away or slow. */
    private static final long EVENTS_PER_SUBSCRIBER = 10_000;

    /** Where errands go that nobody took in time, each in place of the one before: they come again. */
    static final String DROPPED = "comity.dropped";

    private static final long REDELIVERY_DELAY_MS = 1_000;

    /** Of a submission, whose pause doubles: while the database is away each costs one try a minute. */
    private static final long LONGEST_REDELIVERY_DELAY_MS = 60_000;

    private static final int WITHOUT_END = -1;

    /** What one sender over AMQP may still send when an address becomes full, and when it gets more; the broker's own 1,000 would double the bound. */
    static final int CREDITS = 100;

    static final int LOW_CREDITS = 30;

    /** Of one system; it needs a sender, a reader of its answers and a listener, some of each. */
    private static final int SESSIONS_PER_USER = 32;

    /** One for each listener to {@code comity.status} and each reply address. */
    private static final int QUEUES_PER_USER = 32;

    private BrokerBounds() {}

    /** What one of the agency's systems may hold open at a time, however many connections it has. */
    static ResourceLimitSettings of(String user) {
        ResourceLimitSettings limits = new ResourceLimitSettings();
        limits.setMatch(SimpleString.of(user));
        limits.setMaxSessions(SESSIONS_PER_USER);
        limits.setMaxQueues(QUEUES_PER_USER);
        return limits;
    }

    static Map<String, AddressSettings> byAddress() {
        return Map.of(
                "#",
                working(),
                Address.SUBMIT.queue(),
                submissions(),
                Address.STATUS.queue(),
                status(),
                Address.PARKED.queue(),
                notices(),
                Address.REPLIES + "#",
                working().setAutoCreateQueues(true).setAutoCreateAddresses(true));
    }

    private static AddressSettings working() {
        return new AddressSettings()
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.BLOCK)
                .setDiskFullMessagePolicy(DiskFullMessagePolicy.FAIL)
                .setMaxSizeBytes(WORKING_BYTES)
                .setMaxDeliveryAttempts(Address.OFFERS) // errands come again after their lease anyway
                .setRedeliveryDelay(REDELIVERY_DELAY_MS)
                .setDeadLetterAddress(SimpleString.of(Address.PARKED.queue()))
                .setExpiryAddress(SimpleString.of(DROPPED))
                .setAutoCreateQueues(false)
                .setAutoCreateAddresses(false);
    }

    /** No row is behind them: the broker gives none up, and the flow takes each away once a row says what became of it. */
    private static AddressSettings submissions() {
        return working()
                .setMaxSizeMessages(SUBMISSIONS)
                .setMaxDeliveryAttempts(WITHOUT_END)
                .setRedeliveryMultiplier(2)
                .setMaxRedeliveryDelay(LONGEST_REDELIVERY_DELAY_MS)
                .setExpiryAddress(SimpleString.of(Address.PARKED.queue()));
    }

    private static AddressSettings status() {
        return working()
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.DROP)
                .setMaxSizeBytes(STATUS_BYTES)
                .setDefaultRingSize(EVENTS_PER_SUBSCRIBER)
                .setSlowConsumerPolicy(SlowConsumerPolicy.KILL)
                .setAutoCreateQueues(true);
    }

    private static AddressSettings notices() {
        return new AddressSettings()
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.DROP)
                .setDiskFullMessagePolicy(DiskFullMessagePolicy.FAIL)
                .setMaxSizeBytes(WORKING_BYTES)
                .setDefaultRingSize(NOTICES)
                .setAutoCreateQueues(false)
                .setAutoCreateAddresses(false);
    }
}
