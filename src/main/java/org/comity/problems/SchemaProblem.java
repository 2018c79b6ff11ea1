package org.comity.problems;

/** Phase XSD: the message document and its binding to the signed headers. */
public enum SchemaProblem implements ProblemType {
    INVALID(
            "E-XSD-01",
            Fault.SENDER,
            "The document does not follow the schema.",
            "Validate against schemas/v1 before sealing.",
            "XSD-01");

    private final String code;
    private final Fault fault;
    private final String sentence;
    private final String remedy;
    private final String rule;

    SchemaProblem(String code, Fault fault, String sentence, String remedy, String rule) {
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
