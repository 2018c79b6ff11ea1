package org.comity.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.comity.partners.AgencyId;
import org.comity.partners.Allowances;
import org.comity.partners.As2Channel;
import org.comity.partners.Partner;
import org.comity.partners.PartnerCertificate;
import org.comity.partners.PartnerState;

/**
 * A certification authority for tests: issues certificates and revocation lists of every sort, good and bad, around {@link #NOW},
 * and builds whole agencies ({@link #member}) with keys in memory and the profile that their partners hold.
 */
public final class TestAuthority {
    public static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    /** Where partners made here say that the revocation list is. */
    public static final String LIST = "https://pki.test/authority.crl";

    private static final AtomicLong SERIAL = new AtomicLong(1_000);
    private static final Map<String, KeyPair> RSA = new ConcurrentHashMap<>();

    private final X500Name name;
    private final KeyPair keys;
    private final X509Certificate certificate;

    /** Adds or replaces what the certificate to be issued holds. */
    @FunctionalInterface
    public interface Variation {
        void on(X509v3CertificateBuilder builder) throws IOException;
    }

    /** Adds to the list to be issued. */
    @FunctionalInterface
    public interface ListVariation {
        void on(X509v2CRLBuilder builder) throws IOException;
    }

    /** A certificate with its private key; the latter only for this package and for handing to openssl. */
    public record Issued(KeyPair keys, X509Certificate certificate) {}

    /** A whole agency: its own keys, and what its partners' registries say about it. */
    public record Member(AgencyId id, OwnKeys keys, Partner partner) {
        /** Its registered certificate of one use. */
        public X509Certificate certificate(org.comity.partners.CertificateUse use) {
            return Certificates.parse(partner.certificates(use, NOW).getFirst().pem());
        }
    }

    /** Key pairs that members can have. */
    public enum Algorithm {
        P256,
        P384,
        RSA_3072,
        RSA_2048;

        KeyPair generate() {
            return switch (this) {
                case P256 -> ec("secp256r1");
                case P384 -> ec("secp384r1");
                case RSA_3072 -> pooledRsa(3072);
                case RSA_2048 -> pooledRsa(2048);
            };
        }
    }

    private TestAuthority(X500Name name, KeyPair keys, X509Certificate certificate) {
        this.name = name;
        this.keys = keys;
        this.certificate = certificate;
    }

    /** A self-signed root, P-256, valid for twenty years after {@link #NOW}: openssl checks with the machine's clock. */
    public static TestAuthority create() {
        return root("CN=Test Authority");
    }

    public static TestAuthority root(String distinguishedName) {
        X500Name name = new X500Name(distinguishedName);
        KeyPair keys = ec("secp256r1");
        X509Certificate certificate = sign(name, keys, name, keys, years(-5), years(20), authority(Integer.MAX_VALUE));
        return new TestAuthority(name, keys, certificate);
    }

    /** An authority below this one. */
    public TestAuthority intermediate(String distinguishedName, Variation variation) {
        X500Name subject = new X500Name(distinguishedName);
        KeyPair subjectKeys = ec("secp256r1");
        return new TestAuthority(
                subject, subjectKeys, sign(name, keys, subject, subjectKeys, years(-4), years(18), variation));
    }

    /** An authority below this one with another certificate of the same name and key. */
    TestAuthority renewed(TestAuthority below, Instant from, Instant to) {
        return new TestAuthority(
                below.name, below.keys, sign(name, keys, below.name, below.keys, from, to, authority(0)));
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** A proper certificate of one kind, P-256, valid for fifteen years after {@link #NOW}, TLS ones for localhost. */
    public Issued issue(String commonName, KeyKind kind) {
        return issue(commonName, Algorithm.P256, profile(kind, Algorithm.P256));
    }

    public Issued issue(String commonName, Algorithm algorithm, Variation variation) {
        return issue(commonName, algorithm.generate(), years(-1), years(15), variation);
    }

    public Issued issue(String commonName, KeyPair subjectKeys, Instant from, Instant to, Variation variation) {
        X500Name subject = new X500Name("CN=" + commonName);
        return new Issued(subjectKeys, sign(name, keys, subject, subjectKeys, from, to, variation));
    }

    /** A complete list from an hour ago to a day ahead. */
    public byte[] revocationList(X509Certificate... revoked) {
        return revocationList(NOW.minus(Duration.ofHours(1)), NOW.plus(Duration.ofDays(1)), list -> {
            for (X509Certificate one : revoked) {
                list.addCRLEntry(one.getSerialNumber(), Date.from(NOW.minus(Duration.ofHours(2))), 1);
            }
        });
    }

    public byte[] revocationList(Instant issued, Instant next, ListVariation variation) {
        try {
            X509v2CRLBuilder builder = new X509v2CRLBuilder(name, Date.from(issued));
            builder.setNextUpdate(Date.from(next));
            variation.on(builder);
            return builder.build(signer(keys)).getEncoded();
        } catch (IOException | OperatorException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** Revocation lists that hold this authority's, at {@link #LIST}. */
    public RevocationLists revocationLists(X509Certificate... revoked) {
        RevocationLists lists = new RevocationLists(Duration.ofHours(24));
        put(lists, LIST, revocationList(revoked));
        return lists;
    }

    static void put(RevocationLists lists, String address, byte[] der) {
        try {
            lists.take(address, RevocationList.parse(der), NOW);
        } catch (GeneralSecurityException refused) {
            throw new IllegalArgumentException(refused);
        }
    }

    /** Certificate paths below this authority, with nothing revoked but {@code revoked}. */
    public CertificatePaths paths(X509Certificate... revoked) {
        return new CertificatePaths(revocationLists(revoked));
    }

    /** Certificate paths to which the status of every certificate is unknown. */
    public static CertificatePaths pathsWithoutLists() {
        return new CertificatePaths(new RevocationLists(Duration.ofHours(24)));
    }

    /** As {@link #paths}, with a list issued around {@code now}: for tests beside programs that know only the machine's clock. */
    public CertificatePaths pathsAt(Instant now) {
        return pathsFrom(now, 1);
    }

    /** As {@link #pathsAt}, with a list that is current for {@code days}: for tests that put the clock ahead. */
    public CertificatePaths pathsFrom(Instant now, int days) {
        RevocationLists lists = new RevocationLists(Duration.ofHours(24));
        byte[] current = revocationList(now.minus(Duration.ofHours(1)), now.plus(Duration.ofDays(days)), list -> {});
        try {
            lists.take(LIST, RevocationList.parse(current), now);
        } catch (GeneralSecurityException refused) {
            throw new IllegalArgumentException(refused);
        }
        return new CertificatePaths(lists);
    }

    /** An active agency with P-256 keys of every kind and no allowance. */
    public Member member(String id) {
        return member(id, Algorithm.P256, Allowances.NONE);
    }

    /** @param algorithm of its signing and decryption keys; TLS and journal keys are P-256, a legacy key is RSA-3072 */
    public Member member(String id, Algorithm algorithm, Allowances allowances) {
        return member(id, algorithm, allowances, CLOCK);
    }

    /** @param clock tells the agency's own keys when their periods begin */
    public Member member(String id, Algorithm algorithm, Allowances allowances, Clock clock) {
        return member(id, algorithm, allowances, clock, "localhost");
    }

    /** As {@link #member(String)}, and called by this host name. */
    public Member memberCalled(String host, String id) {
        return member(id, Algorithm.P256, Allowances.NONE, CLOCK, host);
    }

    private Member member(String id, Algorithm algorithm, Allowances allowances, Clock clock, String host) {
        AgencyId agency = new AgencyId(id);
        Map<KeyKind, List<KeyEntry>> held = new EnumMap<>(KeyKind.class);
        List<PartnerCertificate> registered = new ArrayList<>();
        for (KeyKind kind : KeyKind.values()) {
            Algorithm used = switch (kind) {
                case SIGNING, DECRYPTION -> algorithm;
                case LEGACY_DECRYPTION -> Algorithm.RSA_3072;
                case TLS, JOURNAL -> Algorithm.P256;
            };
            Issued issued = issue(id + " " + kind.title(), used, profile(kind, used, host));
            KeyPeriod period = KeyPeriod.since(years(-1));
            held.put(kind, List.of(new KeyEntry(period, issued.keys().getPrivate(), List.of(issued.certificate()))));
            kind.use().ifPresent(use -> registered.add(registered(use, issued.certificate())));
        }
        return new Member(
                agency, OwnKeys.holding(Map.of(agency, held), clock), partner(agency, registered, allowances));
    }

    /** The keys of several agencies of one gateway. */
    public static OwnKeys together(Member... members) {
        Map<AgencyId, Map<KeyKind, List<KeyEntry>>> all = new HashMap<>();
        for (Member member : members) {
            Map<KeyKind, List<KeyEntry>> held = new EnumMap<>(KeyKind.class);
            for (KeyKind kind : KeyKind.values()) {
                held.put(kind, List.of(member.keys().current(member.id(), kind)));
            }
            all.put(member.id(), held);
        }
        return OwnKeys.holding(all, CLOCK);
    }

    /** The same agency with its keys retiring at {@code end}, as after a rollover. */
    public static Member retiring(Member member, Instant end) {
        Map<KeyKind, List<KeyEntry>> held = new EnumMap<>(KeyKind.class);
        for (KeyKind kind : KeyKind.values()) {
            KeyEntry entry = member.keys().current(member.id(), kind);
            held.put(kind, List.of(new KeyEntry(entry.period().endingAt(end), entry.key(), entry.chain())));
        }
        return new Member(member.id(), OwnKeys.holding(Map.of(member.id(), held), CLOCK), member.partner());
    }

    /** The same agency, which signs with another key from {@code at} on; its profile has that one alone for signing. */
    public Member rolledOver(Member member, Instant at, Clock clock) {
        return rolledOver(member, issue(member.id() + " signing", KeyKind.SIGNING), at, clock);
    }

    /** The same agency, which signs by a certificate that has ended. */
    public Member outlived(Member member) {
        KeyPair keys = ec("secp256r1");
        return rolledOver(
                member,
                issue(member.id() + " signing", keys, years(-2), years(-1), profile(KeyKind.SIGNING, Algorithm.P256)),
                years(-2),
                CLOCK);
    }

    /** What a stranger makes of the certificate by which the agency signs: everybody knows it, and the key is another. */
    public Member forged(Member member) {
        X509Certificate known = member.certificate(org.comity.partners.CertificateUse.SIGNING);
        return rolledOver(member, new Issued(ec("secp256r1"), known), years(-2), CLOCK);
    }

    private Member rolledOver(Member member, Issued fresh, Instant at, Clock clock) {
        Map<KeyKind, List<KeyEntry>> held = new EnumMap<>(KeyKind.class);
        for (KeyKind kind : KeyKind.values()) {
            held.put(kind, List.of(member.keys().current(member.id(), kind)));
        }
        KeyEntry next = new KeyEntry(KeyPeriod.since(at), fresh.keys().getPrivate(), List.of(fresh.certificate()));
        held.put(KeyKind.SIGNING, List.of(next, member.keys().current(member.id(), KeyKind.SIGNING)));
        List<PartnerCertificate> registered = member.partner().certificates().stream()
                .map(one -> one.use() == org.comity.partners.CertificateUse.SIGNING
                        ? registered(one.use(), fresh.certificate())
                        : one)
                .toList();
        return new Member(
                member.id(),
                OwnKeys.holding(Map.of(member.id(), held), clock),
                partner(member.id(), registered, member.partner().allowances()));
    }

    public static PartnerCertificate registered(org.comity.partners.CertificateUse use, X509Certificate certificate) {
        return new PartnerCertificate(
                use, Certificates.fingerprint(certificate), Certificates.pem(certificate), Optional.empty());
    }

    /** An active partner below this authority. */
    public Partner partner(AgencyId id, List<PartnerCertificate> certificates, Allowances allowances) {
        return new Partner(
                id,
                "Agency " + id,
                "JP",
                ZoneId.of("Asia/Tokyo"),
                "24/7",
                List.of("en"),
                List.of(),
                Optional.of(new As2Channel(URI.create("https://localhost:8444/as2"), Optional.empty())),
                List.of(Certificates.pem(certificate)),
                List.of(LIST),
                certificates,
                allowances,
                PartnerState.ACTIVE);
    }

    /** Key usage, extended key usage and names as a certificate of this kind should have them. */
    public static Variation profile(KeyKind kind, Algorithm algorithm) {
        return profile(kind, algorithm, "localhost");
    }

    private static Variation profile(KeyKind kind, Algorithm algorithm, String host) {
        boolean rsa = algorithm == Algorithm.RSA_2048 || algorithm == Algorithm.RSA_3072;
        return builder -> {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            switch (kind) {
                case SIGNING, JOURNAL -> usage(builder, KeyUsage.digitalSignature | KeyUsage.nonRepudiation);
                case DECRYPTION, LEGACY_DECRYPTION ->
                    usage(
                            builder,
                            rsa || kind == KeyKind.LEGACY_DECRYPTION
                                    ? KeyUsage.keyEncipherment
                                    : KeyUsage.keyAgreement);
                case TLS -> {
                    usage(builder, KeyUsage.digitalSignature);
                    builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                        new GeneralName(GeneralName.dNSName, host), new GeneralName(GeneralName.iPAddress, "127.0.0.1")
                    }));
                }
            }
        };
    }

    /** A certificate authority's extensions; {@code pathLength} {@link Integer#MAX_VALUE} for no limit. */
    public static Variation authority(int pathLength) {
        return builder -> {
            builder.addExtension(
                    Extension.basicConstraints,
                    true,
                    pathLength == Integer.MAX_VALUE ? new BasicConstraints(true) : new BasicConstraints(pathLength));
            usage(builder, KeyUsage.keyCertSign | KeyUsage.cRLSign);
        };
    }

    static void usage(X509v3CertificateBuilder builder, int bits) throws IOException {
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(bits));
    }

    static Instant years(int count) {
        return NOW.plus(Duration.ofDays(365L * count));
    }

    public static KeyPair ec(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new java.security.spec.ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** A fresh pair; RSA generation is slow, so ask for few. */
    static KeyPair rsa(int bits) {
        try {
            KeyPairGenerator generator =
                    KeyPairGenerator.getInstance("RSA", Arithmetic.chosen().rsa());
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** Making RSA keys takes seconds on a busy machine: four pairs of each size serve a whole run, in turn. */
    private static KeyPair pooledRsa(int bits) {
        long turn = SERIAL.incrementAndGet() % 4;
        return RSA.computeIfAbsent(bits + "-" + turn, size -> rsa(bits));
    }

    /** One RSA pair of each size for a whole run, for tests that do not care which. */
    static KeyPair sharedRsa(int bits) {
        return RSA.computeIfAbsent("RSA-" + bits, size -> rsa(bits));
    }

    private static X509Certificate sign(
            X500Name issuer,
            KeyPair issuerKeys,
            X500Name subject,
            KeyPair subjectKeys,
            Instant from,
            Instant to,
            Variation variation) {
        try {
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    BigInteger.valueOf(SERIAL.incrementAndGet()),
                    Date.from(from),
                    Date.from(to),
                    subject,
                    subjectKeys.getPublic());
            variation.on(builder);
            return Certificates.parse(builder.build(signer(issuerKeys)).getEncoded());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (OperatorException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static ContentSigner signer(KeyPair keys) throws OperatorException {
        return new JcaContentSignerBuilder("SHA256withECDSA")
                .setProvider(Arithmetic.chosen().bouncyCastle())
                .build(keys.getPrivate());
    }
}
