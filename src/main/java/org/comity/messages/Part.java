package org.comity.messages;

import java.util.Optional;

/**
 * One piece of an attachment that is too large to travel inside its message. The bytes are the one attachment of the envelope.
 * Parts come in any order, each with a receipt of its own; the attachment exists once all are in and the whole digest fits.
 *
 * @param manifest the message whose {@link AttachmentManifest} names the attachment
 * @param attachment SHA-256 of the whole attachment
 * @param index from 0
 * @param count parts in all
 * @param length bytes of this part, 1 to 4 MiB
 */
public record Part(MessageId manifest, Digest attachment, int index, int count, int length) implements Content {

    /** Bytes of every part but the last (4 MiB): GCM gives nothing out before its tag, so this is what a reader must hold in memory. */
    public static final int SIZE = 4 * 1024 * 1024;

    public Part {
        if (index < 0 || index >= count) {
            throw new IllegalArgumentException("a part's index lies below its count");
        }
        if (length < 1 || length > SIZE) {
            throw new IllegalArgumentException("a part has 1 to " + SIZE + " bytes");
        }
    }

    @Override
    public Optional<MessageId> about() {
        return Optional.of(manifest);
    }

    @Override
    public String kind() {
        return "part";
    }
}
