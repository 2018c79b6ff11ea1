package org.comity.envelope.cms;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.EncryptedContentInfo;
import org.bouncycastle.asn1.cms.EnvelopedData;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.comity.envelope.mime.MadeMime;
import org.comity.envelope.scan.ProblemFound;
import org.comity.problems.GatewayBug;

/**
 * How one content is encrypted: cipher with nonce, content key, and that key wrapped for the recipient. With the same content it gives
 * the same bytes each time. Another content must never meet it: a nonce that meets two gives both away. It holds the content key, so
 * {@code toString} says nothing.
 */
public final class ContentLock {
    private final ContentCipher cipher;
    private final RecipientInfo recipient;
    private final byte[] key;

    ContentLock(ContentCipher cipher, RecipientInfo recipient, byte[] key) {
        this.cipher = cipher;
        this.recipient = recipient;
        this.key = key;
    }

    /** @param encoded by {@link #encoded()} */
    public static ContentLock read(byte[] encoded) {
        try {
            ASN1Sequence lock = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(encoded));
            var algorithm = AlgorithmIdentifier.getInstance(lock.getObjectAt(0));
            boolean gcm = algorithm.getAlgorithm().equals(NISTObjectIdentifiers.id_aes256_GCM);
            return new ContentLock(
                    gcm
                            ? ContentCipher.authenticated(algorithm)
                            : ContentCipher.unauthenticated(algorithm, ContentCipher.Cbc.BLOCK_BYTES),
                    RecipientInfo.getInstance(lock.getObjectAt(1)),
                    ASN1OctetString.getInstance(lock.getObjectAt(2)).getOctets());
        } catch (IOException | ProblemFound broken) {
            throw new GatewayBug("a stored lock is as it was written", broken);
        }
    }

    public byte[] encoded() {
        return Asn1.der(new DERSequence(new ASN1Encodable[] {cipher.identifier(), recipient, new DEROctetString(key)}));
    }

    /** Bytes of the DER of the whole, around so much content. */
    public int length(int contentLength) {
        int ciphertext = cipher.sealedLength(contentLength);
        return beforeCiphertext(ciphertext).length + ciphertext + afterCiphertext().length + cipher.tagLength();
    }

    /** The DER of the whole: ContentInfo with AuthEnvelopedData, or EnvelopedData for a legacy partner. One piece in memory at a time. */
    public InputStream seal(MadeMime content) {
        try {
            return new SealedStream(
                    beforeCiphertext(cipher.sealedLength(content.length())),
                    content.open(),
                    cipher.sealing(key),
                    afterCiphertext(),
                    cipher.tagLength());
        } catch (GeneralSecurityException unfit) {
            throw new GatewayBug("a key of our own making fits its cipher", unfit);
        }
    }

    /*
     * DER states every length before what it measures, so the frame is written from the inside out around a ciphertext that is not there
     * yet. Bouncy Castle writes the members; only these headers are ours, and its reader and OpenSSL's check them in the tests.
     */
    private byte[] beforeCiphertext(int ciphertext) {
        int tag = afterCiphertext().length + cipher.tagLength();
        byte[] content = Der.joined(
                Asn1.der(CMSObjectIdentifiers.data),
                Asn1.der(cipher.identifier()),
                Der.header(Der.IMPLICIT_0, ciphertext));
        byte[] members = Der.joined(
                Asn1.der(version()),
                Asn1.der(new DERSet(recipient)),
                Der.header(Der.SEQUENCE, content.length + ciphertext),
                content);
        byte[] data = Der.joined(Der.header(Der.SEQUENCE, members.length + ciphertext + tag), members);
        byte[] explicit = Der.joined(Der.header(Der.EXPLICIT_0, data.length + ciphertext + tag), data);
        byte[] type = Asn1.der(
                isAuthenticated() ? CMSObjectIdentifiers.authEnvelopedData : CMSObjectIdentifiers.envelopedData);
        return Der.joined(Der.header(Der.SEQUENCE, type.length + explicit.length + ciphertext + tag), type, explicit);
    }

    /** The header of the tag, which follows. */
    private byte[] afterCiphertext() {
        return isAuthenticated() ? Der.header(Der.OCTET_STRING, cipher.tagLength()) : new byte[0];
    }

    /** RFC 5083 2.1 and RFC 5652 6.1. */
    private ASN1Integer version() {
        if (isAuthenticated()) {
            return new ASN1Integer(0);
        }
        var content = new EncryptedContentInfo(CMSObjectIdentifiers.data, cipher.identifier(), new DEROctetString(key));
        return new EnvelopedData(null, new DERSet(recipient), content, (ASN1Set) null).getVersion();
    }

    private boolean isAuthenticated() {
        return cipher.tagLength() > 0;
    }

    @Override
    public String toString() {
        return "ContentLock";
    }
}
