package org.comity.law;

/** How long a rule gives, as its source says it. Words such as "promptly" are no figure and have none here. */
public sealed interface Length {

    /**
     * Of its unit, days, working days or hours. Ten years of days: longer than any period met, short enough to catch a slip; whoever gives a
     * target of more than 152 days in hours has slipped too.
     */
    int MOST = 3660;

    record CalendarDays(int days) implements Length {}

    record WorkingDays(int days) implements Length {}

    record Hours(int hours) implements Length {}

    /** At the same time as the event. */
    record AtOnce() implements Length {}

    /** "Promptly", "expeditiously", "without undue delay": a policy target can stand beside it, never a legal figure. */
    record Promptly() implements Length {}

    /** Until somebody decides or delivers. */
    record OpenEnded() implements Length {}

    /** The source gives none; the relationship does, in calendar days. */
    record OfRelationship() implements Length {}

    /** Policy of ours, in hours. */
    record OfPolicy() implements Length {}

    /** Until the end of the day that the authority obliged has named itself. */
    record AsNamed() implements Length {}

    static Length calendarDays(int days) {
        return new CalendarDays(days);
    }

    static Length workingDays(int days) {
        return new WorkingDays(days);
    }

    static Length hours(int hours) {
        return new Hours(hours);
    }

    /** For people. */
    default String inWords() {
        return switch (this) {
            case CalendarDays(int days) -> days + " calendar days";
            case WorkingDays(int days) -> days + " working days";
            case Hours(int hours) -> hours + " hours";
            case AtOnce() -> "at the same time";
            case Promptly() -> "policy target (no statutory figure)";
            case OpenEnded() -> "open-ended";
            case OfRelationship() -> "calendar days of the relationship";
            case OfPolicy() -> "hours of our policy";
            case AsNamed() -> "until the end of the day named";
        };
    }
}
