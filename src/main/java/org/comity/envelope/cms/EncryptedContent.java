package org.comity.envelope.cms;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.AuthEnvelopedData;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.EncryptedContentInfo;
import org.bouncycastle.asn1.cms.EnvelopedData;
import org.comity.envelope.mime.Slice;
import org.comity.envelope.scan.Bounds;
import org.comity.envelope.scan.ProblemFound;
import org.comity.partners.CertificateUse;
import org.comity.problems.EnvelopeProblem;
import org.comity.trust.DecryptionKey;

/**
 * A parsed AuthEnvelopedData, or the EnvelopedData of a legacy partner: every algorithm and count in it is one that the profile
 * knows. It claims nothing about who made it.
 */
public final class EncryptedContent {
    private static final byte[] NO_TAG = new byte[0];

    private final List<WrappedKey> keys;
    private final ContentCipher cipher;
    private final byte[] ciphertext;
    private final byte[] tag;

    private EncryptedContent(List<WrappedKey> keys, ContentCipher cipher, byte[] ciphertext, byte[] tag) {
        this.keys = keys;
        this.cipher = cipher;
        this.ciphertext = ciphertext;
        this.tag = tag;
    }

    /** Structure, bounds and algorithms only; costs no cryptography. */
    public static EncryptedContent parse(byte[] bytes) throws ProblemFound {
        if (bytes.length > Bounds.SEALED_BYTES) {
            // ENV-02: a sealed message is held in memory until its tag is checked (THREAT-32)
            throw new ProblemFound(EnvelopeProblem.TOO_LARGE, "", "ENV-02");
        }
        return Asn1.read(bytes, "ENV-03", EncryptedContent::read);
    }

    private static EncryptedContent read(ASN1Primitive whole) throws ProblemFound {
        ContentInfo info = ContentInfo.getInstance(whole);
        if (info.getContentType().equals(CMSObjectIdentifiers.authEnvelopedData)) {
            return authenticated(AuthEnvelopedData.getInstance(info.getContent()));
        }
        if (info.getContentType().equals(CMSObjectIdentifiers.envelopedData)) {
            return unauthenticated(EnvelopedData.getInstance(info.getContent()));
        }
        // ENV-01: an open or compressed message is not read on, whatever is inside it (THREAT-29, THREAT-87)
        throw new ProblemFound(EnvelopeProblem.NOT_ENCRYPTED, "content type", "ENV-01");
    }

    private static EncryptedContent authenticated(AuthEnvelopedData data) throws ProblemFound {
        boolean extras =
                data.getOriginatorInfo() != null || data.getAuthAttrs() != null || data.getUnauthAttrs() != null;
        if (extras || data.getVersion().intValueExact() != 0) {
            throw new ProblemFound(EnvelopeProblem.MALFORMED, "optional fields", "ENV-03");
        }
        EncryptedContentInfo content = data.getAuthEncryptedContentInfo();
        ContentCipher cipher = ContentCipher.authenticated(content.getContentEncryptionAlgorithm());
        byte[] tag = data.getMac().getOctets();
        if (tag.length != ContentCipher.Gcm.TAG_BYTES) {
            // ENV-07: the tag itself, not only the announced length (THREAT-37)
            throw new ProblemFound(EnvelopeProblem.ALGORITHM, "tag length", "ENV-07");
        }
        return new EncryptedContent(keys(data.getRecipientInfos()), cipher, ciphertext(content), tag);
    }

    private static EncryptedContent unauthenticated(EnvelopedData data) throws ProblemFound {
        EncryptedContentInfo content = data.getEncryptedContentInfo();
        byte[] ciphertext = ciphertext(content);
        ContentCipher cipher =
                ContentCipher.unauthenticated(content.getContentEncryptionAlgorithm(), ciphertext.length);
        return new EncryptedContent(keys(data.getRecipientInfos()), cipher, ciphertext, NO_TAG);
    }

    private static byte[] ciphertext(EncryptedContentInfo content) throws ProblemFound {
        if (!content.getContentType().equals(CMSObjectIdentifiers.data) || content.getEncryptedContent() == null) {
            throw new ProblemFound(EnvelopeProblem.MALFORMED, "encrypted content", "ENV-03");
        }
        return content.getEncryptedContent().getOctets();
    }

    private static List<WrappedKey> keys(ASN1Set recipients) throws ProblemFound {
        if (recipients.size() == 0 || recipients.size() > Bounds.RECIPIENTS) {
            // ENV-04: each recipient may cost a private-key operation elsewhere (THREAT-44)
            throw new ProblemFound(EnvelopeProblem.BOUNDS, "recipients", "ENV-04");
        }
        List<WrappedKey> keys = new ArrayList<>(recipients.size());
        for (ASN1Encodable recipient : recipients) {
            keys.add(WrappedKey.read(recipient));
        }
        return List.copyOf(keys);
    }

    /** Whether anything in it needs the partner's dated allowance, for whichever recipient. */
    public boolean isLegacy() {
        return cipher instanceof ContentCipher.Cbc || keys.stream().anyMatch(WrappedKey::isLegacy);
    }

    /**
     * @return the plaintext, whose tag verified unless {@link #isLegacy()}: then the caller must not release or describe it before
     *     the signature inside verified
     * @throws ProblemFound NO_KEY, KEY_RETIRED or, for everything that depends on a secret, CANNOT_OPEN
     */
    public Slice open(List<DecryptionKey> ours, Instant now, SecureRandom random) throws ProblemFound {
        // ENV-12: a legacy envelope meets the legacy key only, so no GCM key is ever used with CBC (THREAT-33,
        // THREAT-36)
        CertificateUse use = isLegacy() ? CertificateUse.LEGACY_ENCRYPTION : CertificateUse.ENCRYPTION;
        for (DecryptionKey key : ours) {
            for (WrappedKey wrapped : keys) {
                if (key.use() == use && wrapped.recipient().names(key.certificate())) {
                    return open(key, wrapped, now, random);
                }
            }
        }
        // ENV-10: not for a key of the addressed agency
        throw new ProblemFound(EnvelopeProblem.NO_KEY, "", "ENV-10");
    }

    private Slice open(DecryptionKey key, WrappedKey wrapped, Instant now, SecureRandom random) throws ProblemFound {
        if (key.isRetiredAt(now)) {
            // ENV-11: a retired key opens nothing, so its theft opens nothing new (THREAT-64)
            throw new ProblemFound(EnvelopeProblem.KEY_RETIRED, "", "ENV-11");
        }
        byte[] contentKey = contentKey(key, wrapped, random);
        try {
            return cipher.open(contentKey, ciphertext, tag);
        } catch (GeneralSecurityException tagDoesNotVerify) {
            throw new ProblemFound(EnvelopeProblem.CANNOT_OPEN, "", "ENV-13");
        }
    }

    /**
     * The content key or, if unwrapping failed in any way, a random one.
     *
     * <p>ENV-13: a bad point, padding, wrap or tag all end in the same decryption with a key that does not fit, so neither code nor
     * time tells which it was (THREAT-39, THREAT-41, THREAT-42). Random and not fixed: with a known key an attacker could seal a
     * content that opens exactly if his guess at the padding was wrong.
     */
    private byte[] contentKey(DecryptionKey key, WrappedKey wrapped, SecureRandom random) {
        byte[] instead = new byte[cipher.keyLength()];
        random.nextBytes(instead);
        try {
            byte[] unwrapped = wrapped.unwrap(key, cipher.keyLength());
            return unwrapped.length == instead.length ? unwrapped : instead;
        } catch (GeneralSecurityException | RuntimeException doesNotUnwrap) {
            return instead; // some providers answer a broken point or block with an unchecked exception
        }
    }
}
