package org.comity.envelope.mime;

import java.security.MessageDigest;
import java.util.Arrays;
import org.comity.envelope.scan.ProblemFound;
import org.comity.messages.Digest;
import org.jspecify.annotations.Nullable;

/** A range of a byte array that nobody copied. Whoever holds it may read it and must not change it. */
public final class Slice {
    private final byte[] bytes;
    private final int from;
    private final int to;
    private byte @Nullable [] sha256;

    public Slice(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
    }

    public static Slice of(byte[] bytes) {
        return new Slice(bytes, 0, bytes.length);
    }

    public byte[] digest(MessageDigest algorithm) {
        algorithm.update(bytes, from, to - from);
        return algorithm.digest();
    }

    /** Computed once: a part's signature and its MIC are over the same five megabytes. */
    public byte[] sha256() {
        byte[] known = sha256;
        if (known == null) {
            known = digest(Digest.sha256());
            sha256 = known;
        }
        return known.clone();
    }

    public MimeEntity entity() throws ProblemFound {
        return MimeEntity.read(bytes, from, to);
    }

    public byte[] copy() {
        return Arrays.copyOfRange(bytes, from, to);
    }

    @Override
    public String toString() {
        return (to - from) + " bytes";
    }
}
