package org.comity.casework;

import org.comity.journal.PayloadId;
import org.comity.messages.Digest;

/**
 * A file that is already in the database and may be attached to a message.
 *
 * @param name for display only
 * @param length bytes
 */
public record StoredFile(String name, String mediaType, PayloadId payload, Digest sha256, long length) {}
