package org.comity.envelope;

import org.comity.messages.Digest;
import org.comity.messages.MessageId;

/**
 * A message ready to travel. Its identity is id and MIC; the bytes may be made anew for another certificate
 * ({@link Sealer#encryptAgain}) or signed by another key, what is signed never.
 *
 * @param mic SHA-256 over the signed entity with its headers (RFC 4130 7.3.1): what the receipt must repeat
 * @param signedPart the whole multipart/signed entity, in clear
 * @param bytes the body of {@link #CONTENT_TYPE}, DER
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: identity is id and MIC
public record SealedMessage(MessageId id, Digest mic, byte[] signedPart, byte[] bytes) {
    /** RFC 8551 3.2.2; a legacy envelope says {@code enveloped-data} inside as well as out, readers go by the CMS content type. */
    public static final String CONTENT_TYPE =
            "application/pkcs7-mime; smime-type=authEnveloped-data; name=\"smime.p7m\"";

    @Override
    public String toString() {
        return "SealedMessage[" + id + ", " + bytes.length + " bytes]";
    }
}
