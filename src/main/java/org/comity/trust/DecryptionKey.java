package org.comity.trust;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.time.Instant;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import org.comity.partners.CertificateUse;
import org.comity.problems.GatewayBug;

/**
 * A private key of ours as a capability: it unlocks what was encrypted to its certificate, and that is all.
 *
 * <p>Callers answer every {@link GeneralSecurityException} from here with one and the same code: which step failed is what a padding
 * or curve oracle lives on (THREAT-39, THREAT-41, THREAT-42).
 */
public final class DecryptionKey {
    private final PrivateKey key;
    private final X509Certificate certificate;
    private final CertificateUse use;
    private final Optional<Instant> retires;

    DecryptionKey(PrivateKey key, X509Certificate certificate, CertificateUse use, Optional<Instant> retires) {
        this.key = key;
        this.certificate = certificate;
        this.use = use;
        this.retires = retires;
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** {@link CertificateUse#ENCRYPTION}, or {@link CertificateUse#LEGACY_ENCRYPTION} for the key pair that serves legacy algorithms only. */
    public CertificateUse use() {
        return use;
    }

    /** Until when a replaced key still opens what partners encrypted to it; empty while it is current. */
    public Optional<Instant> retires() {
        return retires;
    }

    public boolean isRetiredAt(Instant now) {
        return retires.map(end -> !now.isBefore(end)).orElse(false);
    }

    /**
     * The shared secret Z of ECDH with an ephemeral key, before any key derivation.
     *
     * @throws GeneralSecurityException if {@code ephemeral} is not a point of this key's own curve
     */
    public byte[] agree(PublicKey ephemeral) throws GeneralSecurityException {
        if (!(certificate.getPublicKey() instanceof ECPublicKey own)
                || !(ephemeral instanceof ECPublicKey theirs)
                || !KeyPolicy.isCurve(theirs, own.getParams())) {
            // THREAT-42: a foreign curve is refused before any arithmetic; the provider checks that the point is on
            // ours
            throw new InvalidKeyException("not a key of our curve");
        }
        return refusing(() -> {
            KeyAgreement agreement =
                    KeyAgreement.getInstance("ECDH", Arithmetic.chosen().agreement());
            agreement.init(key);
            agreement.doPhase(theirs, true);
            return agreement.generateSecret();
        });
    }

    /** RSAES-OAEP with SHA-256 and MGF1-SHA-256, empty label. */
    public byte[] unwrapOaepSha256(byte[] wrapped) throws GeneralSecurityException {
        requireRsa();
        return refusing(() -> {
            Cipher cipher = Cipher.getInstance(
                    "RSA/ECB/OAEPPadding", Arithmetic.chosen().rsa());
            cipher.init(Cipher.DECRYPT_MODE, key, SelfTest.oaep());
            return cipher.doFinal(wrapped);
        });
    }

    /**
     * RSAES-PKCS1-v1_5, for a legacy key only. A wrong padding gives no error but a wrong key, always the same one for the same
     * {@code wrapped} (implicit rejection), so that no caller can tell it from a right padding (THREAT-40).
     *
     * @param keyLength bytes of the content key that the content algorithm asks for: 16, 24 or 32
     * @throws GeneralSecurityException if {@code wrapped} has not the length of the modulus or is no number below it
     */
    public byte[] unwrapPkcs1(byte[] wrapped, int keyLength) throws GeneralSecurityException {
        if (use != CertificateUse.LEGACY_ENCRYPTION) {
            throw new GatewayBug("only a legacy key is ever asked to unwrap PKCS#1 v1.5");
        }
        requireRsa();
        return refusing(() -> {
            Cipher cipher =
                    Cipher.getInstance("RSA/ECB/NoPadding", Arithmetic.chosen().rsa());
            cipher.init(Cipher.DECRYPT_MODE, key);
            return ImplicitRejection.unpad(cipher.doFinal(wrapped), wrapped, keyLength);
        });
    }

    @FunctionalInterface
    private interface Attempt {
        byte[] run() throws GeneralSecurityException;
    }

    /** Native arithmetic refuses a point off the curve with an unchecked exception; to callers every refusal is the same. */
    private static byte[] refusing(Attempt attempt) throws GeneralSecurityException {
        try {
            return attempt.run();
        } catch (RuntimeException refused) {
            throw new InvalidKeyException("refused by the provider", refused);
        }
    }

    private void requireRsa() throws InvalidKeyException {
        if (!(key instanceof RSAPrivateKey)) {
            throw new InvalidKeyException("not an RSA key");
        }
    }

    @Override
    public String toString() {
        return "DecryptionKey[" + use + ", " + Certificates.fingerprint(certificate) + "]";
    }
}
