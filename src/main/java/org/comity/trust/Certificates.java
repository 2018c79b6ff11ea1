package org.comity.trust;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.comity.partners.Fingerprint;
import org.comity.problems.CertificateProblem;
import org.comity.problems.Checked;
import org.comity.problems.GatewayBug;

/**
 * Certificates between their forms: DER, PEM, fingerprint. Parsed ones are remembered, because parsing costs as much as verifying
 * a signature. A parsed certificate claims nothing; {@link CertificatePaths} decides whether it may be used.
 */
public final class Certificates {
    /** Bytes of DER. Certificates of public authorities have 1 to 3 KB; above this somebody probes the parser. */
    private static final int LARGEST = 16_384;

    /** Certificates in one PEM text: a leaf, its intermediates, its root. */
    private static final int MOST = 8;

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]{1,30000})-----END CERTIFICATE-----");
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});
    private static final BoundedCache<Fingerprint, X509Certificate> BY_DER = new BoundedCache<>(2_000);
    private static final BoundedCache<String, X509Certificate> BY_PEM = new BoundedCache<>(2_000);

    private Certificates() {}

    /** From outside: {@code der} must be one whole certificate and nothing after it. */
    public static Checked<X509Certificate> read(byte[] der) {
        if (der.length > LARGEST) {
            return Checked.failed(CertificateProblem.CERTIFICATE_MALFORMED.problem());
        }
        Fingerprint fingerprint = new Fingerprint(sha256(der));
        var known = BY_DER.get(fingerprint);
        if (known.isPresent()) {
            return Checked.passed(known.get());
        }
        try {
            X509Certificate parsed = decode(der);
            BY_DER.put(fingerprint, parsed);
            return Checked.passed(parsed);
        } catch (CertificateException malformed) {
            return Checked.failed(CertificateProblem.CERTIFICATE_MALFORMED.problem());
        }
    }

    /** @throws IllegalArgumentException if {@code der} is not exactly one certificate; for bytes from outside use {@link #read} */
    public static X509Certificate parse(byte[] der) {
        return switch (read(der)) {
            case Checked.Passed<X509Certificate>(var certificate) -> certificate;
            case Checked.Failed<X509Certificate> failed ->
                throw new IllegalArgumentException("a certificate is one DER structure of at most 16 KB");
        };
    }

    /** @throws IllegalArgumentException if {@code pem} does not hold exactly one certificate */
    public static X509Certificate parse(String pem) {
        return BY_PEM.get(pem).orElseGet(() -> {
            List<X509Certificate> all = parseAll(pem);
            if (all.size() != 1) {
                throw new IllegalArgumentException("one PEM certificate is expected here, found " + all.size());
            }
            BY_PEM.put(pem, all.getFirst());
            return all.getFirst();
        });
    }

    /**
     * Every certificate of a PEM text, in its order; text between the blocks is skipped.
     *
     * @throws IllegalArgumentException if a block is malformed or there are more than eight
     */
    public static List<X509Certificate> parseAll(String pem) {
        List<X509Certificate> found = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(pem);
        while (blocks.find()) {
            if (found.size() == MOST) {
                throw new IllegalArgumentException("a PEM text holds at most " + MOST + " certificates");
            }
            found.add(parse(Base64.getMimeDecoder().decode(blocks.group(1))));
        }
        return List.copyOf(found);
    }

    /** SHA-256 over the DER form. */
    public static Fingerprint fingerprint(X509Certificate certificate) {
        return new Fingerprint(sha256(der(certificate)));
    }

    /** SHA-256 over the SubjectPublicKeyInfo, in hexadecimal: equal for two certificates of one key (THREAT-73). */
    public static String keyDigest(X509Certificate certificate) {
        return sha256(certificate.getPublicKey().getEncoded());
    }

    public static String pem(X509Certificate certificate) {
        return "-----BEGIN CERTIFICATE-----\n" + LINES.encodeToString(der(certificate))
                + "\n-----END CERTIFICATE-----\n";
    }

    private static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException impossible) {
            throw new GatewayBug("a parsed certificate has its bytes", impossible);
        }
    }

    private static X509Certificate decode(byte[] der) throws CertificateException {
        var input = new ByteArrayInputStream(der);
        var parsed = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(input);
        // the JDK also reads PEM here, and skips what follows: only the very bytes that were hashed may count
        // (THREAT-49)
        if (parsed == null || !MessageDigest.isEqual(parsed.getEncoded(), der)) {
            throw new CertificateException("not exactly one certificate");
        }
        return parsed;
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new GatewayBug("every JDK has SHA-256", impossible);
        }
    }

    static String sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
