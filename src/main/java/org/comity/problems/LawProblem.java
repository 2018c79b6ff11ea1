package org.comity.problems;

/** Phase LAW: what the instrument asks of the message. Each problem names the very paragraph in its rule. */
public enum LawProblem implements ProblemType {
    ITEM_MISSING(
            "E-LAW-01",
            "An item that the instrument requires is missing.",
            "Add the item at the place that is named.",
            "ETS185/29/2"),
    IDENTIFIER_INCOMPLETE(
            "E-LAW-02",
            "An IP address needs its port, or why it is not known, the time of its use and the time zone.",
            "Add what is missing; a shared address without it leads to no one. Where no port was logged, say so in portUnknown.",
            "RFC6302/2"),
    IDENTIFIER_MALFORMED(
            "E-LAW-03",
            "An identifier does not have the form of its kind.",
            "Compare it with its source: canonical address, length, check digit.",
            "ETS185/29/2/c"),
    REASON_MISSING(
            "E-LAW-04",
            "A reason is missing.",
            "Give the reasons for the urgency, the refusal or the risk.",
            "ETS185/27/7"),
    PERIOD_REVERSED("E-LAW-05", "A period ends before it begins.", "Put its two ends in order.", "ETS185/29/2/c"),
    CODE_UNKNOWN("E-LAW-06", "A code is not on the list.", "Choose one from the list in docs/law.md.", "ETS185/14/2"),
    REFERENCE_MISSING(
            "E-LAW-07",
            "An extension does not name the request that it extends.",
            "Add the partner's reference of the earlier request.",
            "ETS185/29/7"),
    GROUND_UNKNOWN(
            "E-LAW-08",
            "The refusal names no known ground.",
            "Choose a ground that the instrument knows.",
            "ETS185/29/5"),
    GROUND_NOT_ADMITTED(
            "E-LAW-09",
            "The instrument does not admit this ground for this request.",
            "Refuse on an admitted ground, or carry the request out.",
            "ETS185/29/5"),
    ALTERNATIVES_NOT_CONSIDERED(
            "E-LAW-10",
            "Before a refusal a partial or conditional grant must be considered.",
            "Consider it, and say so.",
            "ETS185/27/6"),
    HOLD_TOO_SHORT(
            "E-LAW-11",
            "The data are held for less than sixty days.",
            "Hold them for at least sixty days.",
            "ETS185/29/7"),
    NO_RELATIONSHIP(
            "E-LAW-12",
            Fault.OPERATOR,
            "What binds the two states is not recorded.",
            "Record the relationship in relationships.yaml, or use another avenue.",
            "ETS185/23"),
    ANSWER_NOT_ADMITTED(
            "E-LAW-13",
            "This kind of request does not admit this answer.",
            "Choose an answer that docs/law.md lists for the kind.",
            "ETS185/29"),
    NOT_IN_FORCE(
            "E-LAW-14",
            "The instrument of this kind of request does not bind the two states today, it is not recorded that it does, or one of"
                    + " them reserved not to take part.",
            "Use another avenue, or record since when it is in force in relationships.yaml.",
            "ETS185/23"),
    COERCION_NOT_ADMITTED(
            "E-LAW-15",
            "This avenue is not open to what takes a court order or coercion.",
            "Ask for it by a request for mutual legal assistance; a police answer can prepare it.",
            "ETS185/27/9/d"),
    DIRECT_WAY_CLOSED(
            "E-LAW-16",
            "Between these two states an urgent request does not go to an authority directly: the requested state has declared that it"
                    + " goes to its central authority, or a treaty of the two says by which way.",
            "Send it to the central authority alone; where a treaty binds, by the way that the treaty has for urgency.",
            "ETS185/27/9/e"),
    DIRECT_WAY_NOT_URGENT(
            "E-LAW-17",
            "Only an urgent request goes to an authority directly with a copy to its central authority.",
            "Say why it is urgent, or send it through the central authorities.",
            "ETS185/27/9/a"),
    TRANSLATION_MISSING(
            "E-LAW-18",
            "The requested state is not recorded to take this language, and the treaty demands one that it takes or a translation.",
            "Write it in a language that the state takes, or attach the translation.",
            "MLAT/1"),
    SENDER_NOT_DESIGNATED(
            "E-LAW-19",
            "What the sender is recorded to be designated for does not cover this kind of request.",
            "Hand the matter over to the authority that may ask this, use another avenue, or have the designations corrected.",
            "ETS185/27/2/a"),
    CONTRADICTION(
            "E-LAW-20",
            "Two things that are said do not fit together.",
            "Say the one that is so, and take the other back.",
            "ETS185/27/7"),
    PERIOD_TOO_LONG(
            "E-LAW-21",
            "A day lies further ahead than can be meant.",
            "Name a nearer day; it can be moved when it comes.",
            "ETS185/27/5"),
    ITEM_NOT_ASKED(
            "E-LAW-22",
            "An outcome is told of a data item that the request does not contain.",
            "Number the items as the request does, from 1.",
            "ETS185/27/7"),
    GIVEN_BEFOREHAND(
            "E-LAW-23",
            "Information that is offered on conditions may not be given before they are accepted.",
            "Leave the information and its files out until then, or put no conditions.",
            "ETS185/26/2"),
    COPY_NOT_TO_CENTRAL_AUTHORITY(
            "E-LAW-24",
            "The copy of a direct request goes to the central authority of the requested state; who is named is recorded to be none.",
            "Name its central authority, or have the designations corrected.",
            "ETS185/27/9/a"),
    DAY_PAST("E-LAW-25", "A day that is to come is past.", "Name a day that is still to come.", "ETS185/27/5"),
    PENALTY_TOO_LOW(
            "E-LAW-26",
            "By the maximum penalties that are told no offence is grave enough for this kind of request.",
            "Correct the months, name the offence that carries more, or ask another way.",
            "ETS185/24/1");

    @SuppressWarnings("ImmutableEnumChecker") // a record of texts
    private final Entry entry;

    LawProblem(String code, String sentence, String remedy, String rule) {
        this(code, Fault.AUTHOR, sentence, remedy, rule);
    }

    LawProblem(String code, Fault fault, String sentence, String remedy, String rule) {
        this.entry = new Entry(code, fault, sentence, remedy, rule);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
