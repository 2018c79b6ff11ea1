package org.comity.deadlines;

import java.time.ZoneId;
import org.comity.law.CountingRule;
import org.comity.law.Length;

/**
 * How long the law, or the pair's policy, makes it, and by whose days.
 *
 * @param number of the rule's unit: days, working days or hours; for a floor the longer of treaty and holder's law; 0: no figure is
 *     recorded
 * @param zone of the authority whose clock governs
 */
public record Period(int number, ZoneId zone, CountingRule counting, Holidays holidays) {
    public Period {
        if (number < 0 || number > Length.MOST) {
            throw new IllegalArgumentException("a period has 0 to " + Length.MOST + " days, working days or hours");
        }
    }

    static Period plain(int number, ZoneId zone) {
        return new Period(number, zone, CountingRule.BARE, Holidays.NOT_RECORDED);
    }

    Period counted(CountingRule by, Holidays with) {
        return new Period(number, zone, by, with);
    }
}
