package org.comity.law;

/**
 * How the days of a period are counted between two states. No article of ETS 185 says it, so a relationship chooses
 * ({@code docs/decisions/2026-11-25-how-days-are-counted.md}).
 */
public enum CountingRule {
    /** The day of the event excluded, every day counted, no roll-forward: a hold that ends on a Sunday ends on a Sunday. */
    BARE("event day excluded, no roll-forward"),
    /**
     * Regulation (EEC, Euratom) 1182/71, Article 3: event day or hour excluded; a last day that is a holiday, Saturday or Sunday moves to the
     * next working day; two days or more hold at least two working days. Paragraphs 1, 4 and 5 from memory.
     */
    EU_1182_71("Regulation 1182/71, Article 3"),
    /**
     * Civil Code of Japan, Articles 140 and 142, from memory: first day excluded unless it is whole; a last day that is a holiday moves to
     * the next day of business.
     */
    JAPAN_CIVIL_CODE("Civil Code of Japan, Articles 140 and 142");

    private final String inWords;

    CountingRule(String inWords) {
        this.inWords = inWords;
    }

    /** For the provenance of a deadline. */
    public String inWords() {
        return inWords;
    }

    /** Whether a period of days moves on when its last day is no working day. */
    public boolean rollsForward() {
        return this != BARE;
    }
}
