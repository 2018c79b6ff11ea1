package org.comity.envelope.cms;

import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.comity.envelope.scan.ProblemFound;
import org.comity.problems.SignatureProblem;
import org.comity.trust.SignatureScheme;

/** The four signature schemes as CMS writes them. */
final class SignatureAlgorithms {
    /** Bytes, the length of the digest (RFC 4056 3): a salt of 0 makes the signature deterministic and its proof weaker. */
    private static final int SALT = 32;

    private static final AlgorithmIdentifier MGF1 = new AlgorithmIdentifier(
            PKCSObjectIdentifiers.id_mgf1, new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE));

    static ASN1ObjectIdentifier digest(SignatureScheme scheme) {
        return scheme == SignatureScheme.ECDSA_P384_SHA384
                ? NISTObjectIdentifiers.id_sha384
                : NISTObjectIdentifiers.id_sha256;
    }

    /** The JCA name of the digest, which in lower case is also its {@code micalg} (RFC 5751 3.4.3.2). */
    static String digestName(SignatureScheme scheme) {
        return scheme == SignatureScheme.ECDSA_P384_SHA384 ? "SHA-384" : "SHA-256";
    }

    static AlgorithmIdentifier identifier(SignatureScheme scheme) {
        return switch (scheme) {
            case ECDSA_P256_SHA256 -> new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
            case ECDSA_P384_SHA384 -> new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA384);
            case RSA_PKCS1_SHA256 ->
                new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);
            case RSA_PSS_SHA256 -> {
                var sha256 = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);
                var parameters =
                        new RSASSAPSSparams(sha256, MGF1, new ASN1Integer(SALT), RSASSAPSSparams.DEFAULT_TRAILER_FIELD);
                yield new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS, parameters);
            }
        };
    }

    /** @throws ProblemFound if the pair of digest and signature algorithm is not one of the four */
    static SignatureScheme scheme(AlgorithmIdentifier digest, AlgorithmIdentifier signature) throws ProblemFound {
        SignatureScheme scheme = scheme(signature);
        if (!digest.getAlgorithm().equals(digest(scheme))) {
            // SIG-07: the attributes are hashed with the signature's digest, the content with this one: they must be
            // one (THREAT-55)
            throw problem("digest algorithm");
        }
        return scheme;
    }

    private static SignatureScheme scheme(AlgorithmIdentifier signature) throws ProblemFound {
        ASN1ObjectIdentifier oid = signature.getAlgorithm();
        if (oid.equals(X9ObjectIdentifiers.ecdsa_with_SHA256)) {
            return SignatureScheme.ECDSA_P256_SHA256;
        }
        if (oid.equals(X9ObjectIdentifiers.ecdsa_with_SHA384)) {
            return SignatureScheme.ECDSA_P384_SHA384;
        }
        if (oid.equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
            requireProfile(RSASSAPSSparams.getInstance(signature.getParameters()));
            return SignatureScheme.RSA_PSS_SHA256;
        }
        // OpenSSL and most products write rsaEncryption here (RFC 3370 3.2)
        if (oid.equals(PKCSObjectIdentifiers.sha256WithRSAEncryption)
                || oid.equals(PKCSObjectIdentifiers.rsaEncryption)) {
            return SignatureScheme.RSA_PKCS1_SHA256;
        }
        throw problem("signature algorithm");
    }

    private static void requireProfile(RSASSAPSSparams parameters) throws ProblemFound {
        AlgorithmIdentifier mask = parameters.getMaskGenAlgorithm();
        boolean fits = parameters.getHashAlgorithm().getAlgorithm().equals(NISTObjectIdentifiers.id_sha256)
                && mask.getAlgorithm().equals(PKCSObjectIdentifiers.id_mgf1)
                && AlgorithmIdentifier.getInstance(mask.getParameters())
                        .getAlgorithm()
                        .equals(NISTObjectIdentifiers.id_sha256)
                && parameters.getSaltLength().intValueExact() == SALT
                && parameters.getTrailerField().equals(RSASSAPSSparams.DEFAULT_TRAILER_FIELD.getValue());
        if (!fits) {
            // SIG-07: the parameters of PSS are part of the algorithm (THREAT-56)
            throw problem("signature parameters");
        }
    }

    private static ProblemFound problem(String where) {
        return new ProblemFound(SignatureProblem.ALGORITHM, where, "SIG-07");
    }

    private SignatureAlgorithms() {}
}
