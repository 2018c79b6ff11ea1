package org.comity.journal;

import javax.sql.DataSource;
import org.comity.journal.embedded.EmbeddedPostgres;
import org.comity.partners.OwnAgencies;
import org.comity.trust.OwnKeys;
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

    @Bean(destroyMethod = "close")
    @Conditional(NoDatabaseNamed.class)
    EmbeddedPostgres embeddedPostgres(JournalSettings settings, Environment environment) {
        // set by commands, which work beside a gateway that may be running
        return environment.getProperty("comity.command", Boolean.class, false)
                ? EmbeddedPostgres.beside(settings.postgres())
                : EmbeddedPostgres.start(settings.postgres());
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

    /** Nothing is migrated or written in a database that could forget a commit, or by a role that may do everything. */
    @Bean
    FlywayMigrationStrategy onDurableGround(DataSource working) {
        return flyway -> {
            Durability.require(working);
            DataSource owner = flyway.getConfiguration().getDataSource();
            flyway.migrate();
            Privileges.grant(owner, working);
            Privileges.require(working);
        };
    }

    @Bean
    JournalKey journalKey(OwnAgencies agencies, OwnKeys keys) {
        return agencies.agencies().stream()
                .findFirst()
                .map(first -> new JournalKey(first.id(), keys))
                .orElseThrow(() -> new IllegalStateException("comity.agencies names no own agency"));
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
