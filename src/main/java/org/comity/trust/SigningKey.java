package org.comity.trust;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import org.comity.problems.GatewayBug;

/**
 * A private key of ours as a capability: it signs, and that is all. It has no encoded form, no accessor and no text that holds more
 * than kind and fingerprint.
 */
public final class SigningKey {
    private final PrivateKey key;
    private final List<X509Certificate> chain;
    private final SignatureScheme scheme;

    SigningKey(PrivateKey key, List<X509Certificate> chain) {
        this.key = key;
        this.chain = List.copyOf(chain);
        this.scheme = SignatureScheme.of(this.chain.getFirst().getPublicKey());
    }

    public X509Certificate certificate() {
        return chain.getFirst();
    }

    /** The certificate and its intermediates, without the root. */
    public List<X509Certificate> chain() {
        return chain;
    }

    public SignatureScheme scheme() {
        return scheme;
    }

    /** Signs {@code toBeSigned} itself (hashing included). ECDSA signatures come out as DER, as CMS wants them. */
    public byte[] sign(byte[] toBeSigned) {
        try {
            Signature signer = scheme.signature(Arithmetic.chosen());
            signer.initSign(key);
            signer.update(toBeSigned);
            return signer.sign();
        } catch (GeneralSecurityException impossible) {
            throw new GatewayBug("a key signs since it fitted its certificate when it was read", impossible);
        }
    }

    @Override
    public String toString() {
        return "SigningKey[" + Certificates.fingerprint(certificate()) + "]";
    }
}
