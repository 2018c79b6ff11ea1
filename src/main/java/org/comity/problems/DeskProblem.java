package org.comity.problems;

/** Phase DSK: the REST interface and the pages. */
public enum DeskProblem implements ProblemType {
    NOT_FOUND(
            "E-DSK-01",
            Fault.AUTHOR,
            "There is no such thing, or it is not yours to see.",
            "Check the reference, or ask your supervisor for access to the matter.",
            "THREAT-91"),
    SIGN_IN_NEEDED(
            "E-DSK-02",
            Fault.AUTHOR,
            "The call carries no valid API token.",
            "Send \"Authorization: Bearer\" with a token that is neither expired nor revoked.",
            "DSK-02"),
    ROLE_NEEDED(
            "E-DSK-03",
            Fault.AUTHOR,
            "Your roles do not include this.",
            "Ask a person who holds the role, or your administrator.",
            "DSK-03"),
    IDEMPOTENCY_KEY_MISSING(
            "E-DSK-04",
            Fault.AUTHOR,
            "The call needs an Idempotency-Key of 8 to 100 printable characters.",
            "Send a fresh random key, and the same one whenever you repeat the call.",
            "DSK-04"),
    IDEMPOTENCY_KEY_REUSED(
            "E-DSK-05",
            Fault.AUTHOR,
            "The Idempotency-Key was used with another body.",
            "Use a fresh key for another request; the first one stands.",
            "DSK-05"),
    BODY_UNREADABLE(
            "E-DSK-06",
            Fault.AUTHOR,
            "The body cannot be read as what its media type says.",
            "Compare with the OpenAPI document and the examples.",
            "DSK-06"),
    MEDIA_TYPE_UNKNOWN(
            "E-DSK-07",
            Fault.AUTHOR,
            "The media type is not one that this call takes or gives.",
            "Use a media type that the OpenAPI document names.",
            "DSK-07"),
    TOO_LARGE(
            "E-DSK-08",
            Fault.AUTHOR,
            "The body is larger than this call takes.",
            "Send large evidence as attachments within the limit of the OpenAPI document.",
            "DSK-08"),
    MOVE_NOT_POSSIBLE(
            "E-DSK-09",
            Fault.AUTHOR,
            "The request is not in a state that allows this move.",
            "Read the request again; its next moves are listed there.",
            "DSK-09"),
    SECOND_PERSON_NEEDED(
            "E-DSK-10",
            Fault.AUTHOR,
            "Who wrote a request cannot approve it.",
            "Ask another person who holds the role of approver.",
            "THREAT-93"),
    CHANGED_MEANWHILE(
            "E-DSK-11",
            Fault.AUTHOR,
            "The document is no longer the one that you read.",
            "Read it again and decide on what it says now.",
            "THREAT-94"),
    PARAMETER_INVALID(
            "E-DSK-12",
            Fault.AUTHOR,
            "A parameter does not have the form that it must have.",
            "Compare with the OpenAPI document.",
            "DSK-12"),
    FIELD_MISSING(
            "E-DSK-13",
            Fault.AUTHOR,
            "A field that this move needs is missing or empty.",
            "Fill in the field that is named.",
            "DSK-13"),
    METHOD_UNKNOWN(
            "E-DSK-14",
            Fault.AUTHOR,
            "This path does not answer that method.",
            "Use a method that the OpenAPI document names.",
            "DSK-14"),
    PARTNER_NOT_ACTIVE(
            "E-DSK-15",
            Fault.AUTHOR,
            "The recipient is not an active partner.",
            "Choose an active partner, or ask an administrator to activate this one.",
            "DSK-15"),
    PASSWORD_TOO_WEAK(
            "E-DSK-16",
            Fault.OPERATOR,
            "The password is too short or stands in a published example.",
            "Choose 12 or more characters that stand nowhere.",
            "DSK-16"),
    SIGN_IN_TOO_OFTEN(
            "E-DSK-17",
            Fault.AUTHOR,
            "Too many failed sign-ins.",
            "Wait a quarter of an hour, or ask your administrator.",
            "DSK-17"),
    UNEXPECTED(
            "E-DSK-18",
            Fault.GATEWAY,
            "The gateway could not finish this; nothing was changed.",
            "Try again; if it stays, tell the operator the time and the reference.",
            "DSK-18"),
    ATTACHMENT_UNFIT(
            "E-DSK-19",
            Fault.AUTHOR,
            "An attachment is empty, comes twice, or is one of more than 100.",
            "Attach each file once, none of them empty, at most 100.",
            "DSK-19"),
    ATTACHMENT_NOT_HANDED_IN(
            "E-DSK-20",
            Fault.AUTHOR,
            "The submission names a file that was not handed in with it.",
            "Hand the file in beside the submission under the same name, or take its name out.",
            "DSK-19"),
    ATTACHMENT_ON_ITS_WAY(
            "E-DSK-21",
            Fault.SENDER,
            "Not every part of the attachment has arrived yet.",
            "Wait: the request's file says how many parts are in; the partner sends the rest by itself.",
            "DSK-20"),
    QUARANTINED(
            "E-DSK-31",
            Fault.SENDER,
            "The scanner found something in this file; nobody can open it here.",
            "Tell the partner, and ask it for the file anew; a specialist reads the stored bytes from the database.",
            "DSK-31"),
    SCANNER_AWAY(
            "E-DSK-32",
            Fault.OPERATOR,
            "The file was not scanned, so it is not opened.",
            "Try again; the operator looks at the part scan of the gateway's health, and whether the file is longer than the scanner takes.",
            "DSK-31"),
    NOBODY_IN_UNIT(
            "E-DSK-33",
            Fault.OPERATOR,
            "Nobody of that unit could take it over: it has no officer.",
            "Choose another unit, or have an administrator add an officer to it.",
            "DSK-33"),
    PERSON_UNKNOWN(
            "E-DSK-34",
            Fault.OPERATOR,
            "There is no person of that name, or the person is disabled.",
            "\"person list\" shows who there is.",
            "UC-11"),
    PASSWORD_WRONG(
            "E-DSK-35",
            Fault.OPERATOR,
            "That is not the person's password.",
            "Type the password again; an administrator gives a new one with \"person add --replace\".",
            "THREAT-93"),
    PERSON_EXISTS(
            "E-DSK-36",
            Fault.OPERATOR,
            "There is a person of that name already; nothing was changed.",
            "Choose another name, or say --replace: roles, unit, duty and password become those that you give now.",
            "UC-11"),
    OWN_ACT(
            "E-DSK-37",
            Fault.AUTHOR,
            "It tells others of what you did, so you cannot acknowledge it.",
            "Its author acknowledges it, or somebody else who works on the request.",
            "UC-08"),
    RELATIONSHIPS_MISTAKEN(
            "E-DSK-22",
            Fault.OPERATOR,
            "The relationship files have a mistake; what was in force stays in force.",
            "Mend the line that is named, check it with \"relationships check\", and reload.",
            "DSK-21");

    @SuppressWarnings("ImmutableEnumChecker") // a record of texts
    private final Entry entry;

    DeskProblem(String code, Fault fault, String sentence, String remedy, String rule) {
        this.entry = new Entry(code, fault, sentence, remedy, rule);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
