package org.comity.exercise;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.comity.partners.AgencyId;
import org.comity.partners.OwnAgency;
import org.comity.people.Role;
import org.comity.trust.TrustSettings;

/**
 * One side of the exercise: an agency with its own directory, keys, database, broker and ports.
 *
 * @param officers HTTPS port of the pages and the REST interface
 * @param partners HTTPS port for the other side
 * @param management loopback port for health
 */
record Party(OwnAgency agency, Path directory, int officers, int partners, int management, List<Player> players) {

    /** A person of the exercise; all have the password {@link Setup#PASSWORD}. */
    record Player(String name, String fullName, Role role, OptionalInt dutyRank) {

        Player(String name, String fullName, Role role) {
            this(name, fullName, role, OptionalInt.empty());
        }

        /** Called by alerts, see {@link Pager}. */
        Player onDuty(int rank) {
            return new Player(name, fullName, role, OptionalInt.of(rank));
        }
    }

    static Party tokyo(Path data, int firstPort) {
        return new Party(
                new OwnAgency(
                        new AgencyId("jp-example-npa"),
                        "Example National Police, Cyber Affairs (EXERCISE)",
                        "JP",
                        ZoneId.of("Asia/Tokyo")),
                data.resolve("jp-example-npa"),
                firstPort,
                firstPort + 1,
                firstPort + 2,
                List.of(
                        new Player("akiko", "Akiko Example", Role.OFFICER).onDuty(1),
                        new Player("kenji", "Kenji Example", Role.APPROVER),
                        new Player("sachiko", "Sachiko Example", Role.SUPERVISOR),
                        new Player("admin", "Ada Example", Role.ADMINISTRATOR)));
    }

    static Party washington(Path data, int firstPort) {
        return new Party(
                new OwnAgency(
                        new AgencyId("us-example-poc"),
                        "Example 24/7 Contact Point (EXERCISE)",
                        "US",
                        ZoneId.of("America/New_York")),
                data.resolve("us-example-poc"),
                firstPort + 1000,
                firstPort + 1001,
                firstPort + 1002,
                List.of(
                        new Player("pat", "Pat Example", Role.OFFICER).onDuty(1),
                        new Player("chris", "Chris Example", Role.APPROVER).onDuty(2),
                        new Player("admin", "Alex Example", Role.ADMINISTRATOR)));
    }

    AgencyId id() {
        return agency.id();
    }

    /** Everybody who plays, at either side. */
    static List<Player> playersOf(AgencyId id) {
        Path nowhere = Path.of("");
        return Stream.of(tokyo(nowhere, 0), washington(nowhere, 0))
                .filter(party -> party.id().equals(id))
                .flatMap(party -> party.players().stream())
                .toList();
    }

    TrustSettings trust(Path passwordFile) {
        return new TrustSettings(
                directory.resolve("keys"),
                passwordFile,
                Optional.empty(),
                directory.resolve("crl"),
                Duration.ofHours(1),
                Duration.ofDays(1),
                Duration.ofDays(30),
                true);
    }

    Path profile() {
        return directory.resolve("profile.json");
    }

    Path settings() {
        return directory.resolve("gateway.yaml");
    }

    /** Where the gateway leaves the API tokens of its players, for the script; mode 0600. */
    Path tokens() {
        return directory.resolve("tokens.properties");
    }

    String page() {
        return "https://localhost:" + officers;
    }
}
