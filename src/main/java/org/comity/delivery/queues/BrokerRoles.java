package org.comity.delivery.queues;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.activemq.artemis.core.security.Role;

/**
 * Who may do what at the embedded broker. An agency's own systems send to {@code comity.submit}, listen to {@code comity.status} and
 * keep reply addresses of their own name; nothing else is theirs, and management is nobody's (THREAT-105).
 */
final class BrokerRoles {
    private BrokerRoles() {}

    /** @param systems names of the users that an agency's own systems sign in with */
    static Map<String, List<Role>> byAddress(Set<String> systems) {
        Map<String, List<Role>> roles = new HashMap<>(Map.of(
                "#",
                List.of(gateway()),
                Address.SUBMIT.queue(),
                List.of(gateway(), sender()),
                Address.STATUS.queue(),
                List.of(gateway(), listener()),
                "activemq.#",
                List.of(nobody()),
                "$sys.#",
                List.of(nobody())));
        systems.forEach(user -> roles.put(Address.REPLIES + user + ".#", List.of(gateway(), reader(user))));
        return roles;
    }

    /** The role of one system alone: its answers are not another's to read. */
    static String repliesOf(String user) {
        return "replies of " + user;
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

    private static Role reader(String user) {
        Role role = listener();
        role.setName(repliesOf(user));
        role.setCreateDurableQueue(
                true); // what a named queue is over AMQP; it goes when nobody reads and nothing waits
        return role;
    }

    private static Role nobody() {
        Role role = new Role();
        role.setName("nobody");
        return role;
    }
}
