package org.comity.problems;

/** Phase ENV: bytes that are not an envelope for us. Found before a signature is verified, so the partner hears only a coarse answer. */
public enum EnvelopeProblem implements ProblemType {
    MALFORMED(
            "E-ENV-01",
            Fault.SENDER,
            "The bytes are not an S/MIME envelope of this profile.",
            "Compare with docs/protocol.md and the examples; send the same message again once mended.",
            "ENV-01");

    private final String code;
    private final Fault fault;
    private final String sentence;
    private final String remedy;
    private final String rule;

    EnvelopeProblem(String code, Fault fault, String sentence, String remedy, String rule) {
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
