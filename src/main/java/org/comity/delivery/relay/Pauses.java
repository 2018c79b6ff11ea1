package org.comity.delivery.relay;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: exponential with full jitter, so that a backlog drains without a herd (THREAT-127).
 *
 * @param first bound of the first pause
 * @param longest bound of every pause
 */
public record Pauses(Duration first, Duration longest) {

    /** Past this the doubled bound is over any cap a person would set. */
    private static final int MOST_DOUBLINGS = 30;

    /**
     * @param failures before now, 1 or more
     * @return 1 ms up to the bound {@code first * 2^(failures-1)}, capped
     */
    public Duration after(int failures, RandomGenerator random) {
        long doubled = Math.multiplyExact(first.toMillis(), 1L << Math.clamp(failures - 1, 0, MOST_DOUBLINGS));
        long bound = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(1 + random.nextLong(bound));
    }
}
