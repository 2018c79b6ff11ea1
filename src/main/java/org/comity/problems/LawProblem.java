package org.comity.problems;

/** Phase LAW: what the instrument asks of the message. */
public enum LawProblem implements ProblemType {
    ITEM_MISSING(
            "E-LAW-01",
            Fault.AUTHOR,
            "An item that the instrument requires is missing.",
            "Add the item that the rule names.",
            "ETS185/29/2");

    private final String code;
    private final Fault fault;
    private final String sentence;
    private final String remedy;
    private final String rule;

    LawProblem(String code, Fault fault, String sentence, String remedy, String rule) {
        this.code = code;
        this.fault = fault;
        this.sentence = sentence;
        this.remedy = remedy;
        this.rule = rule;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public Fault fault() {
        return fault;
    }

    @Override
    public String sentence() {
        return sentence;
    }

    @Override
    public String remedy() {
        return remedy;
    }

    @Override
    public String rule() {
        return rule;
    }
}
