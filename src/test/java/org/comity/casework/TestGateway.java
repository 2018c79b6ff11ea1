package org.comity.casework;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.comity.journal.DatabaseTime;
import org.comity.journal.TestDatabase;
import org.comity.partners.AgencyId;
import org.comity.people.Actor;
import org.comity.people.Role;
import org.comity.people.UnitId;
import org.comity.trust.CertificatePaths;
import org.comity.trust.OwnKeys;
import org.comity.trust.TestAuthority;
import org.comity.trust.TestAuthority.Member;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The use cases of one gateway on a real database, without web, routes and broker; the test holds the clock and both sides' keys. */
public final class TestGateway implements AutoCloseable {
    private final AgencyId agency;
    private final Hand hand = new Hand();
    private final ConfigurableApplicationContext context;

    /** @param settings as on the command line */
    public TestGateway(Member own, CertificatePaths paths, String... settings) {
        this.agency = own.id();
        TestDatabase database = TestDatabase.fresh();
        this.context = new SpringApplicationBuilder(Beans.class)
                .web(WebApplicationType.NONE)
                .lazyInitialization(true)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .initializers(fresh -> {
                    GenericApplicationContext beans = (GenericApplicationContext) fresh;
                    beans.registerBean("handClock", Clock.class, () -> hand);
                    beans.registerBean("lifecycleProcessor", LifecycleProcessor.class, Still::new);
                    beans.registerBean(
                            "rightClocks", OtherClocks.class, () -> new Right(hand, beans), TestGateway::first);
                    beans.registerBean("testKeys", OwnKeys.class, own::keys, TestGateway::first);
                    beans.registerBean("testPaths", CertificatePaths.class, () -> paths, TestGateway::first);
                })
                .run(Stream.concat(
                                Stream.of(settings),
                                Stream.of(
                                        "--spring.datasource.url=" + database.url(),
                                        "--spring.datasource.username=comity",
                                        "--spring.datasource.password=" + database.password(),
                                        "--spring.datasource.hikari.maximum-pool-size=5",
                                        "--comity.agencies[0].id=" + own.id(),
                                        "--comity.agencies[0].name=Example",
                                        "--comity.agencies[0].country=JP",
                                        "--comity.agencies[0].zone=Asia/Tokyo",
                                        "--comity.trust.password=test-only"))
                        .toArray(String[]::new));
    }

    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    /** An administrator of the agency. */
    public Actor administrator(String name) {
        return new Actor(name, agency.value(), new UnitId("operators"), Set.of(Role.ADMINISTRATOR));
    }

    public Instant now() {
        return hand.now;
    }

    public void pass(Duration time) {
        hand.now = hand.now.plus(time);
    }

    /** The journal, oldest first: event, actor and detail of each. */
    public List<String> journal() {
        return get(JdbcClient.class)
                .sql("select event || ' by ' || actor || ' ' || detail::text from journal_leaf order by id")
                .query(String.class)
                .list();
    }

    /** Cause and subject of the open alerts. */
    public List<String> alerts() {
        return get(JdbcClient.class)
                .sql("select cause || ' ' || subject from alert where acknowledged is null order by raised, subject")
                .query(String.class)
                .list();
    }

    @Override
    public void close() {
        context.close();
    }

    private static void first(BeanDefinition bean) {
        bean.setPrimary(true);
    }

    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        TransactionAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JacksonAutoConfiguration.class,
        JdbcClientAutoConfiguration.class
    })
    @ComponentScan({
        "org.comity.journal",
        "org.comity.trust",
        "org.comity.envelope",
        "org.comity.schemas",
        "org.comity.casework"
    })
    @ConfigurationPropertiesScan("org.comity")
    static class Beans {}

    /** What works by itself in a gateway (schedules, servers) does not here. */
    private static final class Still extends DefaultLifecycleProcessor {
        @Override
        public void onRefresh() {}
    }

    /** What the gateway's clock is held against goes with it. */
    private static final class Right extends OtherClocks {
        private final Hand hand;

        Right(Hand hand, GenericApplicationContext beans) {
            super(beans.getBean(DatabaseTime.class));
            this.hand = hand;
        }

        @Override
        public Duration elapsed() {
            return Duration.between(Instant.EPOCH, hand.now);
        }

        @Override
        public Instant database() {
            return hand.now;
        }
    }

    private static final class Hand extends Clock {
        private volatile Instant now = TestAuthority.NOW;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
