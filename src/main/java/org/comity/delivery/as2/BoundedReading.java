package org.comity.delivery.as2;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.comity.delivery.ports.UnreadBody;
import org.comity.problems.Checked;
import org.comity.problems.DeliveryProblem;

/**
 * Reads a request's body up to a bound of bytes and of time. The connector ends a silence; this ends a trickle (THREAT-108).
 *
 * @param most bytes
 * @param within from now to the last byte
 */
record BoundedReading(long most, Duration within) {
    private static final int PIECE = 64 * 1024;

    Checked<byte[]> read(HttpServletRequest request) {
        if (request.getContentLengthLong() > most) {
            return Checked.failed(DeliveryProblem.TOO_LARGE.problem()); // DEL-07: not a byte of it is read
        }
        long start = System.nanoTime();
        ByteArrayOutputStream body = new ByteArrayOutputStream(Math.max(PIECE, request.getContentLength()));
        byte[] piece = new byte[PIECE];
        try (InputStream in = UnreadBody.of(request)) {
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                body.write(piece, 0, length);
                if (body.size() > most) {
                    return Checked.failed(DeliveryProblem.TOO_LARGE.problem());
                }
                if (System.nanoTime() - start > TimeUnit.MILLISECONDS.toNanos(within.toMillis())) {
                    return Checked.failed(DeliveryProblem.TOO_SLOW.problem()); // DEL-08
                }
            }
        } catch (IOException brokenOffOrSilent) {
            return Checked.failed(DeliveryProblem.TOO_SLOW.problem());
        }
        return Checked.passed(body.toByteArray());
    }
}
