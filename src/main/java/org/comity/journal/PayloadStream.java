package org.comity.journal;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.IntFunction;

/** Reads a payload piece by piece; ends with an exception if fewer bytes come than were stored. */
final class PayloadStream extends InputStream {
    private final long length;
    private final IntFunction<Optional<byte[]>> pieces;
    private byte[] piece = new byte[0];
    private int index;
    private int position;
    private long delivered;

    PayloadStream(long length, IntFunction<Optional<byte[]>> pieces) {
        this.length = length;
        this.pieces = pieces;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int most) throws IOException {
        if (most == 0) {
            return 0;
        }
        if (delivered == length) {
            return -1;
        }
        if (position == piece.length) {
            piece = pieces.apply(index++).orElseThrow(() -> new EOFException("a piece of the payload is missing"));
            position = 0;
        }
        int count = Math.min(most, piece.length - position);
        System.arraycopy(piece, position, into, offset, count);
        position += count;
        delivered += count;
        return count;
    }
}
