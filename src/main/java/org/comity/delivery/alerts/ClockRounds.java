package org.comity.delivery.alerts;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.comity.casework.ClockWatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * THREAT-89: looks at the clocks every ten seconds, by a count that no clock moves, since an errand of the to-do list would itself wait for
 * the clock that was put back.
 */
@Component
class ClockRounds implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ClockRounds.class);
    private static final int SECONDS = 10;

    private final ClockWatch watch;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "clock");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean running;

    ClockRounds(ClockWatch watch) {
        this.watch = watch;
    }

    private void look() {
        try {
            watch.look();
            if (!watch.isSettled()) {
                LOG.warn(
                        "the clock stepped, or the gateway was off for more than a day: no hold ends by itself until it is back or the alert is acknowledged");
            }
        } catch (RuntimeException | Error away) { // the database: the next look comes
            LOG.debug("the clocks could not be compared", away);
        }
    }

    @Override
    public void start() {
        running = true;
        var look = looking.scheduleWithFixedDelay(this::look, 0, SECONDS, TimeUnit.SECONDS);
        LOG.debug("looking at the clocks, {}", look);
    }

    @Override
    public void stop() {
        running = false;
        looking.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
