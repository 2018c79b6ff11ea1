package org.comity.delivery.scan;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.comity.casework.Scanning;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks at files that came in before somebody asks for them, so that a hit alerts early. Whoever asks first does not wait for it. */
@Component
class ScanAhead implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ScanAhead.class);
    private static final int AT_A_TIME = 20;

    private final Scanning scanning;
    private final ScanSettings settings;
    private @Nullable ScheduledExecutorService running;

    ScanAhead(Scanning scanning, ScanSettings settings) {
        this.scanning = scanning;
        this.settings = settings;
    }

    private void look() {
        try {
            scanning.lookAhead(AT_A_TIME);
        } catch (RuntimeException surprise) { // an exception would end the schedule for good
            LOG.warn("files were not looked at ahead: {}", surprise.getClass().getSimpleName());
        }
    }

    @Override
    public synchronized void start() {
        if (settings.address().isEmpty()) {
            return;
        }
        running = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("scan-ahead").factory());
        long pause = settings.every().toMillis();
        var unused = running.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS); // never completes
    }

    @Override
    public synchronized void stop() {
        if (running != null) {
            running.shutdownNow();
            running = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return running != null;
    }
}
