package org.comity.envelope.mime;

import java.io.InputStream;
import java.util.Arrays;

/** Bytes as {@link Base64Text#encode} writes them, some hundred lines in memory at a time. */
final class Base64Stream extends InputStream {
    /** Bytes in one line of 76 characters, by lines: few enough that a chunk is no large object to any garbage collector. */
    private static final int CHUNK = 57 * 1024;

    private final byte[] bytes;
    private int encoded;
    private byte[] lines = new byte[0];
    private int position;

    Base64Stream(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int most) {
        if (position == lines.length && !next()) {
            return -1;
        }
        int count = Math.min(most, lines.length - position);
        System.arraycopy(lines, position, into, offset, count);
        position += count;
        return count;
    }

    private boolean next() {
        if (encoded == bytes.length) {
            return false;
        }
        int to = Math.min(bytes.length, encoded + CHUNK);
        byte[] text = Base64Text.encode(Arrays.copyOfRange(bytes, encoded, to));
        boolean last = to == bytes.length;
        lines = last ? text : Arrays.copyOf(text, text.length + 2);
        if (!last) {
            lines[text.length] = '\r'; // chunks are whole lines, and a line end stands between lines only
            lines[text.length + 1] = '\n';
        }
        position = 0;
        encoded = to;
        return true;
    }
}
