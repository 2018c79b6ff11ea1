package org.comity.delivery.as2;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Arrays;
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

    /** Bytes of the body as it was announced, or the most that it may have. */
    Checked<Long> length(HttpServletRequest request) {
        long announced = request.getContentLengthLong();
        if (announced > most) {
            return Checked.failed(DeliveryProblem.TOO_LARGE.problem()); // DEL-07: not a byte of it is read
        }
        return Checked.passed(announced < 0 ? most : announced);
    }

    Checked<byte[]> read(HttpServletRequest request) {
        return length(request).then(bounded -> read(request, request.getContentLengthLong()));
    }

    private Checked<byte[]> read(HttpServletRequest request, long announced) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(within.toMillis());
        try (InputStream in = UnreadBody.of(request)) {
            return announced < 0 ? unannounced(in, end) : announced(in, (int) announced, end);
        } catch (IOException brokenOffOrSilent) {
            return Checked.failed(DeliveryProblem.TOO_SLOW.problem()); // DEL-08
        }
    }

    /** Into an array of its length: a large body is in memory once. */
    private static Checked<byte[]> announced(InputStream in, int length, long end) throws IOException {
        byte[] body = new byte[length];
        return fill(in, body, 0, end) == length
                ? Checked.passed(body)
                : Checked.failed(DeliveryProblem.TOO_SLOW.problem());
    }

    private Checked<byte[]> unannounced(InputStream in, long end) throws IOException {
        byte[] body = new byte[PIECE];
        int length = fill(in, body, 0, end);
        while (length == body.length) {
            if (length > most) {
                return Checked.failed(DeliveryProblem.TOO_LARGE.problem());
            }
            body = Arrays.copyOf(body, (int) Math.min(most + 1, 2L * length));
            length = fill(in, body, length, end);
        }
        return Checked.passed(Arrays.copyOf(body, length));
    }

    /** @return where the body ended, at most the array's length */
    private static int fill(InputStream in, byte[] body, int from, long end) throws IOException {
        int length = from;
        while (length < body.length) {
            int count = in.read(body, length, Math.min(PIECE, body.length - length));
            if (count < 0) {
                return length;
            }
            length += count;
            if (System.nanoTime() - end > 0) {
                throw new InterruptedIOException("a trickle");
            }
        }
        return length;
    }
}
