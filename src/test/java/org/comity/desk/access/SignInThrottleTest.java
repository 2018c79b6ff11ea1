package org.comity.desk.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAmount;
import org.junit.jupiter.api.Test;

class SignInThrottleTest {
    private final Hand clock = new Hand();
    private final SignInThrottle throttle = new SignInThrottle(clock);

    @Test
    void letsATypistFailSevenTimesAndMakesTheEighthWaitOutTheQuarter() {
        fail("sato", "10.0.0.1", SignInThrottle.FREE_PER_NAME - 1);
        assertThat(throttle.mustWait("sato", "10.0.0.1")).isFalse();

        fail("sato", "10.0.0.1", 1);
        assertThat(throttle.mustWait("sato", "10.0.0.1")).isTrue();

        clock.pass(SignInThrottle.WINDOW);
        assertThat(throttle.mustWait("sato", "10.0.0.1")).isFalse();
    }

    @Test // THREAT-89
    void aClockThatWentBackLocksNobodyOutUntilItsHourComesAgain() {
        fail("sato", "10.0.0.1", SignInThrottle.FREE_PER_NAME);
        clock.pass(Duration.ofHours(-5));
        assertThat(throttle.mustWait("sato", "10.0.0.1")).isFalse();
    }

    @Test
    void neverLocksAnOfficerOutFromElsewhere() {
        fail("sato", "203.0.113.7", SignInThrottle.FREE_PER_NAME);

        assertThat(throttle.mustWait("sato", "10.0.0.1")).isFalse();
    }

    @Test
    void stopsAnAddressThatTriesManyNames() {
        for (int i = 0; i < SignInThrottle.FREE_PER_ADDRESS; i++) {
            fail("officer" + (char) ('a' + i % 26), "203.0.113.7", 1);
        }

        assertThat(throttle.mustWait("nobody.yet", "203.0.113.7")).isTrue();
    }

    @Test
    void forgetsFailuresAfterASuccess() {
        fail("sato", "10.0.0.1", SignInThrottle.FREE_PER_NAME - 1);
        throttle.succeeded("sato", "10.0.0.1");
        fail("sato", "10.0.0.1", 1);

        assertThat(throttle.mustWait("sato", "10.0.0.1")).isFalse();
    }

    @Test
    void passwordsThatAreStillComparedCountAsWrong() {
        fail("sato", "203.0.113.7", SignInThrottle.FREE_PER_NAME);
        assertThat(throttle.admits("sato", "203.0.113.7")).isFalse();

        throttle.released("sato", "203.0.113.7");
        assertThat(throttle.admits("sato", "203.0.113.7")).isTrue();
    }

    @Test
    void officersWhoSignInRightAreNotCountedForTheirAddress() {
        for (int i = 0; i < 2 * SignInThrottle.FREE_PER_ADDRESS; i++) {
            fail("officer" + (char) ('a' + i % 26), "203.0.113.7", 1);
            throttle.succeeded("officer" + (char) ('a' + i % 26), "203.0.113.7");
        }
        assertThat(throttle.mustWait("sato", "203.0.113.7")).isFalse();
    }

    @Test // THREAT-108
    void theAddressesOfOneNetworkOfIpv6CountTogether() {
        for (int i = 0; i < SignInThrottle.FREE_PER_NAME; i++) {
            fail("sato", "2001:db8:0:7::" + i, 1);
        }
        assertThat(throttle.mustWait("sato", "2001:db8:0:7:ffff::9")).isTrue();
        assertThat(throttle.mustWait("sato", "2001:db8:0:8::1")).isFalse();
    }

    private void fail(String name, String address, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(throttle.admits(name, address)).isTrue();
        }
    }

    private static final class Hand extends Clock {
        private Instant now = Instant.parse("2026-11-23T09:00:00Z");

        void pass(TemporalAmount time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
