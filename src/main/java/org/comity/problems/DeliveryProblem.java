package org.comity.problems;

/** Phase DEL: carrying, retrying, parking. */
public enum DeliveryProblem implements ProblemType {
    NO_RECEIPT(
            "E-DEL-01",
            Fault.SENDER,
            "The partner answered without a receipt that verifies.",
            "The gateway tries again until notAfter; ask the partner for its log of the message id.",
            "DEL-01");

    private final String code;
    private final Fault fault;
    private final String sentence;
    private final String remedy;
    private final String rule;

    DeliveryProblem(String code, Fault fault, String sentence, String remedy, String rule) {
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
