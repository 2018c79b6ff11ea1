package org.comity.envelope.cms;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.comity.envelope.mime.Slice;
import org.comity.envelope.scan.Bounds;
import org.comity.envelope.scan.ProblemFound;
import org.comity.partners.Fingerprint;
import org.comity.partners.Partner;
import org.comity.problems.CertificateProblem;
import org.comity.problems.Checked;
import org.comity.problems.EnvelopeProblem;
import org.comity.problems.GatewayBug;
import org.comity.problems.SignatureProblem;
import org.comity.trust.CertificatePaths;
import org.comity.trust.Certificates;
import org.comity.trust.SignatureScheme;
import org.comity.trust.TrustedSigner;
import org.jspecify.annotations.Nullable;

/** A parsed SignedData that claims a signer and proves nothing until {@link #verify} says so. */
public final class ClaimedSignature {

    /** A signature that verified, by a signer whom the partner registered. */
    public record Verified(TrustedSigner signer, Instant signingTime) {}

    private final byte[] signature;
    private final SignatureScheme scheme;
    private final X509Certificate certificate;
    private final List<X509Certificate> others;
    private final Optional<byte[]> content;
    private final SignedAttributes attributes;

    private ClaimedSignature(
            byte[] signature,
            SignatureScheme scheme,
            X509Certificate certificate,
            List<X509Certificate> others,
            Optional<byte[]> content,
            SignedAttributes attributes) {
        this.signature = signature;
        this.scheme = scheme;
        this.certificate = certificate;
        this.others = others;
        this.content = content;
        this.attributes = attributes;
    }

    /** Structure, bounds, counts and attributes only; costs no cryptography. */
    public static ClaimedSignature parse(byte[] bytes) throws ProblemFound {
        return Asn1.read(bytes, "SIG-01", ClaimedSignature::read);
    }

    private static ClaimedSignature read(ASN1Primitive whole) throws ProblemFound {
        ContentInfo info = ContentInfo.getInstance(whole);
        if (!info.getContentType().equals(CMSObjectIdentifiers.signedData)) {
            // ENV-20: exactly two layers, a signature inside an encryption (THREAT-62, THREAT-65)
            throw new ProblemFound(EnvelopeProblem.CONTENT, "content type", "ENV-20");
        }
        SignedData data = SignedData.getInstance(info.getContent());
        if (!data.getEncapContentInfo().getContentType().equals(CMSObjectIdentifiers.data)) {
            throw new ProblemFound(EnvelopeProblem.CONTENT, "signed content type", "ENV-20");
        }
        if (data.getSignerInfos().size() != 1) {
            // SIG-02: none proves nothing, many cost seconds and raise the question whose word counts (THREAT-53,
            // THREAT-54)
            throw new ProblemFound(SignatureProblem.SIGNERS, "signers", "SIG-02");
        }
        SignerInfo signer = SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0));
        if (signer.getAuthenticatedAttributes() == null) {
            // SIG-01: without signed attributes the content itself could be the attributes of another message
            // (THREAT-50)
            throw new ProblemFound(SignatureProblem.ATTRIBUTES, "no signed attributes", "SIG-01");
        }
        return of(data, signer);
    }

    private static ClaimedSignature of(SignedData data, SignerInfo signer) throws ProblemFound {
        SignedAttributes attributes = SignedAttributes.read(signer.getAuthenticatedAttributes());
        SignatureScheme scheme =
                SignatureAlgorithms.scheme(signer.getDigestAlgorithm(), signer.getDigestEncryptionAlgorithm());
        attributes.requireAlgorithms(signer.getDigestAlgorithm(), signer.getDigestEncryptionAlgorithm());
        var reference = CertificateReference.read(signer.getSID().getId());
        List<X509Certificate> certificates = certificates(data.getCertificates());
        X509Certificate certificate = certificates.stream()
                .filter(reference::names)
                .findFirst()
                .orElseThrow(() -> new ProblemFound(SignatureProblem.SIGNERS, "certificate", "SIG-02"));
        certificates.remove(certificate);
        ASN1Encodable content = data.getEncapContentInfo().getContent();
        return new ClaimedSignature(
                signer.getEncryptedDigest().getOctets(),
                scheme,
                certificate,
                List.copyOf(certificates),
                Optional.ofNullable(content).map(ASN1OctetString::getInstance).map(ASN1OctetString::getOctets),
                attributes);
    }

    private static List<X509Certificate> certificates(@Nullable ASN1Set set) throws ProblemFound {
        List<X509Certificate> certificates = new ArrayList<>();
        if (set == null) {
            return certificates;
        }
        if (set.size() > Bounds.CERTIFICATES) {
            // ENV-04: certificates beyond need are work for us and trust for nobody (THREAT-60)
            throw new ProblemFound(EnvelopeProblem.BOUNDS, "certificates", "ENV-04");
        }
        for (ASN1Encodable element : set) {
            switch (Certificates.read(Asn1.der(element))) {
                case Checked.Passed<X509Certificate>(var certificate) -> certificates.add(certificate);
                case Checked.Failed<X509Certificate>(var problems) -> throw new ProblemFound(problems.getFirst());
            }
        }
        return certificates;
    }

    /** The content of an opaque SignedData; empty for a detached one. */
    public Optional<byte[]> content() {
        return content;
    }

    /**
     * Whose signature it is, if it covers {@code content}. The registered certificate is looked for first, so that a stranger's
     * odd key costs nothing.
     */
    public Verified verify(Slice content, Partner partner, CertificatePaths paths, Instant now) throws ProblemFound {
        requireForm(partner);
        Instant signingTime = attributes.signingTime();
        TrustedSigner trusted = switch (paths.signer(partner, certificate, others, signingTime, now)) {
            case Checked.Passed<TrustedSigner>(var found) -> found;
            case Checked.Failed<TrustedSigner>(var problems) -> {
                // a person hears of it, so no stranger says it with a certificate that all know
                if (problems.getFirst().type() == CertificateProblem.OUTSIDE_VALIDITY) {
                    requireSignatureOver(content);
                }
                throw new ProblemFound(problems.getFirst());
            }
        };
        requireSignatureOver(content);
        return new Verified(trusted, signingTime);
    }

    /** The signing time, if the signature covers {@code content} and is of this very certificate of our own. */
    public Instant verifyOurs(Slice content, Fingerprint ours) throws ProblemFound {
        if (!Certificates.fingerprint(certificate).equals(ours)) {
            throw new ProblemFound(SignatureProblem.SIGNERS, "certificate", "SIG-02");
        }
        requireSignatureOver(content);
        return attributes.signingTime();
    }

    /**
     * The signer's certificate, if the signature covers {@code content} and the certificate may be one that the partner has not told us of
     * yet. It proves nothing but that the bytes may be worth keeping until somebody has asked.
     */
    public Optional<Fingerprint> signerToAskAbout(Slice content, Partner partner, CertificatePaths paths, Instant now) {
        if (!paths.isUnregisteredAndFit(partner, certificate, attributes.signingTime(), now)) {
            return Optional.empty();
        }
        try {
            requireForm(partner);
            requireSignatureOver(content);
        } catch (ProblemFound unsound) {
            return Optional.empty();
        }
        return paths.mayBeNew(partner, certificate, others, attributes.signingTime(), now)
                ? Optional.of(Certificates.fingerprint(certificate))
                : Optional.empty();
    }

    private void requireForm(Partner partner) throws ProblemFound {
        if (scheme == SignatureScheme.RSA_PKCS1_SHA256 && !partner.allowances().rsaPkcs1Signature()) {
            // SIG-08: PKCS#1 v1.5 signatures only where the partner's profile says so
            throw new ProblemFound(SignatureProblem.ALGORITHM, "signature algorithm", "SIG-08");
        }
        attributes.requireSigner(certificate, partner.allowances().signingCertificateAttribute());
    }

    private void requireSignatureOver(Slice content) throws ProblemFound {
        if (!MessageDigest.isEqual(digest(content, scheme), attributes.messageDigest())) {
            // SIG-05: the content is not the one that was signed
            throw new ProblemFound(SignatureProblem.DIGEST, "message-digest", "SIG-05");
        }
        if (!scheme.verify(certificate.getPublicKey(), attributes.toBeSigned(), signature)) {
            // SIG-06: the attributes are not the ones that were signed (THREAT-57)
            throw new ProblemFound(SignatureProblem.INVALID, "", "SIG-06");
        }
    }

    private static byte[] digest(Slice content, SignatureScheme scheme) {
        String algorithm = SignatureAlgorithms.digestName(scheme);
        try {
            return algorithm.equals("SHA-256")
                    ? content.sha256()
                    : content.digest(MessageDigest.getInstance(algorithm));
        } catch (NoSuchAlgorithmException impossible) {
            throw new GatewayBug("every JDK has SHA-2", impossible);
        }
    }
}
