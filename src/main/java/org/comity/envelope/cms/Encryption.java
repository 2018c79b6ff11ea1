package org.comity.envelope.cms;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.cms.KeyAgreeRecipientIdentifier;
import org.bouncycastle.asn1.cms.KeyAgreeRecipientInfo;
import org.bouncycastle.asn1.cms.KeyTransRecipientInfo;
import org.bouncycastle.asn1.cms.OriginatorIdentifierOrKey;
import org.bouncycastle.asn1.cms.OriginatorPublicKey;
import org.bouncycastle.asn1.cms.RecipientEncryptedKey;
import org.bouncycastle.asn1.cms.RecipientIdentifier;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.comity.problems.GatewayBug;
import org.comity.trust.Arithmetic;

/** Makes locks for one certificate, with a new content key, nonce and ephemeral key each time. */
public final class Encryption {
    private static final AlgorithmIdentifier PKCS1 =
            new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);

    private final SecureRandom random;

    public Encryption(SecureRandom random) {
        this.random = random;
    }

    /** For one content, with AES-256-GCM. */
    public ContentLock authenticated(X509Certificate recipient) {
        return lock(new ContentCipher.Gcm(random(ContentCipher.Gcm.NONCE_BYTES)), recipient, false);
    }

    /** For one content, with AES-256-CBC, for a partner with a dated allowance; RSA keys get PKCS#1 v1.5. */
    public ContentLock legacy(X509Certificate recipient) {
        return lock(new ContentCipher.Cbc(32, random(ContentCipher.Cbc.BLOCK_BYTES)), recipient, true);
    }

    private ContentLock lock(ContentCipher cipher, X509Certificate recipient, boolean legacy) {
        try {
            byte[] key = random(cipher.keyLength());
            return new ContentLock(cipher, wrapped(key, recipient, legacy), key);
        } catch (GeneralSecurityException unfit) {
            throw new GatewayBug("a recipient certificate passed the key policy, so its key encrypts", unfit);
        }
    }

    private RecipientInfo wrapped(byte[] contentKey, X509Certificate recipient, boolean legacy)
            throws GeneralSecurityException {
        return recipient.getPublicKey() instanceof ECPublicKey ec
                ? new RecipientInfo(agreed(contentKey, recipient, ec))
                : new RecipientInfo(transported(contentKey, recipient, legacy));
    }

    private KeyAgreeRecipientInfo agreed(byte[] contentKey, X509Certificate recipient, ECPublicKey key)
            throws GeneralSecurityException {
        KeyPair ephemeral = ephemeral(key);
        KeyAgreement agreement =
                KeyAgreement.getInstance("ECDH", Arithmetic.chosen().agreement());
        agreement.init(ephemeral.getPrivate());
        agreement.doPhase(key, true);
        byte[] wrapping = KeyWrap.derive(agreement.generateSecret(), KeyWrap.AES_256, Optional.empty());
        var to = new KeyAgreeRecipientIdentifier(CertificateReference.to(recipient));
        var encrypted = new RecipientEncryptedKey(to, new DEROctetString(KeyWrap.wrap(wrapping, contentKey)));
        return new KeyAgreeRecipientInfo(
                new OriginatorIdentifierOrKey(originator(ephemeral.getPublic())),
                null,
                new AlgorithmIdentifier(SECObjectIdentifiers.dhSinglePass_stdDH_sha256kdf_scheme, KeyWrap.AES_256),
                new DERSequence(encrypted));
    }

    /** By the curve's name: generators that are given its parameters lose their fast code. */
    private KeyPair ephemeral(ECPublicKey recipient) throws GeneralSecurityException {
        String curve = recipient.getParams().getOrder().bitLength() == 256 ? "secp256r1" : "secp384r1";
        KeyPairGenerator generator =
                KeyPairGenerator.getInstance("EC", Arithmetic.chosen().agreement());
        generator.initialize(new ECGenParameterSpec(curve), random);
        return generator.generateKeyPair();
    }

    private static OriginatorPublicKey originator(PublicKey key) {
        byte[] point = SubjectPublicKeyInfo.getInstance(key.getEncoded())
                .getPublicKeyData()
                .getOctets();
        return new OriginatorPublicKey(new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey), point);
    }

    private KeyTransRecipientInfo transported(byte[] contentKey, X509Certificate recipient, boolean legacy)
            throws GeneralSecurityException {
        Cipher rsa = Cipher.getInstance(
                legacy ? "RSA/ECB/PKCS1Padding" : "RSA/ECB/OAEPPadding",
                Arithmetic.chosen().rsa());
        if (legacy) {
            rsa.init(Cipher.ENCRYPT_MODE, recipient.getPublicKey(), random);
        } else {
            rsa.init(Cipher.ENCRYPT_MODE, recipient.getPublicKey(), KeyWrap.OAEP, random);
        }
        return new KeyTransRecipientInfo(
                new RecipientIdentifier(CertificateReference.to(recipient)),
                legacy ? PKCS1 : KeyWrap.OAEP_SHA_256,
                new DEROctetString(rsa.doFinal(contentKey)));
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
