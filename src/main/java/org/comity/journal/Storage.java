package org.comity.journal;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import javax.sql.DataSource;
import org.comity.journal.embedded.EmbeddedPostgres;
import org.comity.partners.OwnAgencies;
import org.comity.trust.KeyKind;
import org.comity.trust.OwnKeys;
import org.comity.trust.TrustSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * The database behind the gateway: its own server when {@code spring.datasource.url} is not set. The pool and the migrations are
 * Spring Boot's.
 */
@Configuration(proxyBeanMethods = false)
class Storage {
    private static final String COMMAND = "comity.command";
    /** Of a command that changes nothing of what it looks at. */
    private static final String LOOKS = "looks";

    @Bean(destroyMethod = "close")
    @Conditional(NoDatabaseNamed.class)
    EmbeddedPostgres embeddedPostgres(JournalSettings settings, Environment environment) {
        if (LOOKS.equals(environment.getProperty(COMMAND))) {
            return EmbeddedPostgres.running(settings.postgres()).orElseThrow(DatabaseDoesNotRun::new);
        } else if (isCommand(environment)) {
            return EmbeddedPostgres.beside(settings.postgres());
        }
        EmbeddedPostgres server = EmbeddedPostgres.start(settings.postgres());
        server.whenItEndsByItself(() -> LostPart.endTheProcess(
                "the embedded PostgreSQL server of " + settings.postgres(),
                "why it ended is in " + settings.postgres().resolve("log")));
        // a stop in the middle of a start closes no beans; the server must not be left behind
        SpringApplication.getShutdownHandlers().add(server::close);
        return server;
    }

    /** Set by commands, which work beside a gateway that may be running. */
    private static boolean isCommand(Environment environment) {
        return environment.containsProperty(COMMAND);
    }

    @Bean
    @Conditional(NoDatabaseNamed.class)
    JdbcConnectionDetails embeddedDatabase(EmbeddedPostgres server) {
        return new EmbeddedDatabase(server);
    }

    /** The tables belong to another role than the one that works on them. */
    @Bean
    @Conditional(NoDatabaseNamed.class)
    FlywayConnectionDetails embeddedOwner(EmbeddedPostgres server) {
        return new EmbeddedOwner(server);
    }

    @Bean
    static BeanPostProcessor connectionsThatOutliveAMigration() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource connections) {
                    StalePlans.leave(connections);
                }
                return bean;
            }
        };
    }

    /** Nothing is migrated or written in a database that could forget a commit, or by a role that may do everything. */
    @Bean
    FlywayMigrationStrategy onDurableGround(DataSource working) {
        return flyway -> {
            Durability.require(working);
            Migrations.requireNoneOfANewerGateway(flyway);
            DataSource owner = flyway.getConfiguration().getDataSource();
            flyway.migrate();
            Privileges.grant(owner, working);
            Privileges.require(working);
        };
    }

    /** A command reads the key file of the journal only: {@code verify} works where other keys are damaged. */
    @Bean
    JournalKey journalKey(
            OwnAgencies agencies,
            ObjectProvider<OwnKeys> keys,
            TrustSettings trust,
            Clock clock,
            Environment environment) {
        return new JournalKey(
                agencies.first().id(),
                isCommand(environment) ? OwnKeys.only(KeyKind.JOURNAL, trust, clock) : keys.getObject());
    }

    // two types, alike as they are: a bean that were both would leave Spring Boot two to choose from
    private record EmbeddedDatabase(EmbeddedPostgres server) implements JdbcConnectionDetails {

        @Override
        public String getUsername() {
            return "gateway";
        }

        @Override
        public String getPassword() {
            return server.password();
        }

        @Override
        public String getJdbcUrl() {
            return server.url();
        }

        @Override
        public String toString() {
            return "EmbeddedDatabase[" + server.url() + "]";
        }
    }

    private record EmbeddedOwner(EmbeddedPostgres server) implements FlywayConnectionDetails {

        @Override
        public String getUsername() {
            return "comity";
        }

        @Override
        public String getPassword() {
            return server.password();
        }

        @Override
        public String getJdbcUrl() {
            return server.url();
        }

        @Override
        public String toString() {
            return "EmbeddedOwner[" + server.url() + "]";
        }
    }
}
