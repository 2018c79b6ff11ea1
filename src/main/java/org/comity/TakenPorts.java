package org.comity;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.core.env.Environment;

/**
 * The ports that this gateway could not open, looked at before anything else is started: the partners' and the health port open last,
 * after the database and the broker. Who takes a port between the look and the opening is found then.
 */
final class TakenPorts {
    private record Door(String whose, String portSetting, String addressSetting, int usual) {}

    private static final List<Door> DOORS = List.of(
            new Door("the officers", "server.port", "server.address", 8443),
            new Door("the partners", "comity.port.partners", "comity.port.address", 8444),
            new Door("health", "management.server.port", "management.server.address", 8445),
            new Door("the agency's systems", "comity.broker.amqp.port", "comity.broker.amqp.host", 0));

    private TakenPorts() {}

    /** A sentence for each. */
    static List<String> of(Environment environment) {
        return DOORS.stream().flatMap(door -> trouble(door, environment)).toList();
    }

    private static Stream<String> trouble(Door door, Environment environment) {
        int port = environment.getProperty(door.portSetting(), Integer.class, door.usual());
        if (port <= 0) { // any free one, or shut
            return Stream.empty();
        }
        Optional<String> address = Optional.ofNullable(environment.getProperty(door.addressSetting()));
        InetSocketAddress place =
                address.map(host -> new InetSocketAddress(host, port)).orElseGet(() -> new InetSocketAddress(port));
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(place);
            return Stream.empty();
        } catch (IOException taken) {
            return Stream.of("the port of " + door.whose() + ", " + port
                    + address.map(host -> " of " + host).orElse("") + ", cannot be opened (" + taken.getMessage()
                    + "): end what"
                    + " has it (ss -ltnp), or set " + door.portSetting());
        }
    }
}
