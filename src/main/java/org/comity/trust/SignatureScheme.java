package org.comity.trust;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.comity.problems.GatewayBug;

/** How messages are signed; nothing else is accepted (docs/protocol.md). Ed25519 is missing because OpenSSL 3.0 cannot use it in CMS. */
public enum SignatureScheme {
    ECDSA_P256_SHA256("SHA256withECDSA"),
    ECDSA_P384_SHA384("SHA384withECDSA"),
    /** MGF1 with SHA-256, salt of 32 bytes, trailer 1. */
    RSA_PSS_SHA256("RSASSA-PSS"),
    /** Only where the partner's profile allows it. */
    RSA_PKCS1_SHA256("SHA256withRSA");

    private static final PSSParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, PSSParameterSpec.TRAILER_FIELD_BC);

    private final String algorithm;

    SignatureScheme(String algorithm) {
        this.algorithm = algorithm;
    }

    /**
     * The scheme that a key of ours signs with.
     *
     * @throws IllegalArgumentException for a key that the key policy does not know
     */
    public static SignatureScheme of(PublicKey key) {
        return switch (key) {
            case ECPublicKey ec when KeyPolicy.isCurve(ec, KeyPolicy.P256) -> ECDSA_P256_SHA256;
            case ECPublicKey ec when KeyPolicy.isCurve(ec, KeyPolicy.P384) -> ECDSA_P384_SHA384;
            case RSAPublicKey rsa -> RSA_PSS_SHA256;
            default -> throw new IllegalArgumentException("keys are EC P-256, EC P-384 or RSA");
        };
    }

    /** Whether {@code key} is of the kind and curve that this scheme needs. */
    public boolean fits(PublicKey key) {
        return switch (this) {
            case ECDSA_P256_SHA256 -> key instanceof ECPublicKey ec && KeyPolicy.isCurve(ec, KeyPolicy.P256);
            case ECDSA_P384_SHA384 -> key instanceof ECPublicKey ec && KeyPolicy.isCurve(ec, KeyPolicy.P384);
            case RSA_PSS_SHA256, RSA_PKCS1_SHA256 -> key instanceof RSAPublicKey;
        };
    }

    /** Whether {@code signature} over {@code signed} verifies; false as well for every malformed signature and unfit key (THREAT-57). */
    public boolean verify(PublicKey key, byte[] signed, byte[] signature) {
        if (!fits(key)) {
            return false;
        }
        try {
            Signature verifier = signature(Arithmetic.chosen());
            verifier.initVerify(key);
            verifier.update(signed);
            return verifier.verify(signature);
        } catch (GeneralSecurityException | RuntimeException malformed) {
            return false; // native arithmetic refuses some keys with unchecked exceptions
        }
    }

    Signature signature(Arithmetic arithmetic) {
        try {
            return switch (this) {
                case ECDSA_P256_SHA256, ECDSA_P384_SHA384 -> Signature.getInstance(algorithm, arithmetic.signatures());
                case RSA_PKCS1_SHA256 -> Signature.getInstance(algorithm, arithmetic.rsa());
                case RSA_PSS_SHA256 -> {
                    Signature pss = Signature.getInstance(algorithm, arithmetic.rsa());
                    pss.setParameter(PSS);
                    yield pss;
                }
            };
        } catch (GeneralSecurityException impossible) {
            throw new GatewayBug("the chosen provider passed its self-test with " + algorithm, impossible);
        }
    }
}
