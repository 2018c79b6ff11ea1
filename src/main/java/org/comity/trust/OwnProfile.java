package org.comity.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.comity.partners.Allowances;
import org.comity.partners.As2Channel;
import org.comity.partners.Contact;
import org.comity.partners.OwnAgency;
import org.comity.partners.Partner;
import org.comity.partners.PartnerCertificate;
import org.comity.partners.PartnerState;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code comity.profile.*}: what our own profile says beside our certificates.
 *
 * @param url where partners reach the partners' port, {@code https:}; an agency whose TLS certificate has another host name is reached there
 * @param asynchronousReceiptTo where we want asynchronous receipts; its host as that of {@code url}; empty: in the answer only
 * @param officeHours as the directory entry words them
 * @param languages BCP 47, the first preferred
 * @param contacts people or desks
 * @param anchors PEM files of the authorities above our certificates; none while we issue them ourselves
 * @param revocationLists where partners fetch the lists of those authorities
 */
@ConfigurationProperties("comity.profile")
public record OwnProfile(
        @DefaultValue Optional<URI> url,
        @DefaultValue Optional<URI> asynchronousReceiptTo,
        @DefaultValue("24/7") String officeHours,
        @DefaultValue("en") List<String> languages,
        @DefaultValue List<Contact> contacts,
        @DefaultValue List<Path> anchors,
        @DefaultValue List<String> revocationLists) {

    public OwnProfile {
        languages = List.copyOf(languages);
        contacts = List.copyOf(contacts);
        anchors = List.copyOf(anchors);
        revocationLists = List.copyOf(revocationLists);
    }

    /**
     * {@code agency} as its partners should see it, for {@link ProfileDocument#write}: every certificate that is or will be in use, and the
     * authorities above them. A certificate that we issued to ourselves is its own authority.
     *
     * @throws IllegalStateException if {@code comity.profile.url} is not set
     */
    public Partner describe(OwnAgency agency, OwnKeys keys) {
        List<PartnerCertificate> certificates = new ArrayList<>();
        Set<String> authorities = new LinkedHashSet<>();
        authorities().forEach(one -> authorities.add(Certificates.pem(one)));
        for (OwnCertificate own : keys.certificates(agency.id())) {
            if (own.period().until().isEmpty() || keys.isCurrent(agency.id(), own)) {
                own.kind().use().ifPresent(use -> {
                    certificates.add(new PartnerCertificate(
                            use, own.fingerprint(), Certificates.pem(own.certificate()), Optional.empty()));
                    authorities(own).forEach(one -> authorities.add(Certificates.pem(one)));
                });
            }
        }
        return new Partner(
                agency.id(),
                agency.name(),
                agency.country(),
                agency.zone(),
                officeHours,
                languages,
                contacts,
                Optional.of(new As2Channel(
                        OwnHosts.of(
                                agency.id(),
                                keys,
                                url.orElseThrow(() -> new IllegalStateException("comity.profile.url is not set"))),
                        asynchronousReceiptTo.map(to -> OwnHosts.of(agency.id(), keys, to)))),
                List.copyOf(authorities),
                revocationLists,
                certificates,
                Allowances.NONE,
                PartnerState.PROPOSED);
    }

    /**
     * Above our certificates, as {@code anchors} names them.
     *
     * @throws UncheckedIOException if a file cannot be read
     */
    List<X509Certificate> authorities() {
        return anchors.stream()
                .flatMap(file -> Certificates.parseAll(read(file)).stream())
                .toList();
    }

    private static List<X509Certificate> authorities(OwnCertificate own) {
        X509Certificate leaf = own.certificate();
        boolean selfIssued = leaf.getIssuerX500Principal().equals(leaf.getSubjectX500Principal());
        return selfIssued ? List.of(leaf) : own.chain().subList(1, own.chain().size());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("authority file " + file + " cannot be read", unreadable);
        }
    }
}
