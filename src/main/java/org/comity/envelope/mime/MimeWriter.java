package org.comity.envelope.mime;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Writes MIME in canonical form: header lines and delimiters end CR LF, every leaf is base64. */
public final class MimeWriter {
    private final Buffer out;

    /** Lets a range be signed before the rest is written, without a copy. */
    private static final class Buffer extends ByteArrayOutputStream {
        Buffer(int expected) {
            super(expected);
        }

        Slice slice(int from) {
            return new Slice(buf, from, count);
        }
    }

    /** @param expected bytes, an estimate that saves growing */
    public MimeWriter(int expected) {
        out = new Buffer(expected);
    }

    /** The length in bytes of {@code leaf} once written in lines of base64, with room for its headers. */
    public static int room(byte[] leaf) {
        return (int) Math.min(Integer.MAX_VALUE - 1024, leaf.length * 1.38 + 512);
    }

    public MimeWriter header(String name, String value) {
        return line(name + ": " + value);
    }

    public MimeWriter endOfHeaders() {
        return line("");
    }

    public MimeWriter line(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        out.write('\r');
        out.write('\n');
        return this;
    }

    /** A transfer encoding header, the empty line and the bytes in base64. */
    public MimeWriter base64(byte[] leaf) {
        header("Content-Transfer-Encoding", "base64").endOfHeaders();
        out.writeBytes(Base64Text.encode(leaf));
        return line("");
    }

    public MimeWriter entity(byte[] entity) {
        out.writeBytes(entity);
        return this;
    }

    public MimeWriter delimiter(String boundary) {
        return line("--" + boundary);
    }

    public MimeWriter lastDelimiter(String boundary) {
        return line("--" + boundary + "--");
    }

    public int length() {
        return out.size();
    }

    /** What was written since {@code from}; valid until the next write. */
    public Slice since(int from) {
        return out.slice(from);
    }

    public byte[] bytes() {
        return out.toByteArray();
    }

    /** {@code filename*=UTF-8''...}: percent-encoded, so no name can end the header (RFC 2231, THREAT-99). */
    public static String fileName(String name) {
        return "filename*=UTF-8''"
                + URLEncoder.encode(name, StandardCharsets.UTF_8)
                        .replace("+", "%20")
                        .replace("*", "%2A");
    }
}
