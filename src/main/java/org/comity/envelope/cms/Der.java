package org.comity.envelope.cms;

import java.io.ByteArrayOutputStream;

/** Tags and lengths of DER (X.690 8.1.3 and 10.1), for the frame around a content that is not in memory. */
final class Der {
    static final int OCTET_STRING = 0x04;
    static final int SEQUENCE = 0x30;

    /** [0] around a whole element. */
    static final int EXPLICIT_0 = 0xa0;

    /** [0] in the place of a primitive's own tag. */
    static final int IMPLICIT_0 = 0x80;

    private static final int SHORT_FORM = 0x80;

    /** Tag and length in the shortest form. */
    static byte[] header(int tag, int length) {
        if (length < SHORT_FORM) {
            return new byte[] {(byte) tag, (byte) length};
        }
        int octets = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
        byte[] header = new byte[2 + octets];
        header[0] = (byte) tag;
        header[1] = (byte) (SHORT_FORM | octets);
        for (int i = 0; i < octets; i++) {
            header[2 + i] = (byte) (length >>> (8 * (octets - 1 - i)));
        }
        return header;
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private Der() {}
}
