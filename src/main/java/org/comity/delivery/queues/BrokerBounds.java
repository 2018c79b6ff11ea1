package org.comity.delivery.queues;

import java.util.Map;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.core.settings.impl.SlowConsumerPolicy;

/**
 * How much each address holds and what happens then (THREAT-106). Working addresses block their sender, which is our own relay: what
 * is not queued stays due in the database. Status events and notices of parking are copies, so the oldest give way.
 */
final class BrokerBounds {

    /** Bytes an address holds; ids of 100 bytes take about 1 KB each in the broker. */
    private static final long WORKING_BYTES = 64L * 1024 * 1024;

    private static final long STATUS_BYTES = 32L * 1024 * 1024;

    /** Notices kept in {@code comity.parked}; the rows are the truth. */
    private static final long NOTICES = 10_000;

    /** Events kept for a subscriber that is away or slow. */
    private static final long EVENTS_PER_SUBSCRIBER = 10_000;

    private static final long REDELIVERY_DELAY_MS = 1_000;

    private BrokerBounds() {}

    static Map<String, AddressSettings> byAddress() {
        return Map.of(
                "#",
                working(),
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
                .setMaxSizeBytes(WORKING_BYTES)
                .setMaxDeliveryAttempts(Address.OFFERS) // errands come again after their lease anyway
                .setRedeliveryDelay(REDELIVERY_DELAY_MS)
                .setDeadLetterAddress(SimpleString.of(Address.PARKED.queue()))
                .setExpiryAddress(SimpleString.of(Address.PARKED.queue()))
                .setAutoCreateQueues(false)
                .setAutoCreateAddresses(false);
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
                .setMaxSizeBytes(WORKING_BYTES)
                .setDefaultRingSize(NOTICES)
                .setAutoCreateQueues(false)
                .setAutoCreateAddresses(false);
    }
}
