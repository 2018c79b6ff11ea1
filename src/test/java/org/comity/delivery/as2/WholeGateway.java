package org.comity.delivery.as2;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.apache.catalina.connector.Connector;
import org.awaitility.Awaitility;
import org.comity.Gateway;
import org.comity.casework.ClockWatch;
import org.comity.casework.OpenAlerts;
import org.comity.casework.OtherClocks;
import org.comity.casework.Pings;
import org.comity.delivery.ports.PartnersPort;
import org.comity.delivery.relay.RelaySettings;
import org.comity.journal.DatabaseTime;
import org.comity.journal.TestDatabase;
import org.comity.messages.MessageId;
import org.comity.partners.AgencyId;
import org.comity.partners.Allowances;
import org.comity.partners.As2Channel;
import org.comity.partners.CertificateUse;
import org.comity.partners.Partner;
import org.comity.partners.PartnerState;
import org.comity.partners.Partners;
import org.comity.people.PasswordHash;
import org.comity.people.People;
import org.comity.people.Person;
import org.comity.people.Role;
import org.comity.people.UnitId;
import org.comity.problems.Checked;
import org.comity.trust.CertificatePaths;
import org.comity.trust.OwnKeys;
import org.comity.trust.TestAuthority;
import org.comity.trust.TestAuthority.Member;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.util.ReflectionTestUtils;

/**
 * The whole gateway, started once for all {@code ...RouteTest} classes: its own ports, broker and database; keys, certificate paths and
 * clock are the test's. It speaks for {@code us-agency} of Arcadia; every {@link ForeignAgency} is of Borduria, and the relationship of the
 * two asks for no second person.
 */
public final class WholeGateway implements AutoCloseable {
    static final TestAuthority AUTHORITY = TestAuthority.create();
    static final MovableClock CLOCK = new MovableClock();

    @SuppressWarnings("TimeInStaticInitializer") // started once, with its class, and its list is current from then on
    static final CertificatePaths PATHS = AUTHORITY.pathsFrom(CLOCK.instant(), 90);

    static final Member US = AUTHORITY.member("us-agency");
    static final String LIAISON = "liaison";

    /** Of one partner, that may wait for what they answer. */
    static final int EARLY = 8;

    /** Messages of a partner about one request, that are taken. */
    static final int SAID = 24;

    /** As shipped. */
    private static final Duration PATIENCE_WITH_POOL = Duration.ofSeconds(30);

    final Trouble trouble = new Trouble();

    private final TestDatabase database = TestDatabase.fresh();
    private final ConfigurableApplicationContext context;

    private WholeGateway() {
        this(Map.of());
    }

    /** One of its own, for what needs other settings; close it. What is shared is patient, so that a slow machine changes nothing. */
    WholeGateway(Map<String, String> more) {
        this(more, false);
    }

    /** @param fetchesLists from the addresses of its partners' profiles, as a gateway does outside of tests */
    WholeGateway(Map<String, String> more, boolean fetchesLists) {
        Map<String, String> settings = settings();
        settings.putAll(more);
        context = new SpringApplicationBuilder(Gateway.class)
                .initializers((GenericApplicationContext beans) -> {
                    beans.registerBean("clock", Clock.class, () -> CLOCK);
                    beans.registerBean(
                            "otherClocks",
                            OtherClocks.class,
                            () -> new FollowingClocks(CLOCK, beans.getBean(DatabaseTime.class)));
                    beans.registerBean("ownKeys", OwnKeys.class, US::keys);
                    beans.getBeanFactory().addBeanPostProcessor(trouble);
                    if (!fetchesLists) {
                        beans.registerBean("certificatePaths", CertificatePaths.class, () -> PATHS);
                    }
                })
                .run(arguments(settings));
        people().save(person(LIAISON, Role.OFFICER, Role.SUPERVISOR));
        people().save(person("operator", Role.ADMINISTRATOR));
    }

    /** Empty until somebody asks for it. */
    private static final List<WholeGateway> SHARED = new CopyOnWriteArrayList<>();

    /** Ends with the JVM, as Spring's own cache of test contexts does. */
    static WholeGateway shared() {
        return Shared.RUNNING;
    }

    /** After a test has stepped the one clock of all gateways in this process: the shared one, if there is one, sees that it is back now and not within ten seconds. */
    static void sharedLooksAtItsClock() {
        SHARED.forEach(gateway -> gateway.bean(ClockWatch.class).look());
    }

    private static final class Shared {
        static final WholeGateway RUNNING = started();

        private static WholeGateway started() {
            WholeGateway gateway = new WholeGateway();
            SHARED.add(gateway);
            return gateway;
        }
    }

    @Override
    public void close() {
        context.close();
    }

    /** To that partner, as an operator sends it. */
    MessageId pings(ForeignAgency partner) {
        Checked<MessageId> sent = bean(Pings.class).ping(operator().actor(), partner.id());
        return ((Checked.Passed<MessageId>) sent).value();
    }

    /** Somebody says of each clock that stepped that its time is right (THREAT-89). */
    void acceptsItsClock() {
        for (String id : texts("select id::text from alert where cause = 'clock-stepped' and acknowledged is null")) {
            assertThat(bean(OpenAlerts.class)
                            .acknowledge(officer().actor(), UUID.fromString(id))
                            .problems())
                    .isEmpty();
        }
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    TestDatabase database() {
        return database;
    }

    People people() {
        return bean(People.class);
    }

    Person officer() {
        return people().find(LIAISON).orElseThrow();
    }

    Person operator() {
        return people().find("operator").orElseThrow();
    }

    /** What it works on, as the next start would find it. */
    Path workFile() {
        return context.getBean(RelaySettings.class).atWork();
    }

    int officersPort() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    int managementPort() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.management.port"));
    }

    /** The container's, for the partners' port. */
    Connector partnersConnector() {
        return Arrays.stream(((TomcatWebServer) ((ServletWebServerApplicationContext) context).getWebServer())
                        .getTomcat()
                        .getService()
                        .findConnectors())
                .filter(one -> one.getLocalPort() == bean(PartnersPort.class).number())
                .findFirst()
                .orElseThrow();
    }

    /** As the operator's monitor reads it. */
    String health() throws IOException, InterruptedException {
        URI url = URI.create("http://localhost:" + managementPort() + "/actuator/health");
        try (HttpClient monitor = HttpClient.newHttpClient()) {
            return monitor.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    List<String> texts(String sql, Object... parameters) {
        return database.jdbc().sql(sql).params(parameters).query(String.class).list();
    }

    long count(String sql, Object... parameters) {
        return database.jdbc().sql(sql).params(parameters).query(Long.class).single();
    }

    /** Cuts every connection and lets none in, while {@code work} runs: the database is away, and whoever asks for it hears so in a second. */
    void withoutDatabase(Work work) throws Exception {
        String name = database.url().replaceAll(".*/(test_\\d+).*", "$1");
        JdbcClient beside = JdbcClient.create(new DriverManagerDataSource(
                database.url().replace("/" + name, "/postgres"), "postgres", database.password()));
        beside.sql("alter database " + name + " with allow_connections false").update();
        try {
            waitsForAConnection(Duration.ofSeconds(1));
            beside.sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = ?")
                    .param(name)
                    .query(Boolean.class)
                    .list();
            work.run();
        } finally {
            waitsForAConnection(PATIENCE_WITH_POOL);
            beside.sql("alter database " + name + " with allow_connections true")
                    .update();
        }
    }

    /** The setting, and what the pool has read of it, which it does anew only every half minute. */
    private void waitsForAConnection(Duration longest) {
        HikariDataSource connections = bean(HikariDataSource.class);
        connections.setConnectionTimeout(longest.toMillis());
        ReflectionTestUtils.setField(connections.getHikariPoolMXBean(), "connectionTimeout", longest.toMillis());
    }

    /** While {@code work} runs, nothing looks at the clocks by itself: the thread that does is busy with waiting for the end. */
    void withoutRoundsOfItsClock(Work work) throws Exception {
        var rounds = (ExecutorService)
                Objects.requireNonNull(ReflectionTestUtils.getField(context.getBean("clockRounds"), "looking"));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        Future<?> busy = rounds.submit(() -> {
            begun.countDown();
            over.await();
            return null;
        });
        begun.await();
        try {
            work.run();
        } finally {
            over.countDown();
            busy.get();
        }
    }

    /** What a test does meanwhile. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    /** Reads anew until the gateway's and the test's pools have noticed that the database is back. */
    void databaseIsBack() {
        Awaitility.await().ignoreExceptions().until(() -> count("select count(*) from outbox") >= 0);
    }

    URI messages() {
        return URI.create("https://localhost:" + bean(PartnersPort.class).number() + "/as2");
    }

    URI receipts() {
        return URI.create(messages() + "/receipts");
    }

    /** Joins {@code member} as a partner whose gateway listens at {@code url}. */
    Partner joins(Member member, URI url, Optional<URI> receiptsTo, PartnerState state, Allowances allowances) {
        Partner p = member.partner();
        Partner joined = new Partner(
                new AgencyId(p.id().value()),
                p.name(),
                "XB",
                p.zone(),
                p.officeHours(),
                p.languages(),
                p.contacts(),
                Optional.of(new As2Channel(url, receiptsTo)),
                p.anchors(),
                p.revocationLists(),
                p.certificates().stream()
                        .filter(one -> one.use() != CertificateUse.LEGACY_ENCRYPTION) // test RSA keys are shared
                        .toList(),
                allowances,
                state);
        bean(Partners.class).save(joined);
        return joined;
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        Path data = temporaryDirectory();
        settings.put("comity.data", data.toString());
        settings.put("comity.agencies[0].id", US.id().value());
        settings.put("comity.agencies[0].name", "Us");
        settings.put("comity.agencies[0].country", "XA");
        settings.put("comity.agencies[0].zone", "Asia/Tokyo");
        settings.put("comity.port.partners", "0");
        settings.put("comity.port.address", "127.0.0.1");
        settings.put("comity.port.largest-body", "128KB");
        settings.put("comity.port.body-time", "15s");
        settings.put("comity.submit.author", LIAISON);
        settings.put("comity.casework.early-messages", String.valueOf(EARLY));
        settings.put("comity.casework.said-of-one-request", String.valueOf(SAID));
        settings.put("comity.as2.connect-timeout", "30s");
        settings.put("comity.as2.answer-timeout", "30s");
        settings.put("comity.as2.first-pause", "200ms");
        settings.put("comity.as2.refused-for", "10m");
        settings.put("comity.as2.own-receipts-url", "https://localhost:1/as2/receipts");
        settings.put("comity.as2.asynchronous", "later-agency");
        settings.put("comity.relay.share", "16"); // a small flood is enough
        settings.put("comity.relay.first-pause", "200ms");
        settings.put("comity.relay.longest-pause", "1s");
        settings.put("camel.main.shutdown-timeout", "1"); // seconds; partners that hang would hold up each end
        settings.put("spring.main.allow-bean-definition-overriding", "true");
        settings.put("server.port", "0");
        settings.put("management.server.port", "0");
        settings.putAll(database.settings());
        settings.put("spring.datasource.hikari.maximum-pool-size", "20");
        settings.put("spring.datasource.hikari.connection-timeout", String.valueOf(PATIENCE_WITH_POOL.toMillis()));
        return settings;
    }

    private static String[] arguments(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
    }

    private static Person person(String name, Role... roles) {
        return new Person(
                name,
                name,
                US.id().value(),
                new UnitId("intake"),
                Set.of(roles),
                new PasswordHash("{none}"),
                Optional.empty(),
                OptionalInt.empty(),
                false);
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("comity-test-gateway");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
