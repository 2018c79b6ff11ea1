package org.comity.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.comity.trust.TestAuthority;
import org.comity.trust.TestAuthority.Member;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReferencesTest {
    private final TestAuthority authority = TestAuthority.create();
    private final Member us = authority.member("jp-npa");
    private final TestGateway gateway = new TestGateway(us, authority.paths());

    @AfterEach
    void stop() {
        gateway.close();
    }

    /** The office is in Tokyo, where the new year begins nine hours before that of UTC. */
    @Test
    void theYearIsThatOfTheOffice() {
        References references = gateway.get(References.class);
        assertThat(references.ofRequest(us.id(), Instant.parse("2026-12-31T14:59:59Z")))
                .startsWith("R-2026-");
        assertThat(references.ofMatter(us.id(), Instant.parse("2026-12-31T15:00:00Z")))
                .startsWith("M-2027-");
    }
}
