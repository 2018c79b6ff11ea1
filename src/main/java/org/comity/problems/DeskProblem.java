package org.comity.problems;

/** Phase DSK: the REST interface and the pages. */
public enum DeskProblem implements ProblemType {
    NOT_FOUND(
            "E-DSK-01",
            Fault.AUTHOR,
            "There is no such thing, or it is not yours to see.",
            "Check the reference, or ask your supervisor for access to the matter.",
            "DSK-01");

    private final String code;
    private final Fault fault;
    private final String sentence;
    private final String remedy;
    private final String rule;

    DeskProblem(String code, Fault fault, String sentence, String remedy, String rule) {
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
