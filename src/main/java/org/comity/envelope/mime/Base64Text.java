package org.comity.envelope.mime;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.comity.envelope.scan.ProblemFound;
import org.comity.problems.EnvelopeProblem;

/** Base64 in lines of 76 characters ending CR LF (RFC 2045 6.8). */
public final class Base64Text {
    private static final int LINE = 76; // characters, RFC 2045 6.8
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(LINE, "\r\n".getBytes(StandardCharsets.US_ASCII));

    /** Characters that are decoded at a time; a multiple of 4. */
    private static final int CHUNK = 64 * 1024;

    /** Without a line end after the last line. */
    public static byte[] encode(byte[] bytes) {
        return LINES.encode(bytes);
    }

    /** Of what {@link #encode} makes of so many bytes. */
    static int length(int bytes) {
        int characters = Math.multiplyExact(Math.ceilDiv(bytes, 3), 4);
        return characters + 2 * Math.max(0, Math.ceilDiv(characters, LINE) - 1);
    }

    /**
     * Line ends and blanks are skipped, anything else outside the alphabet is refused: the JDK's MIME decoder would drop it and
     * read on, and so two readers could differ.
     */
    public static byte[] decode(byte[] bytes, int from, int to) throws ProblemFound {
        int left = characters(bytes, from, to);
        // nothing but padding would be less than nothing; the decoder refuses it below
        byte[] decoded = new byte[Math.max(0, (int) (left * 3L / 4) - padding(bytes, from, to))];
        int filled = 0;
        int position = from;
        byte[] chunk = new byte[Math.min(CHUNK, left)];
        byte[] out = new byte[CHUNK / 4 * 3];
        try {
            while (left > 0) {
                byte[] now = left >= CHUNK ? chunk : new byte[left];
                position = dense(bytes, position, now);
                left -= now.length;
                int count = Base64.getDecoder().decode(now, out);
                if (left > 0 && count != CHUNK / 4 * 3) {
                    throw new IllegalArgumentException("padding before the end");
                }
                System.arraycopy(out, 0, decoded, filled, count);
                filled += count;
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException outsideTheAlphabet) {
            // ENV-22: one reading of base64 only
            throw new ProblemFound(EnvelopeProblem.CONTENT, "base64", "ENV-22");
        }
        return filled == decoded.length ? decoded : Arrays.copyOf(decoded, filled);
    }

    /** How many of the last two characters are padding. */
    private static int padding(byte[] bytes, int from, int to) {
        int padding = 0;
        int seen = 0;
        for (int i = to - 1; i >= from && seen < 2; i--) {
            if (!isBlank(bytes[i])) {
                padding += bytes[i] == '=' ? 1 : 0;
                seen++;
            }
        }
        return padding;
    }

    private static int characters(byte[] bytes, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += bytes[i] == '\r' || bytes[i] == '\n' || bytes[i] == ' ' || bytes[i] == '\t' ? 0 : 1;
        }
        return count;
    }

    /** Fills {@code into} with what is not blank. @return where it stopped */
    private static int dense(byte[] bytes, int from, byte[] into) {
        int position = from;
        int filled = 0;
        while (filled < into.length) {
            byte c = bytes[position++];
            if (c > ' ' || !isBlank(c)) { // one comparison for nearly every character
                into[filled++] = c;
            }
        }
        return position;
    }

    private static boolean isBlank(byte c) {
        return c == '\r' || c == '\n' || c == ' ' || c == '\t';
    }

    private Base64Text() {}
}
