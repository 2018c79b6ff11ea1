package org.comity.trust;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.comity.partners.AgencyId;
import org.comity.problems.CertificateProblem;
import org.comity.problems.Checked;
import org.springframework.stereotype.Component;

/**
 * Makes and changes the key files of own agencies: the work of {@code keys init}, {@code renew}, {@code request} and {@code import}. A running
 * gateway sees the change within seconds ({@link KeyWatch}). Keys are made here and stay here; only requests and certificates leave.
 */
@Component
public class KeyFiles {
    /** Of a certificate that we issue to ourselves. */
    private static final Duration SELF_ISSUED = Duration.ofDays(730);

    /** What every agency needs before its gateway starts. */
    public static final List<KeyKind> NEEDED =
            List.of(KeyKind.SIGNING, KeyKind.DECRYPTION, KeyKind.TLS, KeyKind.JOURNAL);

    private final TrustSettings settings;
    private final Clock clock;

    public KeyFiles(TrustSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Makes the key pairs that {@code agency} lacks of signing, encryption, TLS and journal, each with a certificate issued by itself. Partners
     * that pin it may exchange with it at once; a certificate of an authority replaces it by {@link #request} and {@link #take}.
     *
     * @param hosts names and addresses of the gateway, for TLS
     * @return what was made; kinds that have a key already are left alone
     */
    public List<OwnCertificate> init(AgencyId agency, KeyAlgorithm algorithm, List<String> hosts) {
        List<OwnCertificate> made = new ArrayList<>();
        for (KeyKind kind : NEEDED) {
            KeyFile file = file(agency, kind);
            if (file.entries().isEmpty()) {
                Instant now = clock.instant();
                KeyPair keys = algorithm.generate();
                X509Certificate certificate = selfIssued(agency, kind, keys, hosts);
                KeyPeriod period = KeyPeriod.since(now);
                file.with(new KeyEntry(period, keys.getPrivate(), List.of(certificate)))
                        .save();
                made.add(new OwnCertificate(kind, period, List.of(certificate)));
            }
        }
        return List.copyOf(made);
    }

    /**
     * Makes a new key pair, which waits beside the current one, and asks for its certificate. Asking again forgets the pair that waited.
     * A request is signed with the key itself, a decryption key's too: PKCS#10 proves possession in no other way.
     *
     * @param subject distinguished name, such as {@code CN=Example Agency, O=Example, C=JP}
     * @return the PKCS#10 request in PEM
     */
    public String request(AgencyId agency, KeyKind kind, KeyAlgorithm algorithm, String subject, List<String> hosts) {
        KeyPair keys = algorithm.generate();
        file(agency, kind)
                .withRequested(keys.getPrivate(), selfIssued(agency, kind, keys, hosts))
                .save();
        try (StringWriter text = new StringWriter();
                JcaPEMWriter pem = new JcaPEMWriter(text)) {
            pem.writeObject(new JcaPKCS10CertificationRequestBuilder(new X500Name(subject), keys.getPublic())
                    .addAttribute(
                            PKCSObjectIdentifiers.pkcs_9_at_extensionRequest,
                            CertificateForm.extensions(kind, keys.getPublic(), hosts))
                    .build(CertificateForm.signer(keys.getPrivate())));
            pem.flush();
            return text.toString();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * Takes the certificate that was issued for {@link #request}. From {@code from} on the new key is the one in use; give partners the new
     * profile before. The replaced decryption key opens messages for {@code comity.trust.key-overlap} longer.
     *
     * @param chain the certificate first, then its intermediates, without the root
     */
    public Checked<OwnCertificate> take(AgencyId agency, KeyKind kind, List<X509Certificate> chain, Instant from) {
        KeyFile file = file(agency, kind);
        Optional<KeyEntry> waiting = file.requested();
        if (chain.isEmpty()
                || waiting.isEmpty()
                || !KeyFit.fits(waiting.get().key(), chain.getFirst().getPublicKey())) {
            return Checked.failed(CertificateProblem.CERTIFICATE_FOREIGN.at(kind.title()));
        }
        if (!isChain(chain)) {
            return Checked.failed(CertificateProblem.PATH_INVALID.at(kind.title()));
        }
        List<CertificateProblem> objections = CertificateRules.objectionsToOwn(chain.getFirst(), kind, from);
        if (!objections.isEmpty()) {
            return Checked.failed(
                    objections.stream().map(one -> one.at(kind.title())).toList());
        }
        replaceFrom(file, from);
        KeyPeriod period = KeyPeriod.since(from);
        file.with(new KeyEntry(period, waiting.get().key(), chain))
                .withoutRequested()
                .save();
        return Checked.passed(new OwnCertificate(kind, period, chain));
    }

    /**
     * Makes a new key pair with a certificate issued by the agency itself, in place of the current one from {@code from} on; give partners the
     * new profile before.
     */
    public OwnCertificate renew(
            AgencyId agency, KeyKind kind, KeyAlgorithm algorithm, List<String> hosts, Instant from) {
        KeyFile file = file(agency, kind);
        KeyPair keys = algorithm.generate();
        X509Certificate certificate = selfIssued(agency, kind, keys, hosts);
        replaceFrom(file, from);
        KeyPeriod period = KeyPeriod.since(from);
        file.with(new KeyEntry(period, keys.getPrivate(), List.of(certificate))).save();
        return new OwnCertificate(kind, period, List.of(certificate));
    }

    /** What of {@link #NEEDED} has no file; whether the others can be read is another matter. */
    public List<KeyKind> absent(AgencyId agency) {
        return NEEDED.stream()
                .filter(kind -> !Files.exists(KeyFile.path(settings.keys(), agency, kind)))
                .toList();
    }

    /** Why no key file could be read or made; empty if there is a password. */
    public Optional<String> passwordTrouble() {
        try {
            Arrays.fill(KeyPassword.of(settings), ' ');
            return Optional.empty();
        } catch (KeysUnusable none) {
            return Optional.of(none.troubles().getFirst());
        }
    }

    /** What is in use ends when its overlap with the new one does. */
    private void replaceFrom(KeyFile file, Instant from) {
        for (KeyEntry old : file.entries()) {
            if (old.period().until().isEmpty()) {
                KeyPeriod ending = old.period().endingAt(from.plus(settings.keyOverlap()));
                file.without(old).with(new KeyEntry(ending, old.key(), old.chain()));
            }
        }
    }

    private static boolean isChain(List<X509Certificate> chain) {
        try {
            for (int i = 0; i < chain.size() - 1; i++) {
                chain.get(i).verify(chain.get(i + 1).getPublicKey());
            }
            return true;
        } catch (GeneralSecurityException noChain) {
            return false;
        }
    }

    private X509Certificate selfIssued(AgencyId agency, KeyKind kind, KeyPair keys, List<String> hosts) {
        Instant now = clock.instant();
        return CertificateForm.selfSigned(
                new X500Name("CN=" + agency + " " + kind.title()),
                keys,
                now.minus(CertificateRules.SKEW),
                now.plus(SELF_ISSUED),
                CertificateForm.extensions(kind, keys.getPublic(), hosts));
    }

    private KeyFile file(AgencyId agency, KeyKind kind) {
        return KeyFile.open(KeyFile.path(settings.keys(), agency, kind), KeyPassword.of(settings));
    }
}
