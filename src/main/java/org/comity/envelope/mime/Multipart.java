package org.comity.envelope.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.comity.envelope.scan.Bounds;
import org.comity.envelope.scan.ProblemFound;
import org.comity.problems.EnvelopeProblem;

/** Finds the parts between the delimiter lines of a multipart body (RFC 2046 5.1.1). Preamble and epilogue are ignored. */
final class Multipart {
    private final byte[] bytes;
    private final int to;
    private final byte[] delimiter;
    private final int most;
    private final List<MimeEntity> parts = new ArrayList<>();

    private Multipart(byte[] bytes, int to, String boundary, int most) {
        this.bytes = bytes;
        this.to = to;
        this.delimiter = ("--" + boundary).getBytes(StandardCharsets.US_ASCII);
        this.most = most;
    }

    static List<MimeEntity> parts(byte[] bytes, int from, int to, String boundary, int most) throws ProblemFound {
        if (boundary.isEmpty() || boundary.length() > Bounds.BOUNDARY_CHARACTERS || boundary.endsWith(" ")) {
            throw problem("boundary");
        }
        return new Multipart(bytes, to, boundary, most).read(from);
    }

    private List<MimeEntity> read(int from) throws ProblemFound {
        int start = -1;
        for (int line = from; line < to; line = Lines.end(bytes, line, to)) {
            Delimiter kind = delimiterAt(line);
            if (kind == Delimiter.NONE) {
                continue;
            }
            if (start >= 0) {
                add(start, line);
            }
            if (kind == Delimiter.LAST) {
                return List.copyOf(parts);
            }
            start = Lines.end(bytes, line, to);
        }
        // ENV-21: without its last delimiter a body may have lost parts on the way
        throw problem("last delimiter");
    }

    private void add(int start, int nextDelimiter) throws ProblemFound {
        if (parts.size() == most) {
            // ENV-04: number of parts is bounded (THREAT-31)
            throw new ProblemFound(EnvelopeProblem.BOUNDS, "parts", "ENV-04");
        }
        // the line end before a delimiter belongs to the delimiter (RFC 2046 5.1.1)
        int end = Lines.withoutEnd(bytes, start, nextDelimiter);
        parts.add(MimeEntity.read(bytes, start, end));
    }

    private enum Delimiter {
        NONE,
        NEXT,
        LAST
    }

    private Delimiter delimiterAt(int line) {
        int after = line + delimiter.length;
        if (after > to || bytes[line] != '-' || !Arrays.equals(bytes, line, after, delimiter, 0, delimiter.length)) {
            return Delimiter.NONE;
        }
        boolean last = after + 1 < to && bytes[after] == '-' && bytes[after + 1] == '-';
        int rest = last ? after + 2 : after;
        int end = Lines.withoutEnd(bytes, rest, Lines.end(bytes, rest, to));
        for (int i = rest; i < end; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t') {
                return Delimiter.NONE;
            }
        }
        return last ? Delimiter.LAST : Delimiter.NEXT;
    }

    private static ProblemFound problem(String where) {
        return new ProblemFound(EnvelopeProblem.CONTENT, where, "ENV-21");
    }
}
