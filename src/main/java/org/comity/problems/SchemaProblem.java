package org.comity.problems;

/** Phase XSD: the message document and its binding to the signed headers. Found after the signature, so the sender hears all of it. */
public enum SchemaProblem implements ProblemType {
    INVALID(
            "E-XSD-01",
            "What stands at this place does not have the form that the schema gives it.",
            "Compare it with schemas/v1.",
            "XSD-01"),
    DTD("E-XSD-02", "The document has a document type declaration.", "Leave the DOCTYPE out.", "XSD-02"),
    LIMIT(
            "E-XSD-03",
            "The document is larger, deeper or longer in a place than the schema ever needs.",
            "Send large content as attachments.",
            "XSD-03"),
    ENCODING(
            "E-XSD-04",
            "The document is not UTF-8 without byte order mark, or declares something else.",
            "Write the document in UTF-8, XML 1.0.",
            "XSD-04"),
    CHARACTER(
            "E-XSD-05",
            "The document has a character that XML does not allow.",
            "Remove control characters from the text.",
            "XSD-05"),
    MALFORMED("E-XSD-06", "The document is not well-formed.", "Write it with an XML library.", "XSD-06"),
    VERSION(
            "E-XSD-07",
            "The document is of a version that this gateway does not know; the place names the supported ones.",
            "Send a version that both sides support.",
            "XSD-07"),
    MARKUP_IN_VALUE(
            "E-XSD-08",
            "A comment or processing instruction stands inside a value.",
            "Put comments between elements only.",
            "XSD-08"),
    UNBOUND(
            "E-XSD-09",
            "The document says something else of itself than the headers of the signed part.",
            "Write the same id, sender, recipient, dates and exercise mark in both.",
            "XSD-09"),
    HEADERS(
            "E-XSD-10",
            "The headers of the document contradict each other.",
            "The id ends in the sender's name, and notAfter lies after created.",
            "XSD-10"),
    OTHER_DOCUMENT(
            "E-XSD-11",
            "This is another document than the one expected here.",
            "Send the document asked for.",
            "XSD-11"),
    JSON(
            "E-XSD-12",
            "The JSON does not have the shape of the schema at this place.",
            "Compare with examples/.",
            "XSD-12"),
    ATTACHMENT_SET(
            "E-XSD-13",
            "The attachments are not the ones that the document lists.",
            "List every attachment once, and send each.",
            "XSD-13"),
    ATTACHMENT_DIGEST(
            "E-XSD-14",
            "An attachment is not the one that the document describes.",
            "Take digest and length from the bytes that are sent.",
            "XSD-14"),
    MISSING("E-XSD-15", "The schema requires something that is missing at this place.", "Add it.", "XSD-01");

    @SuppressWarnings("ImmutableEnumChecker") // a record of texts
    private final Entry entry;

    SchemaProblem(String code, String sentence, String remedy, String rule) {
        this.entry = new Entry(code, Fault.SENDER, sentence, remedy, rule);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
