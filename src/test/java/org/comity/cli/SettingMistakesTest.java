package org.comity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.comity.delivery.queues.BrokerSettings;
import org.comity.partners.OwnAgencies;
import org.comity.trust.OwnProfile;
import org.comity.trust.TrustSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

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

    private static List<String> unknown(String name) {
        return SettingMistakes.unknown(beans(), with(Map.of(name, "x")));
    }

    private static StandardEnvironment with(Map<String, Object> settings) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
        return environment;
    }

    private static DefaultListableBeanFactory beans() {
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        RECORDS.forEach(record -> beans.registerBeanDefinition(record.getName(), new RootBeanDefinition(record)));
        return beans;
    }
}
