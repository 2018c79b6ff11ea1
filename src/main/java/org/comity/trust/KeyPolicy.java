package org.comity.trust;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import org.comity.partners.Allowances;
import org.comity.problems.GatewayBug;

/** Which keys are strong enough to be used at all (THREAT-56). */
final class KeyPolicy {
    static final ECParameterSpec P256 = curve("secp256r1");
    static final ECParameterSpec P384 = curve("secp384r1");

    /** Bits. BSI TR-02102-1 and NIST SP 800-57 ask for 3000 and 3072 from now on; smaller ones need an allowance. */
    private static final int RSA_LEAST = 3072;

    private static final int RSA_LEAST_ALLOWED = 2048;

    /** Bits. A larger modulus only makes us work: verification grows with its square. */
    private static final int RSA_MOST = 8192;

    private static final BigInteger EXPONENT_LEAST = BigInteger.valueOf(65_537);

    private KeyPolicy() {}

    static boolean admits(PublicKey key, Allowances allowances) {
        return switch (key) {
            case ECPublicKey ec -> isCurve(ec, P256) || isCurve(ec, P384);
            case RSAPublicKey rsa -> admitsRsa(rsa, allowances.rsa2048() ? RSA_LEAST_ALLOWED : RSA_LEAST);
            default -> false;
        };
    }

    /** Compares the curve itself, not its name: explicit parameters with a foreign generator are how CVE-2020-0601 began. */
    static boolean isCurve(ECPublicKey key, ECParameterSpec curve) {
        ECParameterSpec used = key.getParams();
        return used != null
                && used.getCurve().equals(curve.getCurve())
                && used.getGenerator().equals(curve.getGenerator())
                && used.getOrder().equals(curve.getOrder());
    }

    private static boolean admitsRsa(RSAPublicKey key, int least) {
        int bits = key.getModulus().bitLength();
        return bits >= least
                && bits <= RSA_MOST
                && key.getPublicExponent().compareTo(EXPONENT_LEAST) >= 0
                && key.getPublicExponent().testBit(0)
                && key.getPublicExponent().bitLength() <= 64;
    }

    private static ECParameterSpec curve(String name) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(name));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException impossible) {
            throw new GatewayBug("every JDK knows " + name, impossible);
        }
    }
}
