package org.comity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.comity.delivery.queues.BrokerSettings;
import org.comity.partners.OwnAgencies;
import org.comity.trust.OwnProfile;
import org.comity.trust.TrustSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.FileSystemResource;

class SettingMistakesTest {
    private static final List<Class<?>> RECORDS =
            List.of(OwnAgencies.class, TrustSettings.class, BrokerSettings.class, OwnProfile.class);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "comity.agencies[0].id",
                "comity.agencies[12].zone",
                "comity.exercise",
                "comity.trust.password-file",
                "comity.trust.passwordFile",
                "comity.broker.amqp.users.registry",
                "comity.broker.amqp.users[some.name]",
                "comity.profile.languages",
                "comity.profile.languages[1]",
                "comity.profile.contacts[0].telephone",
                "spring.datasource.urk"
            })
    void whatTheRecordsNameIsASetting(String name) {
        assertThat(unknown(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "comity.agencyy.id, comity.agencies",
        "comity.agencies[0].zome, comity.agencies[...].zone",
        "comity.trust.pasword, comity.trust.password",
        "comity.broker.amqp.prot, comity.broker.amqp.port",
        "comity.profile.contacts[0].fax.number, comity.profile.contacts[...]",
    })
    void whatTheyDoNotNameIsRefusedWithTheNearest(String name, String near) {
        assertThat(unknown(name)).singleElement().asString().contains("there is no setting", "do you mean " + near);
    }

    @Test
    void nothingIsGuessedForWhatIsLikeNothing() {
        assertThat(unknown("comity.zzzzzzzzzzzzzzzz"))
                .singleElement()
                .asString()
                .endsWith("see docs/settings.md");
    }

    @Test // a platform sets COMITY_SERVICE_HOST for a service of that name
    void theEnvironmentIsNotRefused() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                Map.of("COMITY_SERVICE_HOST", "10.0.0.1", "COMITY_TRUST_PASSWORDFILE", "x")));
        assertThat(SettingMistakes.unknown(beans(), environment)).isEmpty();
    }

    @Test // all at once, each with what is wrong about it; a value that is not understood is not repeated
    void impossibleValuesAreNamedTogether() {
        assertThat(SettingMistakes.all(
                        beans(),
                        with(Map.of(
                                "comity.trust.key-overlap", "-1d",
                                "comity.broker.consumers", "many"))))
                .anyMatch(mistake -> mistake.contains("key-overlap must not be negative"))
                .anyMatch(mistake -> mistake.contains("comity.broker.consumers"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spring.datasource.url",
                "spring.datasource.hikari.maximumPoolSize",
                "spring.datasource.hikari.data-source-properties.prepareThreshold",
                "spring.mail.properties.mail.smtp.starttls.required",
                "spring.ssl.bundle.pem.pager.truststore.certificate",
                "spring.config.import[0]",
                "spring.config.additional-location",
                "spring.profiles.active",
                "spring.main.banner-mode",
                "spring.servlet.multipart.max-file-size",
                "server.port",
                "server.ssl.key-store",
                "server.tomcat.max_part_count",
                "server.servlet.session.persistent",
                "management.endpoint.health.show-details",
                "management.endpoints.web.exposure.include[0]",
                "management.health.mail.enabled",
                "management.server.ssl.enabled",
                "logging.level.org.comity",
            })
    void whatTheFrameworkDescribesIsNotDoubted(String name) {
        assertThat(FrameworkSettings.doubts(with(Map.of(name, "x")))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "spring.datasource.urk, spring.datasource.url",
        "spring.mail.hots, spring.mail.host",
        "server.prot, server.port",
        "management.server.adress, management.server.address",
        "spring.datasource.hikari.maximum-pool-sise, spring.datasource.hikari.maximum-pool-size",
    })
    void whatItDoesNotIsDoubtedWithTheNearest(String name, String near) {
        assertThat(FrameworkSettings.doubts(with(Map.of(name, "x"))))
                .singleElement()
                .asString()
                .startsWith(name)
                .endsWith("do you mean " + near + "?");
    }

    @Test // every name that application.yaml ships: what the framework itself would not know stands nowhere
    void nothingOfTheShippedSettingsWouldBeDoubted() throws Exception {
        Map<String, Object> shipped = new HashMap<>();
        new YamlPropertySourceLoader()
                .load("shipped", new FileSystemResource("src/main/resources/application.yaml"))
                .forEach(source -> shipped.putAll(((MapPropertySource) source).getSource()));
        assertThat(FrameworkSettings.doubts(with(shipped))).isEmpty();
    }

    @Test // what a record refuses as a whole has its place too
    void aRefusedValueIsToldWithFileAndLine(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("gateway.yaml"), """
                spring:
                  datasource: {urk: x}
                comity:
                  trust:
                    key-overlap: -1d
                  broker:
                    consumers: many
                """);
        StandardEnvironment environment = new StandardEnvironment();
        new YamlPropertySourceLoader()
                .load("settings", new FileSystemResource(file))
                .forEach(environment.getPropertySources()::addFirst);
        assertThat(SettingMistakes.all(beans(), environment))
                .anyMatch(mistake ->
                        mistake.contains("gateway.yaml") && mistake.contains("5:18") && mistake.contains("negative"))
                .anyMatch(mistake -> mistake.contains("gateway.yaml") && mistake.contains("7:16"));
        assertThat(FrameworkSettings.doubts(environment))
                .singleElement()
                .asString()
                .contains("gateway.yaml", "2:21");
    }

    private static List<String> unknown(String name) {
        return SettingMistakes.unknown(beans(), with(Map.of(name, "x")));
    }

    private static StandardEnvironment with(Map<String, Object> settings) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("commandLineArgs", settings));
        return environment;
    }

    private static DefaultListableBeanFactory beans() {
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        RECORDS.forEach(record -> beans.registerBeanDefinition(record.getName(), new RootBeanDefinition(record)));
        return beans;
    }
}
