package org.comity.envelope.cms;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import org.comity.problems.GatewayBug;

/** What stands before a ciphertext, the ciphertext of a content as it is read, and its tag. */
final class SealedStream extends InputStream {
    private static final int PIECE = 64 * 1024;

    private final InputStream content;
    private final Cipher cipher;
    private final byte[] tagHeader;
    private final int tagLength;
    private final byte[] plain = new byte[PIECE];
    private byte[] ready;
    private int position;
    private boolean ended;

    SealedStream(byte[] before, InputStream content, Cipher cipher, byte[] tagHeader, int tagLength) {
        this.ready = before;
        this.content = content;
        this.cipher = cipher;
        this.tagHeader = tagHeader;
        this.tagLength = tagLength;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int most) throws IOException {
        while (position == ready.length) {
            if (ended) {
                return -1;
            }
            next();
        }
        int count = Math.min(most, ready.length - position);
        System.arraycopy(ready, position, into, offset, count);
        position += count;
        return count;
    }

    private void next() throws IOException {
        int count = content.read(plain);
        position = 0;
        if (count < 0) {
            ended = true;
            ready = last();
        } else {
            byte[] sealed = cipher.update(plain, 0, count);
            ready = sealed == null ? new byte[0] : sealed; // a cipher may wait for a whole block
        }
    }

    private byte[] last() {
        try {
            byte[] rest = cipher.doFinal();
            int ciphertext = rest.length - tagLength;
            return Der.joined(
                    Arrays.copyOf(rest, ciphertext), tagHeader, Arrays.copyOfRange(rest, ciphertext, rest.length));
        } catch (GeneralSecurityException impossible) {
            throw new GatewayBug("encrypting ends in a tag or a padding", impossible);
        }
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
