package org.comity.envelope;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.BEROctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAlgorithmProtection;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.comity.trust.SignatureScheme;
import org.comity.trust.SigningKey;

/** A SignedData with one thing wrong, signed with a real key all the same. */
final class ForgedSignature {
    private final SigningKey key;
    private final List<Attribute> attributes = new ArrayList<>();
    private boolean signAttributes = true;
    private boolean flipped;
    private boolean unsignedAttribute;
    private int signers = 1;
    private int certificates = 1;
    private ASN1ObjectIdentifier type = CMSObjectIdentifiers.signedData;
    private AlgorithmIdentifier digest = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256);
    private AlgorithmIdentifier algorithm;
    private Optional<byte[]> content = Optional.empty();

    private ForgedSignature(byte[] signed, SigningKey key) {
        this.key = key;
        this.algorithm = key.scheme() == SignatureScheme.RSA_PSS_SHA256
                ? pss(32)
                : new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
        add(CMSAttributes.contentType, CMSObjectIdentifiers.data);
        add(CMSAttributes.messageDigest, new DEROctetString(sha256(signed)));
        add(CMSAttributes.signingTime, new Time(Date.from(Exchange.NOW)));
        add(PKCSObjectIdentifiers.id_aa_signingCertificateV2, reference(encoded()));
    }

    static byte[] forge(byte[] signed, SigningKey key, List<String> steps) {
        var forged = new ForgedSignature(signed, key);
        for (String step : steps) {
            String[] words = step.split(" ", 2);
            forged.apply(words[0], words.length > 1 ? words[1] : "", signed);
        }
        return forged.bytes(signed);
    }

    private void apply(String what, String value, byte[] signed) {
        switch (what) {
            case "type" -> type = new ASN1ObjectIdentifier(value);
            case "without-attributes" -> signAttributes = false;
            case "drop" ->
                attributes.removeIf(attribute -> attribute.getAttrType().getId().equals(value));
            case "repeat" -> attributes.add(find(value));
            case "two-values" -> {
                Attribute old = find(value);
                attributes.remove(old);
                ASN1Encodable one = old.getAttrValues().getObjectAt(0);
                attributes.add(new Attribute(old.getAttrType(), new DERSet(new ASN1Encodable[] {one, one})));
            }
            case "unknown-attribute" -> add(new ASN1ObjectIdentifier(value), new DERUTF8String("nothing"));
            case "other-content-type" -> replace(CMSAttributes.contentType, CMSObjectIdentifiers.digestedData);
            case "other-digest" -> replace(CMSAttributes.messageDigest, new DEROctetString(sha256(new byte[1])));
            case "odd-digest" -> replace(CMSAttributes.messageDigest, new ASN1Integer(7));
            case "odd-time" -> replace(CMSAttributes.signingTime, new DERUTF8String("yesterday"));
            case "other-certificate" ->
                replace(PKCSObjectIdentifiers.id_aa_signingCertificateV2, reference(new byte[] {1}));
            case "protection" -> protection(value.equals("right") ? algorithm : pss(20));
            case "signers" -> signers = Integer.parseInt(value);
            case "certificates" -> certificates = Integer.parseInt(value);
            case "digest" -> digest = new AlgorithmIdentifier(new ASN1ObjectIdentifier(value));
            case "algorithm" -> algorithm = new AlgorithmIdentifier(new ASN1ObjectIdentifier(value), DERNull.INSTANCE);
            case "salt" -> algorithm = pss(Integer.parseInt(value));
            case "flipped" -> flipped = true;
            case "unsigned-attribute" -> unsignedAttribute = true;
            case "with-content" -> content = Optional.of(signed);
            default -> throw new IllegalArgumentException("no such step: " + what);
        }
    }

    private byte[] bytes(byte[] signed) {
        var set = new DERSet(attributes.toArray(Attribute[]::new));
        byte[] signature = key.sign(signAttributes ? ForgedEnvelope.der(set) : signed);
        if (flipped) {
            signature[signature.length - 1] ^= 1;
        }
        var signer = new SignerInfo(
                new SignerIdentifier(new IssuerAndSerialNumber(
                        X500Name.getInstance(
                                key.certificate().getIssuerX500Principal().getEncoded()),
                        key.certificate().getSerialNumber())),
                digest,
                signAttributes ? set : null,
                algorithm,
                new DEROctetString(signature),
                unsignedAttribute ? unsigned() : null);
        var data = new SignedData(
                new DERSet(digest),
                new ContentInfo(
                        CMSObjectIdentifiers.data,
                        content.map(BEROctetString::new).orElse(null)),
                copies(Certificate.getInstance(encoded()), certificates),
                null,
                copies(signer, signers));
        return ForgedEnvelope.der(new ContentInfo(type, data));
    }

    /** What a middleman may add without breaking the signature: a second signing time, years ago. */
    private static ASN1Set unsigned() {
        return new DERSet(new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(Instant.EPOCH)))));
    }

    private static DERSet copies(ASN1Encodable element, int count) {
        var vector = new ASN1EncodableVector();
        for (int i = 0; i < count; i++) {
            vector.add(element);
        }
        return new DERSet(vector);
    }

    private void protection(AlgorithmIdentifier repeated) {
        add(
                CMSAttributes.cmsAlgorithmProtect,
                new CMSAlgorithmProtection(digest, CMSAlgorithmProtection.SIGNATURE, repeated));
    }

    private Attribute find(String type) {
        return attributes.stream()
                .filter(attribute -> attribute.getAttrType().getId().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private void replace(ASN1ObjectIdentifier attribute, ASN1Encodable value) {
        attributes.remove(find(attribute.getId()));
        add(attribute, value);
    }

    private void add(ASN1ObjectIdentifier attribute, ASN1Encodable value) {
        attributes.add(new Attribute(attribute, new DERSet(value)));
    }

    private static SigningCertificateV2 reference(byte[] certificate) {
        return new SigningCertificateV2(new ESSCertIDv2(sha256(certificate)));
    }

    private static AlgorithmIdentifier pss(int salt) {
        var sha256 = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);
        return new AlgorithmIdentifier(
                PKCSObjectIdentifiers.id_RSASSA_PSS,
                new RSASSAPSSparams(
                        sha256,
                        new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, sha256),
                        new ASN1Integer(salt),
                        RSASSAPSSparams.DEFAULT_TRAILER_FIELD));
    }

    private byte[] encoded() {
        try {
            return key.certificate().getEncoded();
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
