package org.comity.desk.api;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.comity.dashboard.DeadlineList.Running;
import org.comity.deadlines.Outcome;

/**
 * Deadlines as an RFC 5545 calendar: one kind of component with a handful of properties. Nothing that a partner wrote is in it, for a
 * calendar travels further than its reader thinks: our reference, the kind of request, the rule.
 */
final class CalendarText {
    /** Octets of a line without its end (RFC 5545 3.1). */
    private static final int LONGEST = 75;

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final StringBuilder text = new StringBuilder();

    private CalendarText() {}

    static String of(List<Running> deadlines) {
        CalendarText calendar = new CalendarText();
        calendar.line("BEGIN", "VCALENDAR");
        calendar.line("VERSION", "2.0");
        calendar.line("PRODID", "-//Comity//Deadlines//EN");
        calendar.line("METHOD", "PUBLISH");
        calendar.line("X-WR-CALNAME", "Comity");
        deadlines.forEach(calendar::event);
        calendar.line("END", "VCALENDAR");
        return calendar.text.toString();
    }

    private void event(Running deadline) {
        line("BEGIN", "VEVENT");
        line("UID", deadline.id() + "@comity");
        line("DTSTAMP", time(deadline.computed()));
        line("DTSTART", time(deadline.due()));
        line(
                "SUMMARY",
                escaped(deadline.reference() + " " + deadline.kind().code() + " "
                        + deadline.rule().id() + ", "
                        + (deadline.notYetHeld()
                                ? "NOT YET HELD"
                                : deadline.rule().meaning().inWords())));
        line("DESCRIPTION", escaped(description(deadline)));
        line("STATUS", deadline.estimated() ? "TENTATIVE" : "CONFIRMED");
        line("CLASS", "CONFIDENTIAL");
        line("TRANSP", "TRANSPARENT");
        line("END", "VEVENT");
    }

    private static String description(Running deadline) {
        return deadline.rule().says() + "\n" + deadline.rule().source().value()
                + (deadline.policy() ? "\n" + Outcome.Target.LABEL : "")
                + (deadline.estimated() ? "\nestimated" : "")
                + (deadline.notYetHeld() ? "\nnot yet held: the partner has not confirmed it" : "")
                + deadline.stated()
                        .map(end -> "\nby our rule, the earlier; the partner states " + end)
                        .orElse("");
    }

    private static String time(Instant instant) {
        return UTC.format(instant);
    }

    /** RFC 5545 3.3.11. */
    static String escaped(String value) {
        return value.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\r", "")
                .replace("\n", "\\n");
    }

    private void line(String name, String value) {
        text.append(folded(name + ":" + value));
    }

    /** RFC 5545 3.1: longer lines go on in the next after a space; a character is never cut. */
    static String folded(String line) {
        StringBuilder folded = new StringBuilder();
        int octets = 0;
        for (int i = 0; i < line.length(); ) {
            String character = Character.toString(line.codePointAt(i));
            int more = character.getBytes(StandardCharsets.UTF_8).length;
            if (octets + more > LONGEST) {
                folded.append("\r\n ");
                octets = 1;
            }
            folded.append(character);
            octets += more;
            i += character.length();
        }
        return folded.append("\r\n").toString();
    }
}
