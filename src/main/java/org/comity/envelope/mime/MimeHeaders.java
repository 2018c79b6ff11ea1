package org.comity.envelope.mime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.comity.envelope.scan.Bounds;
import org.comity.envelope.scan.ProblemFound;
import org.comity.problems.EnvelopeProblem;

/** The header fields of one MIME entity, names in lower case, values unfolded, US-ASCII without control characters. */
public final class MimeHeaders {

    private record Field(String name, String value) {}

    private static final byte[] END = {'\r', '\n', '\r', '\n'};

    private final List<Field> fields = new ArrayList<>();
    private final int end;

    private MimeHeaders(byte[] bytes, int from, int to) throws ProblemFound {
        int position = from;
        int most = (int) Math.min(to, (long) from + Bounds.HEADER_BYTES);
        while (true) {
            int lineEnd = Lines.end(bytes, position, most);
            if (lineEnd == position || bytes[lineEnd - 1] != '\n') {
                throw problem("header block");
            }
            String line = text(bytes, position, lineEnd);
            position = lineEnd;
            if (line.isEmpty()) {
                break;
            }
            add(line);
        }
        end = position;
    }

    /** @return the fields from {@code from} up to the empty line */
    static MimeHeaders read(byte[] bytes, int from, int to) throws ProblemFound {
        return new MimeHeaders(bytes, from, to);
    }

    /** Fields that are a body of their own, such as a disposition notification; an empty line may end them. */
    public static MimeHeaders ofFields(byte[] body) throws ProblemFound {
        byte[] closed = Arrays.copyOf(body, body.length + 4);
        System.arraycopy(END, 0, closed, body.length, END.length);
        return new MimeHeaders(closed, 0, closed.length);
    }

    /** Index of the first byte after the empty line. */
    int end() {
        return end;
    }

    /**
     * The value of a field that may be there once.
     *
     * @throws ProblemFound if it is repeated: another reader might take the other one
     */
    public Optional<String> once(String name) throws ProblemFound {
        List<String> found = all(name);
        if (found.size() > 1) {
            // ENV-21: a repeated header is read differently by different readers (THREAT-34)
            throw new ProblemFound(EnvelopeProblem.CONTENT, name + " repeated", "ENV-21");
        }
        return found.stream().findFirst();
    }

    /** The values of a field that may be repeated, in order. */
    public List<String> all(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return fields.stream()
                .filter(field -> field.name.equals(wanted))
                .map(Field::value)
                .toList();
    }

    private void add(String line) throws ProblemFound {
        if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
            unfold(line);
            return;
        }
        int colon = line.indexOf(':');
        if (colon < 1 || !Token.is(line.substring(0, colon)) || fields.size() == Bounds.HEADER_FIELDS) {
            throw problem("header field");
        }
        fields.add(new Field(
                line.substring(0, colon).toLowerCase(Locale.ROOT),
                line.substring(colon + 1).strip()));
    }

    private void unfold(String line) throws ProblemFound {
        if (fields.isEmpty()) {
            throw problem("header field");
        }
        Field last = fields.removeLast();
        fields.add(new Field(last.name, (last.value + " " + line.strip()).strip()));
    }

    private static String text(byte[] bytes, int from, int to) throws ProblemFound {
        int length = Lines.withoutEnd(bytes, from, to) - from;
        var text = new StringBuilder(length);
        for (int i = from; i < from + length; i++) {
            int c = bytes[i];
            if (c != '\t' && (c < 0x20 || c > 0x7e)) {
                // ENV-21: no control or 8-bit characters in headers, so no second header hides in one (THREAT-99)
                throw problem("character in a header");
            }
            text.append((char) c);
        }
        return text.toString();
    }

    private static ProblemFound problem(String where) {
        return new ProblemFound(EnvelopeProblem.CONTENT, where, "ENV-21");
    }
}
