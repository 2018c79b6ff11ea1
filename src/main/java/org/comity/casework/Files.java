package org.comity.casework;

import java.io.IOException;
import java.io.InputStream;
import org.comity.journal.PayloadId;
import org.comity.journal.Payloads;
import org.springframework.stereotype.Service;

/** Files on their way into a message: stored first, in a stream, then named by the message. Memory is flat for any length. */
@Service
public class Files {
    private final Payloads payloads;

    Files(Payloads payloads) {
        this.payloads = payloads;
    }

    public StoredFile store(String name, String mediaType, InputStream bytes) throws IOException {
        PayloadId payload = payloads.store(bytes);
        return new StoredFile(name, mediaType, payload, payloads.digest(payload), payloads.length(payload));
    }
}
