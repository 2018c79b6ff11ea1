package org.comity.law;

/**
 * What the law or practice of a state gives data that it holds for another.
 *
 * @param days of the first period
 * @param extensions how often it can be prolonged; 0: never
 * @param extensionDays what each prolongation gives
 * @param leadDays how many days before the end more of it must be asked for: a person here hears of the end then at the latest
 * @param source where that is written, with a mark whether it was read there
 */
public record HoldPolicy(int days, int extensions, int extensionDays, int leadDays, String source) {

    public HoldPolicy {
        if (days < 1 || extensions < 0 || extensionDays < 0 || leadDays < 0) {
            throw new IllegalArgumentException("a hold has a day or more, and nothing of it is negative");
        }
    }

    /** Days from the first to the last, every prolongation used. */
    public int longest() {
        return days + extensions * extensionDays;
    }
}
