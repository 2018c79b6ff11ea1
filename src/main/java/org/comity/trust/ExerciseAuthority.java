package org.comity.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.comity.partners.AgencyId;
import org.comity.problems.GatewayBug;

/**
 * A certification authority for exercises only: it gives the two gateways of an exercise real certificates and a real revocation list.
 * Its key lies beside theirs and protects nothing, so a production gateway refuses every certificate below {@link #NAME}.
 */
public final class ExerciseAuthority {
    /** The authority's subject; whoever sees it knows that the certificate proves nothing. */
    public static final String NAME = "CN=Comity Exercise Authority,O=EXERCISE ONLY";

    private static final Duration VALIDITY = Duration.ofDays(365);
    private static final Duration LIST_VALIDITY = Duration.ofDays(30);
    private static final int SERIAL_BITS = 120; // RFC 5280 4.1.2.2: at most 20 octets

    private final Path directory;
    private final Clock clock;
    private final KeyEntry entry;

    private ExerciseAuthority(Path directory, Clock clock, KeyEntry entry) {
        this.directory = directory;
        this.clock = clock;
        this.entry = entry;
    }

    /** The authority kept in {@code directory}, made there if there is none. */
    public static ExerciseAuthority in(Path directory, String password, Clock clock) {
        KeyFile file = KeyFile.open(directory.resolve("authority.p12"), password.toCharArray());
        KeyEntry entry = file.entries().stream().findFirst().orElseGet(() -> {
            KeyEntry made = root(clock.instant());
            file.with(made).save();
            return made;
        });
        return new ExerciseAuthority(directory, clock, entry);
    }

    public X509Certificate certificate() {
        return entry.certificate();
    }

    public String pem() {
        return Certificates.pem(certificate());
    }

    /** For calling a gateway of the exercise: trusts what this authority issued. */
    public SSLContext client() {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("exercise", certificate());
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException impossible) {
            throw new GatewayBug("every JDK has TLS", impossible);
        }
    }

    /** Writes a fresh, empty revocation list and says where it is. */
    public Path revocationList() {
        Instant now = clock.instant();
        try {
            var list = new JcaX509v2CRLBuilder(certificate(), Date.from(now.minusSeconds(60)));
            list.setNextUpdate(Date.from(now.plus(LIST_VALIDITY)));
            Path fresh = directory.resolve("authority.crl.new");
            Files.write(fresh, list.build(signer(entry.key())).getEncoded());
            return Files.move(
                    fresh,
                    directory.resolve("authority.crl"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | OperatorException broken) {
            throw new IllegalStateException("the exercise's revocation list cannot be written", broken);
        }
    }

    /** Gives {@code agency} a key pair of every kind that it lacks, with a certificate of this authority, in {@code keys}. */
    public void equip(AgencyId agency, Path keys, String password) {
        for (KeyKind kind : List.of(KeyKind.SIGNING, KeyKind.DECRYPTION, KeyKind.TLS, KeyKind.JOURNAL)) {
            KeyFile file =
                    KeyFile.open(keys.resolve(agency.value()).resolve(kind.title() + ".p12"), password.toCharArray());
            if (file.entries().isEmpty()) {
                file.with(issue(agency, kind)).save();
            }
        }
    }

    private KeyEntry issue(AgencyId agency, KeyKind kind) {
        Instant now = clock.instant();
        KeyPair pair = pair();
        X500Name subject = new X500Name("CN=" + agency + " " + kind.title() + ",O=EXERCISE ONLY");
        X509v3CertificateBuilder builder = builder(subject, new X500Name(NAME), pair, now);
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    switch (kind) {
                        case SIGNING, JOURNAL -> new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation);
                        case DECRYPTION -> new KeyUsage(KeyUsage.keyAgreement);
                        case TLS -> new KeyUsage(KeyUsage.digitalSignature);
                        case LEGACY_DECRYPTION -> new KeyUsage(KeyUsage.keyEncipherment);
                    });
            if (kind == KeyKind.TLS) {
                GeneralName[] loopback = {
                    new GeneralName(GeneralName.dNSName, "localhost"),
                    new GeneralName(GeneralName.iPAddress, "127.0.0.1")
                };
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(loopback));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        X509Certificate certificate = sign(builder, entry.key());
        return new KeyEntry(KeyPeriod.since(now), pair.getPrivate(), List.of(certificate, certificate()));
    }

    private static KeyEntry root(Instant now) {
        KeyPair pair = pair();
        X500Name name = new X500Name(NAME);
        X509v3CertificateBuilder builder = builder(name, name, pair, now);
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        X509Certificate certificate = sign(builder, pair.getPrivate());
        return new KeyEntry(KeyPeriod.since(now), pair.getPrivate(), List.of(certificate));
    }

    private static X509v3CertificateBuilder builder(X500Name subject, X500Name issuer, KeyPair pair, Instant now) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(SERIAL_BITS, new SecureRandom()),
                Date.from(now.minusSeconds(60)),
                Date.from(now.plus(VALIDITY)),
                subject,
                pair.getPublic());
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key) {
        try {
            return Certificates.parse(builder.build(signer(key)).getEncoded());
        } catch (IOException | OperatorException broken) {
            throw new IllegalStateException("the exercise's certificate cannot be made", broken);
        }
    }

    private static ContentSigner signer(PrivateKey key) throws OperatorException {
        return new JcaContentSignerBuilder("SHA256withECDSA")
                .setProvider(Arithmetic.chosen().bouncyCastle())
                .build(key);
    }
}
