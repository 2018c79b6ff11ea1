package org.comity.envelope;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** The bytes of a sealed message, on their way out. They are the same each time. */
public interface Envelope {

    long length();

    /** From the first byte; may be called again. Whoever opens it closes it. */
    InputStream open();

    static Envelope of(byte[] bytes) {
        return new Envelope() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }
}
