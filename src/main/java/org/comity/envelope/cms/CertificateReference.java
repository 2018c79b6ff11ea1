package org.comity.envelope.cms;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.KeyAgreeRecipientIdentifier;
import org.bouncycastle.asn1.x500.X500Name;

/** How CMS points at a certificate: by issuer and serial number, or by subject key identifier. */
sealed interface CertificateReference {

    boolean names(X509Certificate certificate);

    record IssuerAndSerial(IssuerAndSerialNumber value) implements CertificateReference {
        @Override
        public boolean names(X509Certificate certificate) {
            return value.getSerialNumber().getValue().equals(certificate.getSerialNumber())
                    && Arrays.equals(
                            Asn1.der(value.getName()),
                            certificate.getIssuerX500Principal().getEncoded());
        }
    }

    record KeyIdentifier(ASN1OctetString value) implements CertificateReference {
        private static final String EXTENSION = "2.5.29.14";

        @Override
        public boolean names(X509Certificate certificate) {
            byte[] extension = certificate.getExtensionValue(EXTENSION);
            return extension != null
                    && Arrays.equals(ASN1OctetString.getInstance(extension).getOctets(), Asn1.der(value));
        }
    }

    static IssuerAndSerialNumber to(X509Certificate certificate) {
        return new IssuerAndSerialNumber(
                X500Name.getInstance(certificate.getIssuerX500Principal().getEncoded()), certificate.getSerialNumber());
    }

    /** Of a SignerIdentifier or RecipientIdentifier: issuer and serial, or [0] key identifier. */
    static CertificateReference read(ASN1Encodable choice) {
        return choice.toASN1Primitive() instanceof ASN1TaggedObject tagged
                ? new KeyIdentifier(ASN1OctetString.getInstance(tagged, false))
                : new IssuerAndSerial(IssuerAndSerialNumber.getInstance(choice));
    }

    static CertificateReference read(KeyAgreeRecipientIdentifier choice) {
        return choice.getRKeyID() == null
                ? new IssuerAndSerial(choice.getIssuerAndSerialNumber())
                : new KeyIdentifier(choice.getRKeyID().getSubjectKeyIdentifier());
    }
}
