package org.comity.exercise;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.comity.partners.AgencyId;
import org.comity.partners.OwnAgency;
import org.comity.people.Role;
import org.comity.trust.TrustSettings;

/**
 * One side of the exercise: a gateway with its own directory, keys, database, broker and ports, and the agencies that it speaks for.
 *
 * @param hosted one, and after it perhaps the {@link Allies}
 * @param officers HTTPS port of the pages and the REST interface
 * @param partners HTTPS port for the other side
 * @param management loopback port for health
 */
record Party(List<Hosted> hosted, Path directory, int officers, int partners, int management) {

    static Party tokyo(Path data, int firstPort) {
        var agency = OwnAgency.undesignated(
                new AgencyId("jp-example-npa"),
                "Example National Police, Cyber Affairs (EXERCISE)",
                "JP",
                ZoneId.of("Asia/Tokyo"));
        List<Player> players = List.of(
                new Player("akiko", "Akiko Example", Role.OFFICER).onDuty(1),
                new Player("kenji", "Kenji Example", Role.APPROVER).onDuty(2),
                new Player("mei", "Mei Example", Role.OFFICER).ofUnit("assistance"),
                new Player("sachiko", "Sachiko Example", Role.SUPERVISOR),
                new Player("admin", "Ada Example", Role.ADMINISTRATOR),
                new Player("aya", "Aya Example", Role.AUDITOR));
        return of(agency, players, data, firstPort);
    }

    static Party washington(Path data, int firstPort) {
        var agency = OwnAgency.undesignated(
                new AgencyId("us-example-poc"),
                "Example 24/7 Contact Point (EXERCISE)",
                "US",
                ZoneId.of("America/New_York"));
        List<Player> players = List.of(
                new Player("pat", "Pat Example", Role.OFFICER).onDuty(1),
                new Player("chris", "Chris Example", Role.APPROVER).onDuty(2),
                new Player("admin", "Alex Example", Role.ADMINISTRATOR),
                new Player("audrey", "Audrey Example", Role.AUDITOR));
        return of(agency, players, data, firstPort + 1000);
    }

    private static Party of(OwnAgency agency, List<Player> players, Path data, int firstPort) {
        var hosted =
                new Hosted(agency, URI.create("https://localhost:" + (firstPort + 1) + "/as2"), List.of("en"), players);
        return new Party(List.of(hosted), data.resolve(agency.id().value()), firstPort, firstPort + 1, firstPort + 2);
    }

    /**
     * The same gateway, which speaks for sixteen agencies more.
     *
     * @param line port of the {@link Line}
     */
    Party withAllies(int line) {
        return new Party(
                Stream.concat(hosted.stream(), Allies.at(partners, line)).toList(),
                directory,
                officers,
                partners,
                management);
    }

    OwnAgency agency() {
        return hosted.getFirst().agency();
    }

    AgencyId id() {
        return agency().id();
    }

    /** Everybody who plays for an agency, at either side. */
    static List<Player> playersOf(AgencyId id) {
        Path nowhere = Path.of("");
        return Stream.of(tokyo(nowhere, 0), washington(nowhere, 0).withAllies(0))
                .flatMap(party -> party.hosted().stream())
                .filter(one -> one.id().equals(id))
                .flatMap(one -> one.players().stream())
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

    /** What the other side is told about an agency. */
    Path profile(AgencyId agency) {
        return directory.resolve("profiles").resolve(agency + ".json");
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
