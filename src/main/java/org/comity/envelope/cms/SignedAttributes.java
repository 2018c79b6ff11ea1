package org.comity.envelope.cms;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAlgorithmProtection;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.comity.envelope.scan.Bounds;
import org.comity.envelope.scan.ProblemFound;
import org.comity.messages.Digest;
import org.comity.problems.GatewayBug;
import org.comity.problems.ProblemType;
import org.comity.problems.SignatureProblem;

/** What a signer signs: not the content but these attributes, of which one is the content's digest (RFC 5652 11, RFC 5035). */
final class SignedAttributes {
    private static final ASN1ObjectIdentifier SIGNING_CERTIFICATE = PKCSObjectIdentifiers.id_aa_signingCertificateV2;

    private final Map<ASN1ObjectIdentifier, ASN1Encodable> values;
    private final byte[] toBeSigned;

    private SignedAttributes(Map<ASN1ObjectIdentifier, ASN1Encodable> values, byte[] toBeSigned) {
        this.values = values;
        this.toBeSigned = toBeSigned;
    }

    /** The four of CAdES-B, nothing else. */
    static DERSet of(byte[] contentDigest, Instant signingTime, X509Certificate signer) {
        var vector = new ASN1EncodableVector();
        vector.add(attribute(CMSAttributes.contentType, CMSObjectIdentifiers.data));
        vector.add(attribute(CMSAttributes.messageDigest, new DEROctetString(contentDigest)));
        vector.add(attribute(CMSAttributes.signingTime, new Time(Date.from(signingTime))));
        vector.add(attribute(SIGNING_CERTIFICATE, new SigningCertificateV2(new ESSCertIDv2(sha256(signer)))));
        return new DERSet(vector);
    }

    static SignedAttributes read(ASN1Set set) throws ProblemFound {
        if (set.size() > Bounds.ATTRIBUTES) {
            throw problem(SignatureProblem.ATTRIBUTES, "number", "SIG-03");
        }
        Map<ASN1ObjectIdentifier, ASN1Encodable> values = new HashMap<>();
        for (ASN1Encodable element : set) {
            Attribute attribute = Attribute.getInstance(element);
            boolean single = attribute.getAttrValues().size() == 1;
            if (!single
                    || values.put(
                                    attribute.getAttrType(),
                                    attribute.getAttrValues().getObjectAt(0))
                            != null) {
                // SIG-03: a repeated attribute is two answers to one question (THREAT-51)
                throw problem(SignatureProblem.ATTRIBUTES, "repeated", "SIG-03");
            }
        }
        return new SignedAttributes(values, Asn1.der(set));
    }

    /** The DER form of the set: the octets under the signature (RFC 5652 5.4). */
    byte[] toBeSigned() {
        return toBeSigned;
    }

    void requireContentType(ASN1ObjectIdentifier expected) throws ProblemFound {
        if (!expected.equals(required(CMSAttributes.contentType))) {
            throw problem(SignatureProblem.ATTRIBUTES, "content-type", "SIG-03");
        }
    }

    byte[] messageDigest() throws ProblemFound {
        return ASN1OctetString.getInstance(required(CMSAttributes.messageDigest))
                .getOctets();
    }

    Instant signingTime() throws ProblemFound {
        try {
            return Time.getInstance(required(CMSAttributes.signingTime))
                    .getDate()
                    .toInstant();
        } catch (IllegalArgumentException | IllegalStateException notATime) {
            throw problem(SignatureProblem.ATTRIBUTES, "signing-time", "SIG-03");
        }
    }

    /** @param excused the partner's profile lets this attribute be absent; if present it must still fit */
    void requireSigner(X509Certificate signer, boolean excused) throws ProblemFound {
        if (excused && !values.containsKey(SIGNING_CERTIFICATE)) {
            return;
        }
        ESSCertIDv2[] certificates =
                SigningCertificateV2.getInstance(required(SIGNING_CERTIFICATE)).getCerts();
        boolean named = certificates.length > 0
                && certificates[0].getHashAlgorithm().getAlgorithm().equals(NISTObjectIdentifiers.id_sha256)
                && Arrays.equals(certificates[0].getCertHash(), sha256(signer));
        if (!named) {
            // SIG-04: without it another certificate of the same key could be put in its place (THREAT-52)
            throw problem(SignatureProblem.OTHER_CERTIFICATE, "signing-certificate-v2", "SIG-04");
        }
    }

    /** RFC 6211: where it is present, it repeats the algorithms under the signature, and must repeat them rightly. */
    void requireAlgorithms(AlgorithmIdentifier digest, AlgorithmIdentifier signature) throws ProblemFound {
        ASN1Encodable value = values.get(CMSAttributes.cmsAlgorithmProtect);
        if (value == null) {
            return;
        }
        CMSAlgorithmProtection protection = CMSAlgorithmProtection.getInstance(value);
        if (!digest.getAlgorithm().equals(protection.getDigestAlgorithm().getAlgorithm())
                || !signature.equals(protection.getSignatureAlgorithm())) {
            throw problem(SignatureProblem.ATTRIBUTES, "cmsAlgorithmProtection", "SIG-09");
        }
    }

    private ASN1Encodable required(ASN1ObjectIdentifier type) throws ProblemFound {
        ASN1Encodable value = values.get(type);
        if (value == null) {
            // SIG-03: every one of the four is there (THREAT-51, THREAT-52)
            throw problem(SignatureProblem.ATTRIBUTES, "missing", "SIG-03");
        }
        return value;
    }

    private static Attribute attribute(ASN1ObjectIdentifier type, ASN1Encodable value) {
        return new Attribute(type, new DERSet(value));
    }

    private static byte[] sha256(X509Certificate certificate) {
        try {
            return Digest.sha256().digest(certificate.getEncoded());
        } catch (CertificateEncodingException impossible) {
            throw new GatewayBug("a parsed certificate has its bytes", impossible);
        }
    }

    private static ProblemFound problem(ProblemType type, String where, String rule) {
        return new ProblemFound(type, where, rule);
    }
}
