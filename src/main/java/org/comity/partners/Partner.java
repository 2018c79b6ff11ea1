package org.comity.partners;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * A foreign agency that we exchange with, as its profile and our administrators describe it. The registry name is what pages
 * show, never a name from a message (THREAT-19).
 *
 * @param country ISO 3166-1 alpha-2
 * @param zone the zone of its office
 * @param officeHours as its directory entry words them, such as {@code 24/7}
 * @param languages BCP 47, the first preferred
 * @param channel empty: it has no gateway, and what goes to it is carried by hand (UC-21)
 * @param anchors PEM of the authorities below which its certificates must chain
 * @param revocationLists where the current CRLs of those authorities are fetched from, {@code https:} or {@code file:}
 */
public record Partner(
        AgencyId id,
        String name,
        String country,
        ZoneId zone,
        String officeHours,
        List<String> languages,
        List<Contact> contacts,
        Optional<As2Channel> channel,
        List<String> anchors,
        List<String> revocationLists,
        List<PartnerCertificate> certificates,
        Allowances allowances,
        PartnerState state) {

    public Partner {
        languages = List.copyOf(languages);
        contacts = List.copyOf(contacts);
        anchors = List.copyOf(anchors);
        revocationLists = List.copyOf(revocationLists);
        certificates = List.copyOf(certificates);
    }

    public boolean isActive() {
        return state == PartnerState.ACTIVE;
    }

    /** Whether what goes to it is carried by a person. */
    public boolean isReachedByHand() {
        return channel.isEmpty();
    }

    public List<PartnerCertificate> certificates(CertificateUse use, Instant now) {
        return certificates.stream()
                .filter(certificate -> certificate.use() == use && certificate.isAcceptedAt(now))
                .toList();
    }

    public Optional<PartnerCertificate> certificate(Fingerprint fingerprint) {
        return certificates.stream()
                .filter(certificate -> certificate.fingerprint().equals(fingerprint))
                .findFirst();
    }

    public Partner in(PartnerState newState) {
        return with(certificates, allowances, newState);
    }

    public Partner excused(Allowances from) {
        return with(certificates, from, state);
    }

    /** @param certificates those of before, with other ends */
    public Partner certified(List<PartnerCertificate> certificates) {
        return with(certificates, allowances, state);
    }

    private Partner with(List<PartnerCertificate> newCertificates, Allowances newAllowances, PartnerState newState) {
        return new Partner(
                id,
                name,
                country,
                zone,
                officeHours,
                languages,
                contacts,
                channel,
                anchors,
                revocationLists,
                newCertificates,
                newAllowances,
                newState);
    }

    @Override
    public String toString() {
        return "Partner[" + id + ", " + state + "]";
    }
}
