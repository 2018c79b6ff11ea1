package org.comity.envelope.cms;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
import org.comity.problems.GatewayBug;
import org.comity.problems.ProblemType;
import org.comity.problems.SignatureProblem;

/** What a signer signs: not the content but these attributes, of which one is the content's digest (RFC 5652 11, RFC 5035). */
final class SignedAttributes {
    private static final ASN1ObjectIdentifier SIGNING_CERTIFICATE = PKCSObjectIdentifiers.id_aa_signingCertificateV2;

    private final byte[] toBeSigned;
    private final byte[] messageDigest;
    private final Instant signingTime;
    private final Optional<ESSCertIDv2> signingCertificate;
    private final Optional<CMSAlgorithmProtection> protection;

    private SignedAttributes(Values values, byte[] toBeSigned) throws ProblemFound {
        this.toBeSigned = toBeSigned;
        if (!CMSObjectIdentifiers.data.equals(values.required(CMSAttributes.contentType))) {
            throw problem(SignatureProblem.ATTRIBUTES, "content-type", "SIG-03");
        }
        messageDigest = ASN1OctetString.getInstance(values.required(CMSAttributes.messageDigest))
                .getOctets();
        signingTime = Time.getInstance(values.required(CMSAttributes.signingTime))
                .getDate()
                .toInstant();
        signingCertificate = values.find(SIGNING_CERTIFICATE)
                .map(value -> SigningCertificateV2.getInstance(value).getCerts()[0]);
        protection = values.find(CMSAttributes.cmsAlgorithmProtect).map(CMSAlgorithmProtection::getInstance);
    }

    /** The four of CAdES-B, nothing else. */
    static DERSet of(byte[] contentDigest, Instant signingTime, X509Certificate signer) {
        var vector = new ASN1EncodableVector();
        vector.add(attribute(CMSAttributes.contentType, CMSObjectIdentifiers.data));
        vector.add(attribute(CMSAttributes.messageDigest, new DEROctetString(contentDigest)));
        vector.add(attribute(CMSAttributes.signingTime, new Time(Date.from(signingTime))));
        vector.add(attribute(SIGNING_CERTIFICATE, new SigningCertificateV2(new ESSCertIDv2(hash("SHA-256", signer)))));
        return new DERSet(vector);
    }

    /** Reads all that will be asked for; an unchecked exception says that a value has not its type. */
    static SignedAttributes read(ASN1Set set) throws ProblemFound {
        return new SignedAttributes(Values.read(set), Asn1.der(set));
    }

    /** The DER form of the set: the octets under the signature (RFC 5652 5.4). */
    byte[] toBeSigned() {
        return toBeSigned;
    }

    byte[] messageDigest() {
        return messageDigest;
    }

    Instant signingTime() {
        return signingTime;
    }

    /** @param excused the partner's profile lets this attribute be absent; if present it must still fit */
    void requireSigner(X509Certificate signer, boolean excused) throws ProblemFound {
        if (signingCertificate.isEmpty() && !excused) {
            throw missing();
        }
        if (signingCertificate.isPresent() && !names(signingCertificate.get(), signer)) {
            // SIG-04: without it another certificate of the same key could be put in its place (THREAT-52)
            throw problem(SignatureProblem.OTHER_CERTIFICATE, "signing-certificate-v2", "SIG-04");
        }
    }

    /** RFC 6211: where it is present, it repeats the algorithms under the signature, and must repeat them rightly. */
    void requireAlgorithms(AlgorithmIdentifier digest, AlgorithmIdentifier signature) throws ProblemFound {
        boolean repeated = protection
                .map(repeat ->
                        digest.getAlgorithm().equals(repeat.getDigestAlgorithm().getAlgorithm())
                                && signature.equals(repeat.getSignatureAlgorithm()))
                .orElse(true);
        if (!repeated) {
            // SIG-09: it is there so that no algorithm is exchanged unseen
            throw problem(SignatureProblem.ATTRIBUTES, "cmsAlgorithmProtection", "SIG-09");
        }
    }

    /** The attributes by type, each with its one value. */
    private record Values(Map<ASN1ObjectIdentifier, ASN1Encodable> byType) {

        static Values read(ASN1Set set) throws ProblemFound {
            if (set.size() > Bounds.ATTRIBUTES) {
                throw problem(SignatureProblem.ATTRIBUTES, "number", "SIG-03");
            }
            Map<ASN1ObjectIdentifier, ASN1Encodable> byType = new HashMap<>();
            for (ASN1Encodable element : set) {
                Attribute attribute = Attribute.getInstance(element);
                ASN1Set values = attribute.getAttrValues();
                if (values.size() != 1 || byType.put(attribute.getAttrType(), values.getObjectAt(0)) != null) {
                    // SIG-03: a repeated attribute is two answers to one question (THREAT-51)
                    throw problem(SignatureProblem.ATTRIBUTES, "repeated", "SIG-03");
                }
            }
            return new Values(byType);
        }

        Optional<ASN1Encodable> find(ASN1ObjectIdentifier type) {
            return Optional.ofNullable(byType.get(type));
        }

        ASN1Encodable required(ASN1ObjectIdentifier type) throws ProblemFound {
            return find(type).orElseThrow(SignedAttributes::missing);
        }
    }

    private static ProblemFound missing() {
        // SIG-03: every one of the four is there (THREAT-51, THREAT-52)
        return problem(SignatureProblem.ATTRIBUTES, "missing", "SIG-03");
    }

    /** By SHA-256; OpenSSL takes SHA-384 here when it signs with P-384. */
    private static boolean names(ESSCertIDv2 reference, X509Certificate certificate) {
        ASN1ObjectIdentifier algorithm = reference.getHashAlgorithm().getAlgorithm();
        if (algorithm.equals(NISTObjectIdentifiers.id_sha384)) {
            return Arrays.equals(reference.getCertHash(), hash("SHA-384", certificate));
        }
        return algorithm.equals(NISTObjectIdentifiers.id_sha256)
                && Arrays.equals(reference.getCertHash(), hash("SHA-256", certificate));
    }

    private static Attribute attribute(ASN1ObjectIdentifier type, ASN1Encodable value) {
        return new Attribute(type, new DERSet(value));
    }

    private static byte[] hash(String algorithm, X509Certificate certificate) {
        try {
            return MessageDigest.getInstance(algorithm).digest(certificate.getEncoded());
        } catch (CertificateEncodingException | NoSuchAlgorithmException impossible) {
            throw new GatewayBug("a parsed certificate has its bytes, and every JDK SHA-2", impossible);
        }
    }

    private static ProblemFound problem(ProblemType type, String where, String rule) {
        return new ProblemFound(type, where, rule);
    }
}
