package org.comity.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.comity.partners.AgencyId;
import org.comity.problems.CertificateProblem;
import org.comity.trust.Certificates;
import org.comity.trust.KeyAlgorithm;
import org.comity.trust.KeyFiles;
import org.comity.trust.KeyKind;
import org.comity.trust.OwnCertificate;
import org.comity.trust.OwnKeys;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.TypeConversionException;

/** Our own keys: made here, never shown; only requests and certificates leave. */
@Command(name = "keys", mixinStandardHelpOptions = true, description = "Our own keys and certificates.")
final class KeysCommand {
    @ParentCommand
    private Commands root = new Commands();

    @Command(
            mixinStandardHelpOptions = true,
            description =
                    "Make the signing, encryption, TLS and journal keys that an agency lacks, with certificates issued by itself.")
    int init(
            @Parameters(paramLabel = "agency") String agency,
            @Option(names = "--algorithm", defaultValue = "P256", description = "${COMPLETION-CANDIDATES}")
                    KeyAlgorithm algorithm,
            @Option(names = "--host", description = "name or address of the partner port, for TLS")
                    List<String> hosts) {
        try (Parts parts = root.openNew()) {
            var made = parts.get(KeyFiles.class).init(new AgencyId(agency), algorithm, orNone(hosts));
            made.forEach(one ->
                    root.out().println(one.kind() + " " + one.fingerprint().spoken()));
            root.out().println(made.isEmpty() ? "Nothing made: every key is there." : made.size() + " keys made.");
            return 0;
        }
    }

    @Command(
            mixinStandardHelpOptions = true,
            description =
                    "Make a new key, which waits beside the current one, and print its certificate request (PKCS#10).")
    int request(
            @Parameters(paramLabel = "agency") String agency,
            @Parameters(paramLabel = "kind", converter = Kind.class) KeyKind kind,
            @Option(names = "--subject", required = true, description = "such as CN=Example Agency,O=Example,C=JP")
                    String subject,
            @Option(names = "--algorithm", defaultValue = "P256", description = "${COMPLETION-CANDIDATES}")
                    KeyAlgorithm algorithm,
            @Option(names = "--host") List<String> hosts) {
        try (Parts parts = root.open()) {
            root.out()
                    .print(parts.get(KeyFiles.class)
                            .request(new AgencyId(agency), kind, algorithm, subject, orNone(hosts)));
            root.out().flush();
            return 0;
        }
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Make a new key with a certificate issued by the agency itself, which takes over at --from;"
                    + " give partners the new profile before.")
    int renew(
            @Parameters(paramLabel = "agency") String agency,
            @Parameters(paramLabel = "kind", converter = Kind.class) KeyKind kind,
            @Option(names = "--from", required = true, description = "when it takes over, such as 2026-12-01T00:00:00Z")
                    Instant from,
            @Option(names = "--algorithm", defaultValue = "P256", description = "${COMPLETION-CANDIDATES}")
                    KeyAlgorithm algorithm,
            @Option(names = "--host", description = "name or address of the partner port, for TLS")
                    List<String> hosts) {
        try (Parts parts = root.open()) {
            OwnCertificate made =
                    parts.get(KeyFiles.class).renew(new AgencyId(agency), kind, algorithm, orNone(hosts), from);
            root.out().println(inUseFrom(made, from));
            return 0;
        }
    }

    private static String inUseFrom(OwnCertificate one, Instant from) {
        return one.kind() + " " + one.fingerprint().spoken() + "\nin use from " + from
                + ". Export the profile and give it to every partner.";
    }

    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description =
                    "Take the certificate that was issued for a request; give partners the new profile before it is in use.")
    int take(
            @Parameters(paramLabel = "agency") String agency,
            @Parameters(paramLabel = "kind", converter = Kind.class) KeyKind kind,
            @Parameters(paramLabel = "chain.pem") Path chain,
            @Option(names = "--from", description = "when the new key takes over, such as 2026-12-01T00:00:00Z; now")
                    Optional<Instant> from)
            throws IOException {
        try (Parts parts = root.open()) {
            Instant start = from.orElseGet(() -> parts.get(Clock.class).instant());
            List<X509Certificate> certificates;
            try {
                certificates = Certificates.parseAll(Files.readString(chain));
            } catch (IllegalArgumentException malformed) {
                return root.fail(List.of(CertificateProblem.CERTIFICATE_MALFORMED.problem()));
            }
            var taken = parts.get(KeyFiles.class).take(new AgencyId(agency), kind, certificates, start);
            return root.answer(taken, one -> inUseFrom(one, start));
        }
    }

    @Command(mixinStandardHelpOptions = true, description = "List our certificates and when they expire.")
    int list() {
        try (Parts parts = root.open()) {
            OwnKeys keys = parts.get(OwnKeys.class);
            Instant now = parts.get(Clock.class).instant();
            keys.agencies().stream().sorted().forEach(agency -> {
                root.out().println(agency);
                keys.certificates(agency).forEach(one -> root.out().println("  " + line(one, now)));
            });
            return 0;
        }
    }

    private static String line(OwnCertificate one, Instant now) {
        long days = Duration.between(now, one.expires()).toDays();
        String expiry = days < 0 ? "EXPIRED" : days < 60 ? "expires in " + days + " days" : "valid";
        String until = one.period().until().map(end -> ", kept until " + end).orElse("");
        return one.kind() + " " + one.fingerprint().hex().substring(0, 16) + " until " + one.expires() + " (" + expiry
                + until + ")";
    }

    private static List<String> orNone(@Nullable List<String> given) {
        return given == null ? List.of() : given;
    }

    static final class Kind implements ITypeConverter<KeyKind> {
        @Override
        public KeyKind convert(String text) {
            for (KeyKind kind : KeyKind.values()) {
                if (kind.title().equalsIgnoreCase(text)) {
                    return kind;
                }
            }
            throw new TypeConversionException("kinds are signing, encryption, tls, journal, legacy-encryption");
        }
    }
}
