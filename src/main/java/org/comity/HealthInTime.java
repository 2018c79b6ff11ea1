package org.comity;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Every part of health answers in time. Who asks the database waits half a minute for a connection when it is away, and who watches the
 * gateway would hear nothing at the moment that matters.
 */
@Component
class HealthInTime implements BeanPostProcessor {
    /** Of each part; they are asked one after another, and several of them ask the database. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof HealthIndicator part ? (HealthIndicator) () -> inTime(part) : bean;
    }

    private static Health inTime(HealthIndicator part) {
        FutureTask<Health> asking = new FutureTask<>(part::health);
        Thread.ofVirtual().name("health").start(asking);
        try {
            return asking.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            asking.cancel(true);
            return Health.down()
                    .withDetail("error", "no answer within " + PATIENCE.toSeconds() + " s")
                    .build();
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            return Health.down()
                    .withDetail("error", cause.getClass().getSimpleName())
                    .build();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Health.unknown().build();
        }
    }
}
