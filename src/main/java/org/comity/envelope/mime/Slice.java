package org.comity.envelope.mime;

import java.security.MessageDigest;
import java.util.Arrays;
import org.comity.envelope.scan.ProblemFound;

/** A range of a byte array that nobody copied. Whoever holds it may read it and must not change it. */
public final class Slice {
    private final byte[] bytes;
    private final int from;
    private final int to;

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
