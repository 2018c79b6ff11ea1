package org.comity.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DurabilityTest {
    private static final Map<String, String> SAFE =
            Map.of("server_version_num", "150004", "fsync", "on", "full_page_writes", "on", "synchronous_commit", "on");

    @Test
    void acceptsTheEmbeddedServer() {
        assertThatCode(() -> Durability.require(TestDatabase.fresh().dataSource()))
                .doesNotThrowAnyException();
    }

    @Test
    void namesEverySettingThatCouldLoseACommit() {
        assertThat(Durability.wrong(SAFE)).isEmpty();
        assertThat(Durability.wrong(but("fsync", "off"))).containsExactly("fsync is not on");
        assertThat(Durability.wrong(but("full_page_writes", "off"))).containsExactly("full_page_writes is not on");
        assertThat(Durability.wrong(but("synchronous_commit", "off"))).containsExactly("synchronous_commit is off");
        assertThat(Durability.wrong(but("server_version_num", "140012")))
                .containsExactly("PostgreSQL is older than 15");
        assertThat(Durability.wrong(Map.of())).hasSize(4);
    }

    private static Map<String, String> but(String name, String value) {
        Map<String, String> settings = new HashMap<>(SAFE);
        settings.put(name, value);
        return settings;
    }
}
