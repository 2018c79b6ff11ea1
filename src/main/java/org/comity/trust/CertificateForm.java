package org.comity.trust;

import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.comity.problems.GatewayBug;

/** What a certificate of each kind holds, in requests as in certificates that we issue ourselves; RFC 5280 4.2, RFC 8550 4.4. */
final class CertificateForm {
    private static final SecureRandom RANDOM = new SecureRandom();

    private CertificateForm() {}

    /** @param hosts names and addresses of a TLS certificate; left out of others */
    static Extensions extensions(KeyKind kind, PublicKey key, List<String> hosts) {
        try {
            ExtensionsGenerator extensions = new ExtensionsGenerator();
            extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            extensions.addExtension(Extension.keyUsage, true, new KeyUsage(usage(kind, key)));
            extensions.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes(kind)));
            if (kind == KeyKind.TLS && !hosts.isEmpty()) {
                extensions.addExtension(Extension.subjectAlternativeName, false, names(hosts));
            }
            return extensions.generate();
        } catch (IOException impossible) {
            throw new GatewayBug("extensions are written to memory", impossible);
        }
    }

    static Extensions authority() {
        try {
            ExtensionsGenerator extensions = new ExtensionsGenerator();
            extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            extensions.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return extensions.generate();
        } catch (IOException impossible) {
            throw new GatewayBug("extensions are written to memory", impossible);
        }
    }

    static X509Certificate issue(
            X500Name issuer,
            PrivateKey issuerKey,
            X500Name subject,
            PublicKey key,
            Instant from,
            Instant to,
            Extensions extensions) {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    issuer, new BigInteger(120, RANDOM).setBit(119), Date.from(from), Date.from(to), subject, key);
            for (var id : extensions.getExtensionOIDs()) {
                builder.addExtension(extensions.getExtension(id));
            }
            return Certificates.parse(builder.build(signer(issuerKey)).getEncoded());
        } catch (IOException impossible) {
            throw new GatewayBug("certificates are written to memory", impossible);
        }
    }

    static X509Certificate selfSigned(X500Name name, KeyPair keys, Instant from, Instant to, Extensions extensions) {
        return issue(name, keys.getPrivate(), name, keys.getPublic(), from, to, extensions);
    }

    static ContentSigner signer(PrivateKey key) {
        boolean rsa = key.getAlgorithm().equals("RSA");
        boolean large =
                !rsa && key instanceof ECKey ec && ec.getParams().getOrder().bitLength() > 256;
        try {
            return new JcaContentSignerBuilder(rsa ? "SHA256withRSA" : large ? "SHA384withECDSA" : "SHA256withECDSA")
                    .setProvider(Arithmetic.chosen().bouncyCastle())
                    .build(key);
        } catch (OperatorCreationException impossible) {
            throw new GatewayBug("Bouncy Castle signs with every key that we make", impossible);
        }
    }

    private static int usage(KeyKind kind, PublicKey key) {
        return switch (kind) {
            case SIGNING, JOURNAL -> KeyUsage.digitalSignature | KeyUsage.nonRepudiation;
            case DECRYPTION, LEGACY_DECRYPTION ->
                key.getAlgorithm().equals("RSA") ? KeyUsage.keyEncipherment : KeyUsage.keyAgreement;
            case TLS -> KeyUsage.digitalSignature;
        };
    }

    private static KeyPurposeId[] purposes(KeyKind kind) {
        return switch (kind) {
            case SIGNING, JOURNAL, DECRYPTION, LEGACY_DECRYPTION ->
                new KeyPurposeId[] {KeyPurposeId.id_kp_emailProtection};
            case TLS -> new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth};
        };
    }

    private static GeneralNames names(List<String> hosts) {
        return new GeneralNames(hosts.stream()
                .map(host -> new GeneralName(
                        host.matches("[0-9.]+|.*:.*") ? GeneralName.iPAddress : GeneralName.dNSName, host))
                .toArray(GeneralName[]::new));
    }
}
