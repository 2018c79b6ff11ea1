package org.comity.law.file;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.comity.law.DeadlineRule;
import org.comity.law.Length;
import org.comity.law.Practice;

/** Policy: of the gateway as a whole, below {@code practice}, and of one pair, which overrides it field by field. */
final class PracticeReading {
    /** A year: longer than any confirmed route, short enough to catch minutes given as hours. */
    private static final int MOST_HOURS = 24 * 366;

    private PracticeReading() {}

    /** @param usual where {@code fields} say nothing */
    static Practice read(Fields fields, Practice usual) {
        List<Integer> warnings = fields.each(
                "warn-days-ahead",
                "1 to 59 days",
                text -> Optional.of(text)
                        .filter(number -> number.matches("[1-9]|[1-5][0-9]"))
                        .map(Integer::valueOf));
        return new Practice(
                fields.yesOrNo("four-eyes").orElse(usual.fourEyes()),
                hours(fields, "not-after-hours").orElse(usual.notAfter()),
                warnings.isEmpty() ? usual.warnDaysAhead() : warnings,
                hours(fields, "chase-every-hours").orElse(usual.chaseEvery()),
                fields.number("most-chasers", 0, 100).orElse(usual.mostChasers()),
                hours(fields, "escalate-after-hours").orElse(usual.escalateAfter()),
                byUrgency(fields, "act-within-hours", usual.actWithin()),
                byUrgency(fields, "ask-after-hours", usual.askAfter()),
                targets(fields, usual.targets()));
    }

    private static Practice.ByUrgency byUrgency(Fields fields, String key, Practice.ByUrgency usual) {
        Optional<Fields> given = fields.fields(key);
        if (given.isEmpty()) {
            return usual;
        }
        Duration emergency = hours(given.get(), "emergency").orElse(usual.emergency());
        Duration urgent = hours(given.get(), "urgent").orElse(usual.urgent());
        Duration routine = hours(given.get(), "routine").orElse(usual.routine());
        given.get().done();
        if (emergency.compareTo(urgent) > 0 || urgent.compareTo(routine) > 0) {
            given.get().mistake("what is more urgent is not given more time");
            return usual;
        }
        return new Practice.ByUrgency(emergency, urgent, routine);
    }

    private static Map<DeadlineRule, Duration> targets(Fields fields, Map<DeadlineRule, Duration> usual) {
        Map<DeadlineRule, Duration> all = new HashMap<>(usual);
        fields.fields("target-hours").ifPresent(targets -> {
            for (DeadlineRule rule : DeadlineRule.values()) {
                if (rule.length() instanceof Length.Promptly || rule.length() instanceof Length.OfPolicy) {
                    targets.number(rule.id(), 1, Length.MOST)
                            .map(Duration::ofHours)
                            .ifPresent(hours -> all.put(rule, hours));
                }
            }
            targets.done();
        });
        return all;
    }

    private static Optional<Duration> hours(Fields fields, String key) {
        return fields.number(key, 1, MOST_HOURS).map(Duration::ofHours);
    }
}
