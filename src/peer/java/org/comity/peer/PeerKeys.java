package org.comity.peer;

import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Keys of both sides, each certificate self-signed and known to the other: RSA-3072 for messages, since the library has no other, P-256 for TLS. */
final class PeerKeys {
    static final String SENDER = "sender";
    static final String RECEIVER = "receiver";
    static final char[] PASSWORD = "measured".toCharArray();

    private static final String MESSAGES = ".messages.p12";
    private static final String TLS = ".tls.p12";
    private static final Duration LIFE = Duration.ofDays(2);

    private PeerKeys() {}

    /** Writes two files for either side. */
    static void make(Path directory) throws Exception {
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(3072);
        save(directory, MESSAGES, rsa, "SHA256withRSA");
        KeyPairGenerator ec = KeyPairGenerator.getInstance("EC");
        ec.initialize(new ECGenParameterSpec("secp256r1"));
        save(directory, TLS, ec, "SHA256withECDSA");
    }

    static KeyStore messages(Path directory, String side) throws Exception {
        return load(directory.resolve(side + MESSAGES));
    }

    /** Shows the side's own certificate and trusts the other's. */
    static SSLContext tls(Path directory, String side) throws Exception {
        KeyStore store = load(directory.resolve(side + TLS));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static void save(Path directory, String file, KeyPairGenerator keys, String signature) throws Exception {
        KeyPair sender = keys.generateKeyPair();
        KeyPair receiver = keys.generateKeyPair();
        X509Certificate ofSender = certificate(SENDER, sender, signature);
        X509Certificate ofReceiver = certificate(RECEIVER, receiver, signature);
        save(directory.resolve(SENDER + file), SENDER, sender, ofSender, RECEIVER, ofReceiver);
        save(directory.resolve(RECEIVER + file), RECEIVER, receiver, ofReceiver, SENDER, ofSender);
    }

    private static void save(
            Path file, String own, KeyPair keys, X509Certificate certificate, String other, X509Certificate theirs)
            throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(own, keys.getPrivate(), PASSWORD, new Certificate[] {certificate});
        store.setCertificateEntry(other, theirs);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD);
        }
    }

    private static KeyStore load(Path file) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private static X509Certificate certificate(String name, KeyPair keys, String signature) throws Exception {
        X500Name subject = new X500Name("CN=" + name);
        Instant now = Clock.systemUTC().instant();
        var builder = new JcaX509v3CertificateBuilder(
                subject,
                BigInteger.ONE,
                Date.from(now.minus(LIFE)),
                Date.from(now.plus(LIFE)),
                subject,
                keys.getPublic());
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")));
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder(signature).build(keys.getPrivate())));
    }
}
