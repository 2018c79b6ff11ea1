package org.comity.faults.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Inside a gateway under test: ends the process at a named step, as suddenly as SIGKILL would, and moves its clock. A file says which step and
 * by how much: {@code crash before org.comity.journal.Outbox.claim 3} is the third time from now that the method is entered.
 */
public final class Steps {
    private static final long LOOK_MILLIS = 50;
    private static final int AS_BY_SIGKILL = 137;

    private static volatile String armed = "";
    private static volatile Duration moved = Duration.ZERO;
    private static final AtomicInteger LEFT = new AtomicInteger();

    private Steps() {}

    /** Called from the code that {@link CrashAgent} weaves in. */
    public static void pass(String edge, String step) {
        if (!armed.isEmpty() && armed.equals(edge + " " + step) && LEFT.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(AS_BY_SIGKILL);
        }
    }

    /** {@code clock}, moved by as much as the file says at each look. */
    public static Clock moving(Clock clock) {
        return new Moving(clock);
    }

    static void watch(Path file) {
        Thread.ofPlatform().daemon().name("fault-steps").start(() -> {
            String before = "";
            while (true) {
                try {
                    String now = Files.exists(file) ? Files.readString(file) : "";
                    if (!now.equals(before)) {
                        obey(now);
                        before = now;
                    }
                    Thread.sleep(LOOK_MILLIS);
                } catch (IOException beingWritten) {
                    before = "";
                } catch (InterruptedException end) {
                    return;
                }
            }
        });
    }

    private static void obey(String text) {
        armed = "";
        moved = Duration.ZERO;
        for (String line : text.split("\n", -1)) {
            String[] words = line.split(" ", -1);
            if (words[0].equals("crash")) {
                LEFT.set(Integer.parseInt(words[3]));
                armed = words[1] + " " + words[2];
            } else if (words[0].equals("clock")) {
                moved = Duration.ofSeconds(Long.parseLong(words[1]));
            }
        }
    }

    private static final class Moving extends Clock {
        private final Clock real;

        Moving(Clock real) {
            this.real = real;
        }

        @Override
        public ZoneId getZone() {
            return real.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return new Moving(real.withZone(zone));
        }

        @Override
        public Instant instant() {
            return real.instant().plus(moved);
        }
    }
}
