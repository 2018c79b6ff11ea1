package org.comity.envelope;

import java.util.regex.Pattern;

/**
 * An attachment inside a message.
 *
 * @param name as the author gave it, at most 255 characters; for display only, never a path (THREAT-24)
 * @param mediaType such as {@code application/pdf}; claimed, never trusted (THREAT-28)
 * @param bytes not copied: whoever hands them over leaves them alone
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: the manifest names its digest
public record AttachedBytes(String name, String mediaType, byte[] bytes) {
    private static final int LONGEST_NAME = 255;
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}");

    public AttachedBytes {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("an attachment has a name of 1 to 255 characters");
        }
        if (!isMediaType(mediaType)) {
            throw new IllegalArgumentException("a media type is type/subtype in lower case (RFC 6838 4.2)");
        }
    }

    static boolean isMediaType(String text) {
        return MEDIA_TYPE.matcher(text).matches();
    }

    @Override
    public String toString() {
        return "AttachedBytes[" + mediaType + ", " + bytes.length + " bytes]";
    }
}
