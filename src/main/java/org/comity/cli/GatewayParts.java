package org.comity.cli;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.comity.dashboard.JournalList;
import org.comity.dashboard.ParkedList;
import org.comity.dashboard.Workload;
import org.comity.desk.Diagnostics;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
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
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/**
 * The real parts: storage and trust, from the same settings as the gateway, without web server, routes, broker or anything that runs by
 * itself. Beans are made when they are asked for, so that {@code keys} needs no database.
 */
final class GatewayParts implements Parts {
    static final String COMMAND = "comity.command";
    static final String LOOKS = "looks";

    private final ConfigurableApplicationContext context;

    private GatewayParts(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** @throws IllegalArgumentException if settings below {@code comity.} have names that nobody knows */
    static GatewayParts open(Map<String, String> settings) {
        boolean looks = LOOKS.equals(settings.get(COMMAND));
        String[] arguments = settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        ConfigurableApplicationContext context = new SpringApplicationBuilder(Beans.class)
                .sources(looks ? Beans.class : Tables.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .lazyInitialization(true)
                .registerShutdownHook(false)
                .properties(
                        COMMAND + "=works",
                        "comity.console=System.err",
                        // beside gateways that have theirs: no more connections than it uses
                        "spring.datasource.hikari.minimum-idle=1",
                        "logging.threshold.file=off") // the file is the gateway's: two processes would roll it over
                // each other
                .run(arguments);
        if (looks) {
            context.getBeanFactory()
                    .registerSingleton(
                            "settingMistakes",
                            new Mistaken(SettingMistakes.allWithoutValues(
                                    context.getBeanFactory(), context.getEnvironment())));
            return new GatewayParts(context);
        }
        List<String> mistakes = SettingMistakes.unknown(context.getBeanFactory(), context.getEnvironment());
        if (!mistakes.isEmpty()) { // comity.trust.kyes must not make keys somewhere else
            context.close();
            throw new IllegalArgumentException(String.join("\n", mistakes));
        }
        return new GatewayParts(context);
    }

    @Override
    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    /** Not a stereotype, so that the gateway's own scan does not find it. */
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
    @Import({ParkedList.class, JournalList.class, Workload.class, Diagnostics.class})
    @ConfigurationPropertiesScan("org.comity")
    static class Beans {
        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        /** Starts nothing: the schedules and servers of the gateway are the gateway's. */
        @Bean
        LifecycleProcessor lifecycleProcessor() {
            return new Idle();
        }
    }

    /** Brings the tables to this release before anything asks them. */
    @ImportAutoConfiguration(FlywayAutoConfiguration.class)
    static class Tables {}

    /** @param sentences what is wrong in the settings, without a value */
    record Mistaken(List<String> sentences) {}

    private static final class Idle implements LifecycleProcessor {
        @Override
        public void onRefresh() {}

        @Override
        public void onClose() {}

        @Override
        public void start() {}

        @Override
        public void stop() {}

        @Override
        public boolean isRunning() {
            return false;
        }
    }
}
