package org.comity.exercise;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.comity.delivery.queues.BrokerSettings;
import org.comity.delivery.queues.EmbeddedBroker;
import org.comity.journal.embedded.EmbeddedPostgres;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** A process with the gateway's libraries and settings of the frameworks, its Camel, Artemis and PostgreSQL, and nothing to do: no flows, no tables. */
@EnableAutoConfiguration
class EmptyApplication {
    private static final Logger LOG = LoggerFactory.getLogger(EmptyApplication.class);

    /** @param words directory of everything; a file {@code up} appears in it */
    public static void main(String[] words) {
        try {
            run(Path.of(words[0]));
        } catch (Exception reason) {
            LOG.error("the empty application did not start", reason);
        } finally {
            System.exit(1); // the threads of the broker and the database would live on
        }
    }

    private static void run(Path data) throws Exception {
        EmbeddedPostgres database = EmbeddedPostgres.start(data.resolve("postgres"));
        Runtime.getRuntime().addShutdownHook(new Thread(database::close));
        EmbeddedBroker.start(
                new BrokerSettings(
                        data.resolve("artemis"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        new BrokerSettings.Amqp("127.0.0.1", 0, null, Optional.empty(), Map.of()),
                        64),
                new SecureRandom());
        new SpringApplicationBuilder(EmptyApplication.class)
                .run(List.of(
                                "--comity.data=" + data,
                                "--server.port=0",
                                "--management.server.port=0",
                                "--management.endpoint.health.validate-group-membership=false",
                                "--camel.main.routes-include-pattern=classpath:none/*.yaml",
                                "--spring.flyway.enabled=false",
                                "--spring.datasource.url=" + database.url(),
                                "--spring.datasource.username=gateway",
                                "--spring.datasource.password=" + database.password())
                        .toArray(String[]::new));
        Files.createFile(data.resolve("up"));
        new CountDownLatch(1).await();
    }
}
