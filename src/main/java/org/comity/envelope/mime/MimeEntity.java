package org.comity.envelope.mime;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.comity.envelope.scan.ProblemFound;
import org.comity.problems.EnvelopeProblem;

/** One MIME entity where it lies in a byte array: headers are read, the body is neither copied nor looked at until asked for. */
public final class MimeEntity {
    private static final String DEFAULT_TYPE = "text/plain";
    private static final Set<String> AS_IT_LIES = Set.of("7bit", "8bit", "binary");

    private final byte[] bytes;
    private final int from;
    private final int to;
    private final MimeHeaders headers;
    private final Parameters contentType;

    private MimeEntity(byte[] bytes, int from, int to) throws ProblemFound {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        this.headers = MimeHeaders.read(bytes, from, to);
        this.contentType = Parameters.parse(headers.once("Content-Type").orElse(DEFAULT_TYPE));
    }

    public static MimeEntity read(byte[] bytes) throws ProblemFound {
        return new MimeEntity(bytes, 0, bytes.length);
    }

    static MimeEntity read(byte[] bytes, int from, int to) throws ProblemFound {
        return new MimeEntity(bytes, from, to);
    }

    public MimeHeaders headers() {
        return headers;
    }

    public Parameters contentType() {
        return contentType;
    }

    public boolean is(String... mediaTypes) {
        return List.of(mediaTypes).contains(contentType.value());
    }

    /** Headers and body as they lie, the bytes that a signature covers. */
    public Slice raw() {
        return new Slice(bytes, from, to);
    }

    /** The parts of a multipart entity. */
    public List<MimeEntity> parts(int most) throws ProblemFound {
        if (!AS_IT_LIES.contains(encoding())) {
            // ENV-22: whoever undid it (RFC 2045 6.4 forbids it) would find other parts
            throw encodingRefused();
        }
        return Multipart.parts(
                bytes, headers.end(), to, contentType.parameter("boundary").orElse(""), most);
    }

    /** The body as it lies, in its transfer encoding. */
    public byte[] body() {
        return Arrays.copyOfRange(bytes, headers.end(), to);
    }

    /** The body with its transfer encoding undone. */
    public byte[] decoded() throws ProblemFound {
        String encoding = encoding();
        if (AS_IT_LIES.contains(encoding)) {
            return body();
        }
        if (encoding.equals("base64")) {
            return Base64Text.decode(bytes, headers.end(), to);
        }
        throw encodingRefused(); // ENV-22: quoted-printable has more than one reading of the same bytes
    }

    private String encoding() throws ProblemFound {
        return headers.once("Content-Transfer-Encoding").orElse("7bit").toLowerCase(Locale.ROOT);
    }

    private static ProblemFound encodingRefused() {
        return new ProblemFound(EnvelopeProblem.CONTENT, "Content-Transfer-Encoding", "ENV-22");
    }
}
