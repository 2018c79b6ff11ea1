package org.comity.envelope.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.List;
import org.comity.problems.GatewayBug;

/**
 * A MIME entity that was written. Its large leaves lie in it as they were given and become base64 each time it is read, so a part of
 * evidence is in memory once. The same entity always reads as the same bytes.
 */
public final class MadeMime {
    private static final int PIECE = 64 * 1024;

    sealed interface Segment {
        int length();

        InputStream open();
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared: a stage of writing
    record Text(byte[] bytes) implements Segment {
        @Override
        public int length() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared: a stage of writing
    record Leaf(byte[] bytes) implements Segment {
        @Override
        public int length() {
            return Base64Text.length(bytes.length);
        }

        @Override
        public InputStream open() {
            return new Base64Stream(bytes);
        }
    }

    private final List<Segment> segments;
    private final int length;

    MadeMime(List<Segment> segments) {
        this.segments = List.copyOf(segments);
        this.length = this.segments.stream().mapToInt(Segment::length).reduce(0, Math::addExact);
    }

    /** @return what was written elsewhere, kept to the byte */
    public static MadeMime of(byte[] bytes) {
        return new MadeMime(List.of(new Text(bytes)));
    }

    List<Segment> segments() {
        return segments;
    }

    /** Bytes. */
    public int length() {
        return length;
    }

    public InputStream open() {
        return new SequenceInputStream(
                Collections.enumeration(segments.stream().map(Segment::open).toList()));
    }

    public byte[] bytes() {
        byte[] all = new byte[length];
        try (InputStream in = open()) {
            if (in.readNBytes(all, 0, length) != length) {
                throw new GatewayBug("an entity is as long as its segments");
            }
        } catch (IOException impossible) {
            throw new GatewayBug("reading memory cannot fail", impossible);
        }
        return all;
    }

    public byte[] digest(MessageDigest algorithm) {
        byte[] piece = new byte[Math.min(PIECE, Math.max(1, length))];
        try (InputStream in = open()) {
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                algorithm.update(piece, 0, count);
            }
        } catch (IOException impossible) {
            throw new GatewayBug("reading memory cannot fail", impossible);
        }
        return algorithm.digest();
    }

    @Override
    public String toString() {
        return length + " bytes";
    }
}
