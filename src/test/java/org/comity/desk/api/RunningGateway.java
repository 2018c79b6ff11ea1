package org.comity.desk.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.comity.Gateway;
import org.comity.casework.Accounts;
import org.comity.delivery.ports.PartnersPort;
import org.comity.desk.api.RunningGateway.Keys;
import org.comity.journal.TestDatabase;
import org.comity.partners.Allowances;
import org.comity.partners.Partners;
import org.comity.people.ApiToken;
import org.comity.people.Door;
import org.comity.people.PasswordHash;
import org.comity.people.People;
import org.comity.people.Person;
import org.comity.people.Role;
import org.comity.people.TokenSecret;
import org.comity.people.UnitId;
import org.comity.trust.CertificatePaths;
import org.comity.trust.OwnKeys;
import org.comity.trust.TestAuthority;
import org.comity.trust.TestAuthority.Algorithm;
import org.comity.trust.TestAuthority.Member;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * One whole gateway for every test of the REST interface: real PostgreSQL, real broker, the officers' HTTPS port, and a partner of
 * another State that answers over TLS. The relationship asks for four eyes. Persons and their tokens are made by the tests.
 */
@SpringBootTest(classes = Gateway.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(Keys.class)
abstract class RunningGateway {
    static final String AGENCY = "jp-npa";
    static final String OTHER_AGENCY = "jp-moj";
    static final String CENTRAL = "central-office";
    static final String POINT = "night-desk";
    static final String PARTNER = "us-example-poc";

    private static final Path DATA = temporaryDirectory();
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final TestAuthority AUTHORITY = TestAuthority.create();
    private static final Member US = member(AGENCY);
    private static final PlayedPartner THEM = new PlayedPartner(AUTHORITY, US, member(PARTNER), DATABASE.jdbc());

    @LocalServerPort
    private int port;

    @Autowired
    private People people;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Partners partners;

    @Autowired
    private PartnersPort partnersPort;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
        registry.add("comity.data", DATA::toString);
        registry.add("comity.exercise", () -> "true");
        registry.add("camel.main.shutdown-timeout", () -> "1"); // what the last test left under way ends with it
        registry.add(
                "comity.as2.refused-for",
                () -> "0s"); // a person is asked after some refusals, however quickly they come
        registry.add("comity.agencies[0].id", () -> AGENCY);
        registry.add("comity.agencies[0].name", () -> "Example National Police");
        registry.add("comity.agencies[0].country", () -> "JP");
        registry.add("comity.agencies[0].zone", () -> "Asia/Tokyo");
        registry.add("comity.agencies[0].units[0].id", () -> CENTRAL);
        registry.add("comity.agencies[0].units[0].designations[0]", () -> "CENTRAL_AUTHORITY");
        registry.add("comity.agencies[0].units[1].id", () -> POINT);
        registry.add("comity.agencies[0].units[1].designations[0]", () -> "CONTACT_POINT");
        registry.add("comity.trust.password", () -> "never needed: the keys lie in memory");
        registry.add("comity.port.partners", () -> "0");
        registry.add("comity.port.address", () -> "127.0.0.1");
        registry.add("management.server.port", () -> "0");
    }

    /** Keys in memory, and paths below the test's authority. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Keys {
        @Bean
        @Primary
        OwnKeys keysInMemory() {
            return US.keys();
        }

        @Bean
        @Primary
        CertificatePaths pathsBelowTheTestAuthority() {
            return AUTHORITY.pathsAt(Clock.systemUTC().instant());
        }
    }

    /** The partner, registered and reachable. */
    PlayedPartner them() {
        if (partners.find(THEM.partner("US").id()).isEmpty()) {
            partners.save(THEM.partner("US"));
        }
        return THEM;
    }

    /** One more partner, registered and reachable. */
    PlayedPartner another(String id, String country) {
        PlayedPartner another = new PlayedPartner(AUTHORITY, US, member(id), DATABASE.jdbc());
        partners.save(another.partner(country, false));
        return another;
    }

    void suspend(PlayedPartner partner) {
        partners.save(partners.find(partner.id()).orElseThrow().in(org.comity.partners.PartnerState.SUSPENDED));
    }

    /** The data directory, where an operator writes. */
    static Path data() {
        return DATA;
    }

    int partnersPort() {
        return partnersPort.number();
    }

    static JdbcClient rows() {
        return DATABASE.jdbc();
    }

    /** The interface as somebody new of our agency sees it. */
    OfficersClient person(String unit, Role... roles) {
        return person(AGENCY, unit, roles);
    }

    OfficersClient person(String agency, String unit, Role... roles) {
        String name = "p" + UUID.randomUUID().toString().substring(0, 8);
        people.save(new Person(
                name,
                "Person " + name,
                agency,
                new UnitId(unit),
                EnumSet.copyOf(Arrays.asList(roles)),
                new PasswordHash("{noop}never used"),
                Optional.empty(),
                OptionalInt.empty(),
                false));
        return client(name, token(name));
    }

    OfficersClient client(String name, String token) {
        return new OfficersClient(AUTHORITY.certificate(), port, name, token);
    }

    String token(String person) {
        TokenSecret secret = TokenSecret.random(Door.REST, new java.security.SecureRandom());
        people.save(ApiToken.issue(
                UUID.randomUUID(), person, secret, "test", Clock.systemUTC().instant(), Duration.ofHours(1)));
        return secret.reveal();
    }

    People people() {
        return people;
    }

    Accounts accounts() {
        return accounts;
    }

    /** What the journal says that was done to a person's account, and by whom. */
    static List<String> journal(String person) {
        return rows().sql("select event || ' ' || actor from journal_leaf where detail->>'person' = ? order by id")
                .param(person)
                .query(String.class)
                .list();
    }

    private static Member member(String id) {
        return AUTHORITY.member(id, Algorithm.P256, Allowances.NONE, Clock.systemUTC());
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("comity-desk");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
