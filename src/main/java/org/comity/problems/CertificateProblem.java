package org.comity.problems;

/** Phase CRT: whose key it is and whether it may be used. */
public enum CertificateProblem implements ProblemType {
    NOT_REGISTERED(
            "E-CRT-01",
            Fault.OPERATOR,
            "The certificate is not registered for this partner and use.",
            "Exchange profiles again and compare fingerprints by telephone; the message is kept and read again then.",
            "THREAT-72"),
    OUTSIDE_VALIDITY(
            "E-CRT-02",
            Fault.SENDER,
            "A certificate of the path is expired or not yet valid, at signing or at receipt.",
            "Renew the certificate, exchange profiles, send the message again.",
            "THREAT-66"),
    REVOKED(
            "E-CRT-03",
            Fault.SENDER,
            "A certificate of the path is revoked.",
            "Take a new certificate, exchange profiles, send the message again.",
            "THREAT-67"),
    STATUS_UNKNOWN(
            "E-CRT-04",
            Fault.OPERATOR,
            "No current and complete revocation list vouches for a certificate of the path.",
            "Make the authority's revocation list reachable at the address in the partner's profile.",
            "THREAT-68"),
    WRONG_USE(
            "E-CRT-05",
            Fault.SENDER,
            "The certificate's key usage does not admit what it was used for.",
            "Use the certificate that the profile registers for this use.",
            "THREAT-70"),
    PATH_INVALID(
            "E-CRT-06",
            Fault.SENDER,
            "No valid path leads from the certificate to an authority of the partner's profile.",
            "Send the intermediate certificates along, or exchange profiles again.",
            "THREAT-71"),
    WEAK_KEY(
            "E-CRT-07",
            Fault.SENDER,
            "The key is neither EC P-256 or P-384 nor RSA of 3072 bits or more.",
            "Take a stronger key, exchange profiles.",
            "THREAT-56"),
    PARTNER_NOT_ACTIVE(
            "E-CRT-08",
            Fault.OPERATOR,
            "The partner is not active.",
            "Compare fingerprints by telephone and activate the partner, or resume it.",
            "UC-09"),
    CERTIFICATE_RETIRED(
            "E-CRT-09",
            Fault.SENDER,
            "The certificate was replaced and its time of overlap has ended.",
            "Sign with the current certificate.",
            "THREAT-74"),
    OWN_KEY_RETIRED(
            "E-CRT-10",
            Fault.SENDER,
            "The message is encrypted to a key that is retired.",
            "Take the recipient's current certificate from its profile and encrypt again.",
            "THREAT-64"),
    KEY_TAKEN(
            "E-CRT-11",
            Fault.OPERATOR,
            "The certificate or its key already belongs to somebody, or serves two uses.",
            "Ask the partner for a key pair of its own for each use.",
            "THREAT-73"),
    PROFILE_MALFORMED(
            "E-CRT-12",
            Fault.SENDER,
            "The document is not an agency profile of version 1.",
            "Export the profile again and send the file unchanged.",
            "UC-09"),
    FINGERPRINT_DIFFERS(
            "E-CRT-13",
            Fault.OPERATOR,
            "The fingerprint that was read out is not one of the profile.",
            "Do not activate; call the partner back at a number you know from elsewhere.",
            "UC-09"),
    CERTIFICATE_MALFORMED(
            "E-CRT-14",
            Fault.SENDER,
            "The bytes are not exactly one X.509 certificate of at most 16 KB.",
            "Send the certificate as issued, in DER or PEM.",
            "THREAT-71"),
    CERTIFICATE_FOREIGN(
            "E-CRT-15",
            Fault.OPERATOR,
            "The certificate is not for a key that was requested here.",
            "Import the certificate that was issued for our own request.",
            "UC-09"),
    NOTHING_PROPOSED(
            "E-CRT-16",
            Fault.OPERATOR,
            "No profile of this partner waits to be activated.",
            "Import the partner's profile first.",
            "UC-09"),
    SECOND_PERSON_NEEDED(
            "E-CRT-17",
            Fault.OPERATOR,
            "The person who imported a profile cannot be the one who activates it.",
            "Let another administrator call the partner back and activate.",
            "THREAT-74"),
    HAS_A_GATEWAY(
            "E-CRT-18",
            Fault.OPERATOR,
            "The partner has a gateway; it cannot be made one that is reached by hand.",
            "Suspend it if nothing shall travel; what comes by telephone is recorded beside its messages.",
            "UC-21"),
    NOT_REPLACED(
            "E-CRT-19",
            Fault.OPERATOR,
            "Only a certificate that another has replaced can be withdrawn, and this is none of the partner's.",
            "Look at `partner show`. While the lost key is the one in use, suspend the partner; import and activate its new profile, then withdraw.",
            "THREAT-64");

    @SuppressWarnings("ImmutableEnumChecker") // a record of texts
    private final Entry entry;

    CertificateProblem(String code, Fault fault, String sentence, String remedy, String rule) {
        this.entry = new Entry(code, fault, sentence, remedy, rule);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
