package org.comity.problems;

/** Phase CSW: the use cases, whoever calls them. */
public enum CaseworkProblem implements ProblemType {
    NOT_A_REQUEST(
            "E-CSW-02",
            Fault.AUTHOR,
            "This kind of message cannot be submitted as a request.",
            "Submit a request of a kind of docs/law.md; what is said about a request is posted to its messages.",
            "UC-01"),
    OVER_QUOTA(
            "E-CSW-03",
            Fault.SENDER,
            "The attachments announced exceed what may be under way at once.",
            "Send the rest when the earlier attachments have arrived, or agree on a larger quota.",
            "THREAT-32"),
    REQUEST_UNKNOWN(
            "E-CSW-04",
            Fault.SENDER,
            "The message is about a request that is not known here.",
            "Compare the request's id with your own record; send the request first.",
            "THREAT-81"),
    NOT_IN_MANIFEST(
            "E-CSW-05",
            Fault.SENDER,
            "The part belongs to no attachment that was announced.",
            "Send the message with the manifest first, then its parts as announced there.",
            "THREAT-31"),
    ATTACHMENT_DIFFERS(
            "E-CSW-06",
            Fault.SENDER,
            "The parts do not make the attachment that was announced.",
            "Send the attachment anew with a new message.",
            "THREAT-30"),
    NOT_AN_ANSWER(
            "E-CSW-07",
            Fault.AUTHOR,
            "The document is not about the request that the path names.",
            "Name that request in the document, or use the path of the other one.",
            "UC-05"),
    BUILDS_ON_ONE(
            "E-CSW-08",
            Fault.AUTHOR,
            "What builds on an earlier request cannot be sent to several partners: that request was made to one of them.",
            "Send it to that partner alone, and to the others without the link or the extension.",
            "UC-19"),
    TOO_MANY_EARLY(
            "E-CSW-09",
            Fault.SENDER,
            "Too many messages of the partner wait for what they answer already.",
            "Send it again after the request that it is about has arrived, or has come to where it can be said.",
            "THREAT-81"),
    TOO_MUCH_SAID(
            "E-CSW-10",
            Fault.SENDER,
            "The partner has said more about this request than a person can read.",
            "Send no more about it; go on in a new request, or telephone.",
            "UC-04/4d"),
    ANSWERS_NOTHING(
            "E-CSW-11",
            Fault.SENDER,
            "It answers nothing that was said about this request, or conditions that others have replaced.",
            "Name the message that it answers: the question, the last conditions, the query about the use.",
            "UC-04/4e"),
    HAS_NO_GATEWAY(
            "E-CSW-21",
            Fault.AUTHOR,
            "The partner has no gateway: nothing travels to it by itself.",
            "Carry it by hand and record how it went.",
            "UC-21"),
    COMES_BY_GATEWAY(
            "E-CSW-22",
            Fault.AUTHOR,
            "The partner has a gateway: only an urgent request, an acknowledgement, a question, or that data are preserved is recorded before its message comes.",
            "Ask the partner to send it; what it signs is worth more than what we record. If it cannot wait, record with it why it is urgent.",
            "UC-21/5c"),
    TIME_NOT_POSSIBLE(
            "E-CSW-23",
            Fault.AUTHOR,
            "It cannot have happened at that time: it lies ahead, or before what must have come first.",
            "Give the time at which it happened, with its offset from UTC.",
            "UC-21/2a"),
    QUESTION_NOT_SIGNED(
            "E-CSW-24",
            Fault.AUTHOR,
            "This question was written down by us and is not here signed: the partner knows no message to which the answer could belong.",
            "Answer by telephone until the signed question is here, and then answer that one.",
            "UC-21/5g"),
    REFUSAL_NOT_IN_WRITING(
            "E-CSW-25",
            Fault.AUTHOR,
            "A refusal that was only told by telephone is no formal one: its ground and reasons have to be given by a means that shows who gives them.",
            "Record the call as a refusal that was told and ask for it in writing; record the refusal when that has come, with its scan.",
            "ETS185/27/7"),
    OWN_STATE(
            "E-CSW-26",
            Fault.AUTHOR,
            "It is our own State: what our people access at home is no access in another State, and no matter of this log.",
            "Name the State in which the data were, or leave it empty if that is not known.",
            "ETS185/32"),
    NOT_YET(
            "E-CSW-27",
            Fault.SENDER,
            "The request that it is about is known here, but stands where this cannot be said of it: something else is to come first, or it comes too late.",
            "Read it beside what happened to the request; ask the partner what is missing, and unpark it when that has come.",
            "THREAT-81"),
    WHICH_IS_MEANT(
            "E-CSW-28",
            Fault.AUTHOR,
            "Which request is meant is not clear: by its number there are two, ours of one and the partner's of another, or the link names another than the number of what is extended does.",
            "Name it by its message id in the link; and what is extended, by a number of its own.",
            "UC-16/1a");

    @SuppressWarnings("ImmutableEnumChecker") // a record of texts
    private final Entry entry;

    CaseworkProblem(String code, Fault fault, String sentence, String remedy, String rule) {
        this.entry = new Entry(code, fault, sentence, remedy, rule);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
