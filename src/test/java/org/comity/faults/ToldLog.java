package org.comity.faults;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.comity.exercise.TwoSides;
import org.comity.exercise.TwoSides.Side;
import org.comity.trust.Certificates;

/**
 * What the outside was told, and what was done to the gateways, a line each, for the checker: {@code approved REQUEST MESSAGE SHA-256}. What is approved
 * of one matter is told in that order.
 */
final class ToldLog implements AutoCloseable {
    private final BufferedWriter out;

    ToldLog(Path file) throws IOException {
        this.out = Files.newBufferedWriter(file);
    }

    synchronized void say(Object... words) {
        try {
            for (int i = 0; i < words.length; i++) {
                out.write((i == 0 ? "" : " ") + words[i]);
            }
            out.write("\n");
            out.flush();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** With which the sides sign from now on. */
    void keys(TwoSides sides) {
        for (Side side : List.of(sides.ours(), sides.theirs())) {
            say(
                    "key",
                    side.agency(),
                    Certificates.fingerprint(sides.signing(side).certificate()).hex());
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
