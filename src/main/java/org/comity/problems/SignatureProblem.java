package org.comity.problems;

/** Phase SIG: the signature, what it covers, and what the signed headers promise. Receipts too: they are signed messages. */
public enum SignatureProblem implements ProblemType {
    INVALID(
            "E-SIG-01",
            Fault.SENDER,
            "The signature does not verify with the certificate of its signer.",
            "Check that the signing key belongs to the registered certificate.",
            "SIG-06"),
    DIGEST(
            "E-SIG-02",
            Fault.SENDER,
            "The signed digest is not the digest of the content.",
            "Sign the exact bytes that are sent, with line ends CR LF.",
            "SIG-05"),
    SIGNERS(
            "E-SIG-03",
            Fault.SENDER,
            "The signature does not have exactly one signer with its certificate.",
            "Sign once and put the certificate of the signer into the signature.",
            "SIG-02"),
    ATTRIBUTES(
            "E-SIG-04",
            Fault.SENDER,
            "The signed attributes are missing, repeated or contradictory.",
            "Sign with content-type, message-digest, signing-time and signing-certificate-v2, each once (CAdES-B).",
            "SIG-03"),
    OTHER_CERTIFICATE(
            "E-SIG-05",
            Fault.SENDER,
            "The signed certificate reference names another certificate.",
            "Reference the certificate that belongs to the signing key.",
            "SIG-04"),
    ALGORITHM(
            "E-SIG-06",
            Fault.SENDER,
            "The signature uses an algorithm or parameter outside the profile.",
            "Use ECDSA with P-256 and SHA-256, or what docs/protocol.md lists.",
            "SIG-07"),
    HEADERS(
            "E-SIG-07",
            Fault.SENDER,
            "A header of the signed part is missing, repeated or not in its form.",
            "Set Message-ID, Comity-From, Comity-To, Comity-Created and Comity-Not-After on the signed part.",
            "SIG-10"),
    CONTENT(
            "E-SIG-08",
            Fault.SENDER,
            "The signed part is not a message document with its attachments.",
            "Make it multipart/related with the XML document first, or the document alone.",
            "SIG-11"),
    SENDER_MISMATCH(
            "E-SIG-09",
            Fault.SENDER,
            "The message is signed by another agency than the one it says it is from.",
            "Send it from the agency whose certificate signs it.",
            "SIG-12"),
    NOT_FOR_ME(
            "E-SIG-10",
            Fault.SENDER,
            "The signed addressee is another agency.",
            "Address the message to this agency, sign and seal it anew.",
            "SIG-13"),
    STALE(
            "E-SIG-11",
            Fault.SENDER,
            "The message arrived after its own notAfter.",
            "Send a new message if the matter still needs it.",
            "SIG-14"),
    FROM_THE_FUTURE(
            "E-SIG-12",
            Fault.SENDER,
            "The message says it was created more than five minutes from now.",
            "Set the clock of the sending system; send a new message.",
            "SIG-14"),
    OTHER_ID(
            "E-SIG-13",
            Fault.SENDER,
            "The message id of the carrier is not the signed one.",
            "Use one message id in the AS2 header, the signed part and the document.",
            "SIG-15"),
    EXERCISE(
            "E-SIG-14",
            Fault.SENDER,
            "A message of an exercise met a gateway in production, or the other way round.",
            "Send it to the gateway of the same world.",
            "SIG-16"),
    ID_CONFLICT(
            "E-SIG-15",
            Fault.SENDER,
            "This message id was already used for other content.",
            "Give every message an id of its own.",
            "SIG-17"),
    RECEIPT_FORM(
            "E-SIG-20",
            Fault.SENDER,
            "The answer is not a signed receipt (disposition notification).",
            "Answer with a signed multipart/report as docs/protocol.md describes.",
            "MDN-01"),
    RECEIPT_OTHER_MESSAGE(
            "E-SIG-21",
            Fault.SENDER,
            "The receipt is for another message.",
            "Answer with the id of the message that was received.",
            "MDN-04"),
    RECEIPT_OTHER_CONTENT(
            "E-SIG-22",
            Fault.SENDER,
            "The receipt is for other content: its MIC is not ours.",
            "Compute the MIC with SHA-256 over the signed part as it was signed.",
            "MDN-05");

    @SuppressWarnings("ImmutableEnumChecker") // a record of texts
    private final Entry entry;

    SignatureProblem(String code, Fault fault, String sentence, String remedy, String rule) {
        this.entry = new Entry(code, fault, sentence, remedy, rule);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
