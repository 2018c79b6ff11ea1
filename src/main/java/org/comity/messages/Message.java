package org.comity.messages;

import java.util.List;

/** One document about a request, as its sender means it: headers, content, attachments. Immutable; a correction is a new message. */
public record Message(SignedHeaders headers, Content content, List<AttachmentManifest> attachments) {
    public Message {
        attachments = List.copyOf(attachments);
    }

    @Override
    public String toString() {
        return content.getClass().getSimpleName() + "[" + headers.id() + "]";
    }
}
