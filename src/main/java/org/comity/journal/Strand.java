package org.comity.journal;

/**
 * Errands of one urgency, address and partner. Strands of the same urgency are claimed in turn, so that what one partner has waiting,
 * however much it is, delays another's errands by a share at most (THREAT-125).
 *
 * @param partner empty: errands that are nobody's, such as deadlines; they have no share
 */
public record Strand(int priority, String address, String partner) {

    /** As the database spells it. */
    String key() {
        return priority + " " + address + " " + partner;
    }
}
