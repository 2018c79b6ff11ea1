package org.comity.messages;

/**
 * What the signed document says of one attachment; its bytes travel beside the document or, above 4 MB, as parts.
 *
 * @param name as the author gave it, for display only, never a path (THREAT-24)
 * @param mediaType such as {@code application/pdf}; claimed, never trusted (THREAT-28)
 * @param length bytes
 * @param inParts number of {@link Part} messages it travels in; 0: it is inside this message
 */
public record AttachmentManifest(String name, String mediaType, Digest sha256, long length, int inParts) {}
