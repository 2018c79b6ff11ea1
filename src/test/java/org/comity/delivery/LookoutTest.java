package org.comity.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** UC-27: what health asks of others costs them little, and holds up nobody. */
class LookoutTest {
    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void whatWasSeenIsBelievedForAWhile() {
        Lookout lookout = new Lookout(Duration.ofHours(1), Duration.ofHours(1), () -> {
            looks.incrementAndGet();
            return Optional.empty();
        });
        for (int asked = 0; asked < 100; asked++) {
            assertThat(lookout.trouble()).isEmpty();
        }
        assertThat(looks).hasValue(1);
    }

    @Test
    void whatItThrowsIsTroubleAndItIsOverOnceALookFindsNone() {
        Lookout lookout = new Lookout(Duration.ofMillis(1), Duration.ofHours(1), () -> {
            if (looks.incrementAndGet() == 1) {
                throw new IllegalStateException("with a secret in it");
            }
            return Optional.empty();
        });
        assertThat(lookout.trouble()).contains("IllegalStateException");
        await().until(() -> lookout.trouble().isEmpty());
    }

    @Test
    void whoNeverAnswersIsTroubleAndIsAskedOnce() {
        CountDownLatch answer = new CountDownLatch(1);
        Lookout lookout = new Lookout(Duration.ofMillis(1), Duration.ofSeconds(2), () -> {
            looks.incrementAndGet();
            try {
                answer.await();
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
            return Optional.empty();
        });
        await().atMost(Duration.ofSeconds(30))
                .until(() -> lookout.trouble().equals(Optional.of("no answer within 2 s")));
        assertThat(lookout.trouble()).isPresent();
        assertThat(looks).hasValue(1);
        answer.countDown();
        await().until(() -> lookout.trouble().isEmpty());
    }
}
