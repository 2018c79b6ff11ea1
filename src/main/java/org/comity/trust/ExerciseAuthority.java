package org.comity.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.comity.partners.AgencyId;
import org.comity.problems.GatewayBug;

/**
 * The certification authority of an exercise: its key and list lie in one directory, its name says what it is, and
 * {@link #isExercise} lets a production gateway refuse what it issued.
 */
public final class ExerciseAuthority {
    private static final X500Name NAME = new X500Name("CN=Comity EXERCISE Authority, O=EXERCISE");
    private static final Duration LIFE = Duration.ofDays(3650);

    private final KeyEntry authority;
    private final Path list;
    private final Clock clock;

    private ExerciseAuthority(KeyEntry authority, Path list, Clock clock) {
        this.authority = authority;
        this.list = list;
        this.clock = clock;
    }

    /** The authority of {@code directory}, made at the first call, with a fresh revocation list in {@code authority.crl}. */
    public static ExerciseAuthority open(Path directory, TrustSettings settings, Clock clock) {
        KeyFile file = KeyFile.open(directory.resolve("authority.p12"), KeyPassword.of(settings));
        if (file.entries().isEmpty()) {
            KeyPair keys = KeyAlgorithm.P256.generate();
            Instant now = clock.instant();
            X509Certificate certificate = CertificateForm.selfSigned(
                    NAME, keys, now.minus(CertificateRules.SKEW), now.plus(LIFE), CertificateForm.authority());
            file.with(new KeyEntry(KeyPeriod.since(now), keys.getPrivate(), List.of(certificate)))
                    .save();
        }
        var authority = new ExerciseAuthority(file.entries().getFirst(), directory.resolve("authority.crl"), clock);
        authority.writeList();
        return authority;
    }

    /** Whether an exercise's authority issued {@code certificate}. */
    public static boolean isExercise(X509Certificate certificate) {
        return certificate.getIssuerX500Principal().getName().contains("O=EXERCISE");
    }

    public X509Certificate certificate() {
        return authority.certificate();
    }

    /** For calling a gateway of the exercise: trusts what this authority issued, and nothing else. */
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

    /** Where partners fetch its revocation list: a {@code file:} address. */
    public String revocationList() {
        return list.toAbsolutePath().toUri().toString();
    }

    /** Makes every key that {@code agency} lacks, on P-256, with certificates of this authority, in the key files of {@code settings}. */
    public void equip(AgencyId agency, TrustSettings settings, List<String> hosts) {
        equip(agency, settings, hosts, ExerciseKeys.P256);
    }

    /** @param sealing what messages are signed and encrypted with; TLS stays on P-256 */
    public void equip(AgencyId agency, TrustSettings settings, List<String> hosts, ExerciseKeys sealing) {
        char[] password = KeyPassword.of(settings);
        for (KeyKind kind : KeyKind.values()) {
            Path path = settings.keys().resolve(agency.value()).resolve(kind.title() + ".p12");
            if (kind != KeyKind.LEGACY_DECRYPTION && !Files.exists(path)) {
                KeyPair keys = (kind == KeyKind.TLS ? ExerciseKeys.P256 : sealing).generate();
                KeyPeriod period = KeyPeriod.since(clock.instant());
                KeyFile.open(path, password)
                        .with(new KeyEntry(period, keys.getPrivate(), List.of(issue(agency, kind, keys, hosts))))
                        .save();
            }
        }
    }

    private X509Certificate issue(AgencyId agency, KeyKind kind, KeyPair keys, List<String> hosts) {
        Instant now = clock.instant();
        return CertificateForm.issue(
                NAME,
                authority.key(),
                new X500Name("CN=" + agency + " " + kind.title() + ", O=EXERCISE"),
                keys.getPublic(),
                now.minus(CertificateRules.SKEW),
                now.plus(LIFE.dividedBy(2)),
                CertificateForm.extensions(kind, keys.getPublic(), hosts));
    }

    private void writeList() {
        Instant now = clock.instant();
        try {
            var builder = new X509v2CRLBuilder(NAME, Date.from(now.minus(CertificateRules.SKEW)));
            builder.setNextUpdate(Date.from(now.plus(LIFE.dividedBy(2))));
            Files.write(
                    list, builder.build(CertificateForm.signer(authority.key())).getEncoded());
        } catch (IOException unwritable) {
            throw new UncheckedIOException("the exercise's revocation list cannot be written", unwritable);
        }
    }
}
