package org.comity.desk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** THREAT-112: what leaves in a bundle of diagnostics. */
class MaskedSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "comity.trust.password, hunter2, '(set, not shown)'",
        "comity.broker.amqp.users.registry, hunter2hunter2hu, '(set, not shown)'",
        "comity.broker.amqp.users[my_registry], hunter2hunter2hu, '(set, not shown)'",
        "comity.traces.otlp, https://collector.example/v1/traces?api-key=hunter2&x=y, https://collector.example/v1/traces?(covered)",
        "comity.traces.otlp, https://collector.example/v1/traces, https://collector.example/v1/traces",
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
}
