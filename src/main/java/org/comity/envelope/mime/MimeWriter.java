package org.comity.envelope.mime;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes MIME in canonical form: header lines and delimiters end CR LF, every leaf is base64. */
public final class MimeWriter {

    /** Bytes; longer leaves stay as they are until {@link MadeMime} is read. */
    private static final int LARGE_LEAF = 32 * 1024;

    private final List<MadeMime.Segment> segments = new ArrayList<>();
    private final ByteArrayOutputStream text = new ByteArrayOutputStream(1024);

    public MimeWriter header(String name, String value) {
        return line(name + ": " + value);
    }

    public MimeWriter endOfHeaders() {
        return line("");
    }

    public MimeWriter line(String line) {
        text.writeBytes(line.getBytes(StandardCharsets.US_ASCII));
        text.write('\r');
        text.write('\n');
        return this;
    }

    /** A transfer encoding header, the empty line and the bytes in base64. The leaf must not change afterwards. */
    public MimeWriter base64(byte[] leaf) {
        header("Content-Transfer-Encoding", "base64").endOfHeaders();
        if (leaf.length > LARGE_LEAF) {
            endOfText();
            segments.add(new MadeMime.Leaf(leaf));
        } else {
            text.writeBytes(Base64Text.encode(leaf));
        }
        return line("");
    }

    public MimeWriter append(MadeMime made) {
        endOfText();
        segments.addAll(made.segments());
        return this;
    }

    public MimeWriter delimiter(String boundary) {
        return line("--" + boundary);
    }

    public MimeWriter lastDelimiter(String boundary) {
        return line("--" + boundary + "--");
    }

    public MadeMime made() {
        endOfText();
        return new MadeMime(segments);
    }

    private void endOfText() {
        if (text.size() > 0) {
            segments.add(new MadeMime.Text(text.toByteArray()));
            text.reset();
        }
    }

    /** {@code filename*=UTF-8''...}: percent-encoded, so no name can end the header (RFC 2231, THREAT-99). */
    public static String fileName(String name) {
        return "filename*=UTF-8''"
                + URLEncoder.encode(name, StandardCharsets.UTF_8)
                        .replace("+", "%20")
                        .replace("*", "%2A");
    }
}
