package org.comity.exercise;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Tells the person at the console what happened and how long it took. */
final class Told {
    private static final double NANOS = 1e9;

    private final PrintStream out;
    private final long started = System.nanoTime();
    private long last = started;

    Told(PrintStream out) {
        this.out = out;
    }

    /** One who hears and says nothing. */
    Told quietly() {
        return new Told(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }

    void line(String text) {
        out.println(text);
    }

    String sinceStart() {
        return String.format(Locale.ROOT, "%.0f s", (System.nanoTime() - started) / NANOS);
    }

    /** A step that has just happened; the seconds since the one before stand in front. */
    void step(String what, String proof) {
        long now = System.nanoTime();
        out.printf(Locale.ROOT, "  %6.2f s  %s%n", (now - last) / NANOS, what);
        if (!proof.isEmpty()) {
            out.println("            " + proof);
        }
        last = now;
    }
}
