package org.comity.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.comity.messages.Digest;
import org.junit.jupiter.api.Test;

class IdempotencyTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final Digest REQUEST = Digest.of("request".getBytes(StandardCharsets.UTF_8));

    private final Idempotency idempotency = new Idempotency(DATABASE.jdbc());

    @Test
    void givesTheFirstAnswerAgain() {
        DATABASE.inTransaction(() -> {
            assertThat(idempotency.reserve("mika", "k1", REQUEST, NOW)).isEmpty();
            idempotency.answer("mika", "k1", "{\"id\":1}");
        });
        assertThat(idempotency.reserve("mika", "k1", REQUEST, NOW.plusSeconds(9)))
                .contains(new Idempotency.Answered(REQUEST, "{\"id\":1}", NOW));
        assertThat(idempotency.reserve("jean", "k1", REQUEST, NOW))
                .as("another person's key")
                .isEmpty();
    }

    @Test
    void leavesTheKeyFreeWhenTheWorkWasRolledBack() {
        DATABASE.transactions().executeWithoutResult(transaction -> {
            idempotency.reserve("mika", "k2", REQUEST, NOW);
            transaction.setRollbackOnly();
        });
        assertThat(idempotency.reserve("mika", "k2", REQUEST, NOW)).isEmpty();
    }

    @Test
    void forgetsWhatIsOld() {
        idempotency.reserve("mika", "k3", REQUEST, NOW.minusSeconds(100));
        assertThat(idempotency.forgetBefore(NOW.minusSeconds(50))).isEqualTo(1);
    }
}
