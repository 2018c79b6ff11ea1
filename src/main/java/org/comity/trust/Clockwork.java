package org.comity.trust;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Does one thing every few seconds on a thread of its own, from {@link #start} to {@link #stop}. Safe for many threads. */
final class Clockwork {
    private final String name;
    private final Duration pause;
    private final Runnable task;
    private @Nullable ScheduledExecutorService running;

    /** @param task lets no exception through: one would end the schedule for good */
    Clockwork(String name, Duration pause, Runnable task) {
        this.name = name;
        this.pause = pause;
        this.task = task;
    }

    synchronized void start() {
        running = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
        var unused = // never completes
                running.scheduleWithFixedDelay(task, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    synchronized void stop() {
        if (running != null) {
            running.shutdownNow();
            running = null;
        }
    }

    synchronized boolean isRunning() {
        return running != null;
    }
}
