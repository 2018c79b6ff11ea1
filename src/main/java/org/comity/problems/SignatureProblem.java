package org.comity.problems;

/** Phase SIG: the signature or what it covers. */
public enum SignatureProblem implements ProblemType {
    INVALID(
            "E-SIG-01",
            Fault.SENDER,
            "The signature does not fit the content.",
            "Sign the exact bytes that are sent, with line ends CR LF.",
            "SIG-01");

    private final String code;
    private final Fault fault;
    private final String sentence;
    private final String remedy;
    private final String rule;

    SignatureProblem(String code, Fault fault, String sentence, String remedy, String rule) {
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
