package org.comity.envelope.cms;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.cms.KeyAgreeRecipientInfo;
import org.bouncycastle.asn1.cms.KeyTransRecipientInfo;
import org.bouncycastle.asn1.cms.OriginatorPublicKey;
import org.bouncycastle.asn1.cms.RecipientEncryptedKey;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.comity.envelope.scan.ProblemFound;
import org.comity.problems.EnvelopeProblem;
import org.comity.trust.Arithmetic;
import org.comity.trust.DecryptionKey;
import org.jspecify.annotations.Nullable;

/** The content key as one recipient gets it. */
sealed interface WrappedKey {

    CertificateReference recipient();

    /** Whether this wrapping needs the partner's dated allowance. */
    boolean isLegacy();

    /**
     * @param length bytes that the content cipher wants
     * @throws GeneralSecurityException for whatever went wrong; the caller must not tell one from another (THREAT-39)
     */
    byte[] unwrap(DecryptionKey key, int length) throws GeneralSecurityException;

    /** ECDH with an ephemeral key, X9.63 with SHA-256, AES-256 key wrap (RFC 5753 3.1). */
    @SuppressWarnings("ArrayRecordComponent") // never compared: a stage of parsing
    record Agreed(
            CertificateReference recipient,
            byte[] point,
            Optional<byte[]> userMaterial,
            AlgorithmIdentifier wrapping,
            byte[] wrapped)
            implements WrappedKey {

        @Override
        public boolean isLegacy() {
            return false;
        }

        @Override
        public byte[] unwrap(DecryptionKey key, int length) throws GeneralSecurityException {
            byte[] secret = key.agree(ephemeral(key.certificate().getPublicKey()));
            return KeyWrap.unwrap(KeyWrap.derive(secret, wrapping, userMaterial), wrapped);
        }

        /** The sender's point on the curve of our own key; a key of ours on no curve, or a point off it, is refused by the factory. */
        private PublicKey ephemeral(PublicKey own) throws GeneralSecurityException {
            AlgorithmIdentifier ownCurve =
                    SubjectPublicKeyInfo.getInstance(own.getEncoded()).getAlgorithm();
            byte[] form = Asn1.der(new SubjectPublicKeyInfo(ownCurve, point));
            return KeyFactory.getInstance("EC", Arithmetic.chosen().agreement())
                    .generatePublic(new X509EncodedKeySpec(form));
        }
    }

    /** RSAES-OAEP with SHA-256 (RFC 3560), or PKCS#1 v1.5 for a dated allowance. */
    @SuppressWarnings("ArrayRecordComponent") // never compared: a stage of parsing
    record Transported(CertificateReference recipient, boolean isLegacy, byte[] wrapped) implements WrappedKey {
        @Override
        public byte[] unwrap(DecryptionKey key, int length) throws GeneralSecurityException {
            return isLegacy ? key.unwrapPkcs1(wrapped, length) : key.unwrapOaepSha256(wrapped);
        }
    }

    static WrappedKey read(ASN1Encodable element) throws ProblemFound {
        RecipientInfo info = RecipientInfo.getInstance(element);
        // ENV-08: a password recipient could ask for a year of PBKDF2 (THREAT-43)
        return switch (info.getInfo()) {
            case KeyAgreeRecipientInfo agreed -> agreed(agreed);
            case KeyTransRecipientInfo transported -> transported(transported);
            case null, default -> throw problem("kind of recipient", "ENV-08");
        };
    }

    private static WrappedKey agreed(KeyAgreeRecipientInfo info) throws ProblemFound {
        AlgorithmIdentifier agreement = info.getKeyEncryptionAlgorithm();
        if (!agreement.getAlgorithm().equals(SECObjectIdentifiers.dhSinglePass_stdDH_sha256kdf_scheme)) {
            throw problem("key agreement", "ENV-08");
        }
        AlgorithmIdentifier wrapping = AlgorithmIdentifier.getInstance(agreement.getParameters());
        if (!wrapping.getAlgorithm().equals(NISTObjectIdentifiers.id_aes256_wrap)
                || info.getRecipientEncryptedKeys().size() != 1) {
            throw problem("key wrap", "ENV-08");
        }
        var key = RecipientEncryptedKey.getInstance(
                info.getRecipientEncryptedKeys().getObjectAt(0));
        return new Agreed(
                CertificateReference.read(key.getIdentifier()),
                point(info.getOriginator().getOriginatorKey()),
                Optional.ofNullable(info.getUserKeyingMaterial()).map(ASN1OctetString::getOctets),
                wrapping,
                key.getEncryptedKey().getOctets());
    }

    private static byte[] point(@Nullable OriginatorPublicKey key) throws ProblemFound {
        if (key == null) {
            // ENV-08: a static key of the sender would tie all messages to one secret
            throw problem("originator", "ENV-08");
        }
        byte[] point = key.getPublicKeyData().getOctets();
        boolean uncompressed = point.length > 0 && point[0] == 4 && (point.length == 65 || point.length == 97);
        if (!uncompressed) {
            // ENV-09: points are written out whole; compressed ones have twists (THREAT-42)
            throw problem("ephemeral key", "ENV-09");
        }
        return point;
    }

    private static WrappedKey transported(KeyTransRecipientInfo info) throws ProblemFound {
        AlgorithmIdentifier algorithm = info.getKeyEncryptionAlgorithm();
        boolean pkcs1 = algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption);
        // ENV-08: looked at before the private key is: v1.5 is a padding oracle, SHA-1 a wrong default (THREAT-40,
        // THREAT-41)
        if (!pkcs1 && !KeyWrap.isOaepSha256(algorithm)) {
            throw problem("key transport", "ENV-08");
        }
        return new Transported(
                CertificateReference.read(info.getRecipientIdentifier()),
                pkcs1,
                info.getEncryptedKey().getOctets());
    }

    private static ProblemFound problem(String where, String rule) {
        return new ProblemFound(EnvelopeProblem.ALGORITHM, where, rule);
    }
}
