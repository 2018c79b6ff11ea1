package org.comity.problems;

/** Phase ENV: bytes that are not an envelope for us. Found before a signature is verified, so the partner hears only a coarse answer. */
public enum EnvelopeProblem implements ProblemType {
    MALFORMED(
            "E-ENV-01",
            Fault.SENDER,
            "The bytes are not an S/MIME envelope of this profile.",
            "Compare with docs/protocol.md and the examples; send the same message again once mended.",
            "ENV-03"),
    TOO_LARGE(
            "E-ENV-02",
            Fault.SENDER,
            "The sealed message is longer than 16 MiB.",
            "Send attachments above 4 MB as parts.",
            "ENV-02"),
    BOUNDS(
            "E-ENV-03",
            Fault.SENDER,
            "The envelope has more elements, levels, recipients, certificates or parts than the profile allows.",
            "Seal for at most 16 recipients, with at most 8 certificates and 64 attachments.",
            "ENV-04"),
    NOT_ENCRYPTED(
            "E-ENV-04",
            Fault.SENDER,
            "The message arrived without encryption.",
            "Encrypt for the certificate in our profile; nothing is read from an open message.",
            "ENV-01"),
    ALGORITHM(
            "E-ENV-05",
            Fault.SENDER,
            "The encryption uses an algorithm or parameter outside the profile.",
            "Use AES-256-GCM with a 12-byte nonce and a 16-byte tag, and ECDH-ES or RSA-OAEP, both with SHA-256.",
            "ENV-06"),
    LEGACY(
            "E-ENV-06",
            Fault.OPERATOR,
            "The encryption is of a legacy form that the profile of this partner does not allow.",
            "Use AES-256-GCM; or let both administrators record a dated allowance with the separate legacy certificate.",
            "ENV-12"),
    NO_KEY(
            "E-ENV-07",
            Fault.SENDER,
            "The envelope is not encrypted for a certificate of the addressed agency.",
            "Import our current profile and encrypt for its certificate.",
            "ENV-10"),
    KEY_RETIRED(
            "E-ENV-08",
            Fault.SENDER,
            "The envelope is encrypted for a certificate that has been retired.",
            "Import our current profile and encrypt for its certificate.",
            "ENV-11"),
    CANNOT_OPEN(
            "E-ENV-09",
            Fault.SENDER,
            "The envelope cannot be opened.",
            "Seal the message anew; if that fails again, compare certificates by telephone.",
            "ENV-13"),
    CONTENT(
            "E-ENV-10",
            Fault.SENDER,
            "The envelope does not hold a signed message in the form of this profile.",
            "Sign first, then encrypt; line ends CR LF, leaves in base64.",
            "ENV-20");

    @SuppressWarnings("ImmutableEnumChecker") // a record of texts
    private final Entry entry;

    EnvelopeProblem(String code, Fault fault, String sentence, String remedy, String rule) {
        this.entry = new Entry(code, fault, sentence, remedy, rule);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
