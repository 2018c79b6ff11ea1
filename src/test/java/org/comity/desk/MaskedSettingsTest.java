package org.comity.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** THREAT-112: what leaves in a bundle of diagnostics. */
class MaskedSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "comity.trust.password, hunter2, '(set, not shown)'",
        "comity.broker.amqp.users.registry, hunter2hunter2hu, '(set, not shown)'",
        "comity.broker.amqp.users[my_registry], hunter2hunter2hu, '(set, not shown)'",
        "comity.traces.otlp, https://collector.example/v1/traces?api-key=hunter2&x=y, https://collector.example/(covered)",
        "comity.traces.otlp, https://me:hunter2@collector.example:4318/hunter2/v1/traces, https://collector.example:4318/(covered)",
        "comity.traces.otlp, https://me:hunter2/2@collector.example, '(set, not shown)'",
        "comity.traces.otlp, hunter2 pasted here, '(set, not shown)'",
        "spring.application.json, '{\"comity\":{\"trust\":{\"password\":\"hunter2\"}}}', '(set, not shown)'",
        "spring.application.json, 'cut off \"password\":\"hunter2\"', '(set, not shown)'",
        "comity.agencies, ' [ {\"pin\":\"hunter2\"}]', '(set, not shown)'",
        "logging.pattern.console, '[%d] %m%n', '[%d] %m%n'",
        "management.otlp.tracing.headers.authorization, Bearer hunter2, '(set, not shown)'",
        "comity.broker.url, 'tcp://mq:61617?sslEnabled=true&trustStorePassword=hunter2', 'tcp://mq:61617?sslEnabled=true&trustStore(covered)'",
        "comity.alerts.webhook, https://pager.example/hunter2, '(set, not shown)'",
        "spring.mail.password, hunter2, '(set, not shown)'",
        "comity.trust.password-file, /etc/comity/key-password, /etc/comity/key-password",
        "spring.datasource.url, 'jdbc:postgresql://db/c?user=x&password=hunter2&ssl=true', 'jdbc:postgresql://db/c?(covered)&(covered)&ssl=true'",
        "comity.broker.url, tcp://me:hunter2@mq:61617, tcp:(covered)mq:61617",
        "server.port, 8443, 8443",
    })
    void aSecretIsCoveredAndTheRestIsShown(String name, String value, String shown) {
        assertThat(MaskedSettings.shown(name, value)).isEqualTo(shown).doesNotContain("hunter2");
    }

    /** As the machine's environment reaches the bundle: by the name of the variable, not by those inside. */
    @Test
    void settingsInOneVariableOfTheEnvironmentAreCovered() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                Map.of(
                                        "SPRING_APPLICATION_JSON",
                                        "{\"comity\":{\"trust\":{\"password\":\"hunter2\"}}}",
                                        "SERVER_PORT",
                                        "8443")));
        ConfigurationPropertySources.attach(environment);
        assertThat(MaskedSettings.of(environment))
                .contains("spring.application.json=(set, not shown)", "server.port=8443")
                .doesNotContain("hunter2");
    }
}
