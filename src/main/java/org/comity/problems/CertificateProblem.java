package org.comity.problems;

/** Phase CRT: whose key it is and whether it may be used. */
public enum CertificateProblem implements ProblemType {
    NOT_REGISTERED(
            "E-CRT-01",
            Fault.OPERATOR,
            "The certificate is not registered for a partner.",
            "Exchange profiles again and compare fingerprints by telephone.",
            "CRT-01");

    private final String code;
    private final Fault fault;
    private final String sentence;
    private final String remedy;
    private final String rule;

    CertificateProblem(String code, Fault fault, String sentence, String remedy, String rule) {
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
