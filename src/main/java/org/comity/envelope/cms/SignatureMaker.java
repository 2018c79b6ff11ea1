package org.comity.envelope.cms;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.comity.envelope.mime.MadeMime;
import org.comity.messages.Digest;
import org.comity.problems.GatewayBug;
import org.comity.trust.SigningKey;

/** Makes detached SignedData of the CAdES-B baseline, in DER. */
public final class SignatureMaker {

    /**
     * @param sha256 of {@code content}
     * @param signingTime written in whole seconds
     */
    public static byte[] sign(MadeMime content, Digest sha256, SigningKey key, Instant signingTime) {
        String algorithm = SignatureAlgorithms.digestName(key.scheme());
        byte[] contentDigest = algorithm.equals("SHA-256") ? sha256.bytes() : content.digest(digest(algorithm));
        DERSet attributes = SignedAttributes.of(contentDigest, signingTime, key.certificate());
        var digestAlgorithm = new AlgorithmIdentifier(SignatureAlgorithms.digest(key.scheme()));
        var signer = new SignerInfo(
                new SignerIdentifier(CertificateReference.to(key.certificate())),
                digestAlgorithm,
                attributes,
                SignatureAlgorithms.identifier(key.scheme()),
                new DEROctetString(key.sign(Asn1.der(attributes))),
                (ASN1Set) null);
        var data = new SignedData(
                new DERSet(digestAlgorithm),
                new ContentInfo(CMSObjectIdentifiers.data, null),
                certificates(key),
                null,
                new DERSet(signer));
        return Asn1.der(new ContentInfo(CMSObjectIdentifiers.signedData, data));
    }

    /** The {@code micalg} parameter of multipart/signed: {@code sha-256}, or {@code sha-384} for a P-384 key. */
    public static String micAlgorithm(SigningKey key) {
        return SignatureAlgorithms.digestName(key.scheme()).toLowerCase(Locale.ROOT);
    }

    private static ASN1Set certificates(SigningKey key) {
        var vector = new ASN1EncodableVector();
        for (X509Certificate certificate : key.chain()) {
            try {
                vector.add(Certificate.getInstance(certificate.getEncoded()));
            } catch (CertificateEncodingException impossible) {
                throw new GatewayBug("a parsed certificate has its bytes", impossible);
            }
        }
        return new DERSet(vector);
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException impossible) {
            throw new GatewayBug("every JDK has SHA-2", impossible);
        }
    }

    private SignatureMaker() {}
}
