package org.comity.delivery.queues;

import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.core.security.Role;

/**
 * Who may do what at the embedded broker. An agency's own systems send to {@code comity.submit}, listen to {@code comity.status} and
 * keep a reply address; nothing else is theirs, and management is nobody's (THREAT-105).
 */
final class BrokerRoles {
    private BrokerRoles() {}

    static Map<String, List<Role>> byAddress() {
        return Map.of(
                "#",
                List.of(gateway()),
                Address.SUBMIT.queue(),
                List.of(gateway(), sender()),
                Address.STATUS.queue(),
                List.of(gateway(), listener()),
                Address.REPLIES + "#",
                List.of(gateway(), listener()),
                "activemq.#",
                List.of(nobody()),
                "$sys.#",
                List.of(nobody()));
    }

    private static Role gateway() {
        Role role = new Role();
        role.setName(EmbeddedBroker.GATEWAY);
        role.setSend(true);
        role.setConsume(true);
        role.setBrowse(true);
        role.setCreateAddress(true);
        role.setCreateNonDurableQueue(true);
        role.setDeleteNonDurableQueue(true);
        role.setCreateDurableQueue(true);
        return role;
    }

    private static Role sender() {
        Role role = new Role();
        role.setName(EmbeddedBroker.SYSTEMS);
        role.setSend(true);
        return role;
    }

    private static Role listener() {
        Role role = new Role();
        role.setName(EmbeddedBroker.SYSTEMS);
        role.setConsume(true);
        role.setCreateAddress(true);
        role.setCreateNonDurableQueue(true);
        role.setDeleteNonDurableQueue(true);
        return role;
    }

    private static Role nobody() {
        Role role = new Role();
        role.setName("nobody");
        return role;
    }
}
