package org.comity.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.channels.spi.AbstractInterruptibleChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** UC-27: what health asks of others costs them little, and holds up nobody. */
class LookoutTest {
    private static final Optional<String> NO_ANSWER = Optional.of("no answer within 2 s");

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
    void whoNeverAnswersIsTroubleAndIsAskedOnceInAWhile() {
        CountDownLatch letGo = new CountDownLatch(1);
        Lookout lookout = new Lookout(Duration.ofHours(1), Duration.ofSeconds(2), () -> {
            looks.incrementAndGet();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException end) {
                letGo.countDown();
            }
            return Optional.empty();
        });
        await().atMost(Duration.ofSeconds(30)).until(() -> lookout.trouble().equals(NO_ANSWER));
        assertThat(lookout.trouble()).isEqualTo(NO_ANSWER);
        assertThat(looks).hasValue(1);
        await("what it held is free").until(() -> letGo.getCount() == 0);
        assertThat(lookout.trouble())
                .as("what it says once it is given up is old")
                .isEqualTo(NO_ANSWER);
    }

    @Test
    void whatALookSaysWhileItIsGivenUpIsNotBelieved() {
        Connection connection = new Connection();
        Lookout lookout = new Lookout(Duration.ofHours(1), Duration.ofSeconds(2), () -> {
            connection.waitForEver();
            return Optional.empty();
        });
        await().atMost(Duration.ofSeconds(30)).until(() -> lookout.trouble().equals(NO_ANSWER));
    }

    @Test // a connection that the database forgot, and which says nothing for minutes
    void aLookThatHangsIsFollowedByAnotherAndTheTroubleIsOverWhenThatAnswers() {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        Lookout lookout = new Lookout(Duration.ofMillis(1), Duration.ofSeconds(2), () -> {
            if (looks.incrementAndGet() == 1) {
                answer.join(); // deaf to the interrupt
                return Optional.of("what was long ago");
            }
            return Optional.empty();
        });
        await().atMost(Duration.ofSeconds(30)).until(() -> lookout.trouble().equals(NO_ANSWER));
        await().until(() -> lookout.trouble().isEmpty());
        answer.complete(null);
        await().during(Duration.ofMillis(500)).until(() -> lookout.trouble().isEmpty());
    }

    @Test
    void anErrorEndsALookToo() {
        Lookout lookout = new Lookout(Duration.ofMillis(1), Duration.ofHours(1), () -> {
            if (looks.incrementAndGet() == 1) {
                throw new NoClassDefFoundError("a driver");
            }
            return Optional.empty();
        });
        assertThat(lookout.trouble()).contains("NoClassDefFoundError");
        await().until(() -> lookout.trouble().isEmpty());
    }

    /** Who interrupts a thread that waits for it closes it, and stays at that until well after the waiting is over. */
    private static final class Connection extends AbstractInterruptibleChannel {
        private final CountDownLatch closed = new CountDownLatch(1);

        void waitForEver() {
            begin();
            while (closed.getCount() > 0) {
                LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
            }
        }

        @Override
        protected void implCloseChannel() {
            closed.countDown();
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        }
    }
}
