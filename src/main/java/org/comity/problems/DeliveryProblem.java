package org.comity.problems;

/** Phase DEL: carrying, retrying, parking. */
public enum DeliveryProblem implements ProblemType {
    NO_RECEIPT(
            "E-DEL-01",
            Fault.SENDER,
            "The partner answered without a receipt that verifies.",
            "The gateway tries again until notAfter; ask the partner for its log of the message id.",
            "DEL-01"),
    UNREACHABLE(
            "E-DEL-02",
            Fault.SENDER,
            "The partner's gateway could not be reached, or broke the connection.",
            "The gateway tries again until notAfter; telephone the partner's operator if it lasts.",
            "DEL-02"),
    UNWELL(
            "E-DEL-03",
            Fault.SENDER,
            "The partner's gateway says that it cannot take messages now.",
            "The gateway tries again until notAfter.",
            "DEL-03"),
    REFUSED_UNSIGNED(
            "E-DEL-04",
            Fault.OPERATOR,
            "The partner's gateway turned the message away without a signed receipt.",
            "Compare certificates, profile and URL with the partner's operator; after a few more tries it is parked, then unpark it.",
            "DEL-04"),
    EXPIRED(
            "E-DEL-05",
            Fault.OPERATOR,
            "The message was not delivered before its notAfter.",
            "Telephone the partner; if the request still matters, write a new message.",
            "DEL-05"),
    POISON(
            "E-DEL-06",
            Fault.GATEWAY,
            "Working on it stopped the gateway several times.",
            "Keep the stored bytes and report them to the maintainers; other work goes on.",
            "DEL-06"),
    TOO_LARGE(
            "E-DEL-07",
            Fault.SENDER,
            "The body is larger than this gateway takes.",
            "Send attachments above 4 MB in parts.",
            "DEL-07"),
    TOO_SLOW(
            "E-DEL-08",
            Fault.SENDER,
            "The body did not arrive in time.",
            "Send it again over a faster connection.",
            "DEL-08"),
    NOT_HERE(
            "E-DEL-09",
            Fault.SENDER,
            "This port does not answer that path.",
            "Use the URL of the partner's profile.",
            "DEL-09"),
    UNAVAILABLE(
            "E-DEL-10",
            Fault.GATEWAY,
            "The gateway cannot take messages now; nothing was acknowledged.",
            "Send the same bytes again later.",
            "DEL-10"),
    HEADERS_MISSING(
            "E-DEL-11",
            Fault.SENDER,
            "The request lacks a header that AS2 requires, or has it in another form.",
            "Send AS2-From, AS2-To and Message-ID as docs/protocol.md says.",
            "DEL-11"),
    CHANNEL_MISMATCH(
            "E-DEL-12",
            Fault.SENDER,
            "The TLS certificate and the signature belong to different partners, or the TLS certificate is missing.",
            "Connect with the TLS certificate of the agency that signs.",
            "DEL-12"),
    SUSPENDED(
            "E-DEL-13",
            Fault.OPERATOR,
            "Exchange with this partner is suspended.",
            "Messages wait until an administrator activates the partner again.",
            "DEL-13"),
    NOT_A_SUBMISSION(
            "E-DEL-15",
            Fault.AUTHOR,
            "The queued message is not a submission that can be read, answered and told from others.",
            "Send XML as in examples/, at most 1 MB, with a reply address and a correlation id as docs/delivery.md says.",
            "DEL-15"),
    REPLY_ADDRESS_REFUSED(
            "E-DEL-16",
            Fault.SENDER,
            "A receipt goes only to the address in the partner's profile.",
            "Ask for a receipt in the answer, or have the address entered in the profile.",
            "DEL-16"),
    SURPRISE(
            "E-DEL-17",
            Fault.GATEWAY,
            "Working on it failed several times for a cause that the gateway does not know.",
            "Read the log lines that name it, mend the cause (disk, database, settings), then unpark it.",
            "DEL-17"),
    GATEWAY_BUG(
            "E-DEL-18",
            Fault.GATEWAY,
            "Working on it met a state that the gateway promises cannot occur.",
            "Report it to the maintainers with its log lines; unpark it after an update, not before.",
            "DEL-18"),
    RECEIPT_NOT_TAKEN(
            "E-DEL-19",
            Fault.OPERATOR,
            "The partner asked for its receipt by a later POST and did not take it.",
            "Telephone the partner's operator, compare the receipt URL in the profile, then unpark it.",
            "DEL-16"),
    BUSY(
            "E-DEL-20",
            Fault.GATEWAY,
            "The gateway has no room for a large message now; nothing was acknowledged.",
            "Send the same bytes again later; small messages are taken meanwhile.",
            "DEL-19");

    @SuppressWarnings("ImmutableEnumChecker") // a record of texts
    private final Entry entry;

    DeliveryProblem(String code, Fault fault, String sentence, String remedy, String rule) {
        this.entry = new Entry(code, fault, sentence, remedy, rule);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
