package org.comity.envelope.mime;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.comity.envelope.scan.ProblemFound;
import org.comity.problems.EnvelopeProblem;

/** Base64 in lines of 76 characters ending CR LF (RFC 2045 6.8). */
public final class Base64Text {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(76, "\r\n".getBytes(StandardCharsets.US_ASCII));

    /** Without a line end after the last line. */
    public static byte[] encode(byte[] bytes) {
        return LINES.encode(bytes);
    }

    /**
     * Line ends and blanks are skipped, anything else outside the alphabet is refused: the JDK's MIME decoder would drop it and
     * read on, and so two readers could differ.
     */
    public static byte[] decode(byte[] bytes, int from, int to) throws ProblemFound {
        byte[] dense = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            byte c = bytes[i];
            if (c != '\r' && c != '\n' && c != ' ' && c != '\t') {
                dense[length++] = c;
            }
        }
        try {
            byte[] exact = length == dense.length ? dense : Arrays.copyOf(dense, length);
            return Base64.getDecoder().decode(exact);
        } catch (IllegalArgumentException outsideTheAlphabet) {
            // ENV-22: one reading of base64 only
            throw new ProblemFound(EnvelopeProblem.CONTENT, "base64", "ENV-22");
        }
    }

    private Base64Text() {}
}
