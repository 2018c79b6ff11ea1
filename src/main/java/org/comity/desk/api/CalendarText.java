package org.comity.desk.api;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.comity.dashboard.DeadlineList.Running;
import org.comity.deadlines.Outcome;
import org.comity.desk.Office;
import org.comity.law.DeadlineRule;
import org.comity.matters.Direction;
import org.comity.matters.TaskKind;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Deadlines as an RFC 5545 calendar: one kind of component with a handful of properties. Nothing that a partner wrote is in it, for a
 * calendar travels further than its reader thinks, and no partner is named (THREAT-131): our reference, the kind of request, the rule and instants.
 */
final class CalendarText {
    /** Octets of a line without its end (RFC 5545 3.1). */
    private static final int LONGEST = 75;

    /** How often programs are to fetch it anew (RFC 7986 5.7): a telephone call may be an hour away. */
    private static final String FETCHED_AGAIN = "PT15M";

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final StringBuilder text = new StringBuilder();
    private final Reader reader;

    private CalendarText(Reader reader) {
        this.reader = reader;
    }

    /**
     * How it reads for its reader.
     *
     * @param pages where the gateway's pages begin, as its reader reaches them
     * @param office in whose zone the times within texts are, as on the pages
     */
    record Reader(UriComponentsBuilder pages, Office office) {}

    static String of(List<Running> deadlines, Reader reader) {
        return whole(deadlines, reader, calendar -> {});
    }

    /** @param ends when the address from which it is read reads nothing any more: its program would only show what it last read */
    static String of(List<Running> deadlines, Reader reader, Instant ends) {
        return whole(deadlines, reader, calendar -> calendar.end(ends));
    }

    private static String whole(List<Running> deadlines, Reader reader, Consumer<CalendarText> more) {
        CalendarText calendar = new CalendarText(reader);
        calendar.line("BEGIN", "VCALENDAR");
        calendar.line("VERSION", "2.0");
        calendar.line("PRODID", "-//Comity//Deadlines//EN");
        calendar.line("METHOD", "PUBLISH");
        calendar.line("X-WR-CALNAME", "Comity");
        calendar.line("REFRESH-INTERVAL;VALUE=DURATION", FETCHED_AGAIN);
        calendar.line("X-PUBLISHED-TTL", FETCHED_AGAIN);
        deadlines.forEach(calendar::event);
        more.accept(calendar);
        calendar.line("END", "VCALENDAR");
        return calendar.text.toString();
    }

    private void event(Running deadline) {
        String title = title(deadline);
        begin(deadline.id() + "@comity", deadline.computed(), deadline.due(), title);
        line("DESCRIPTION", escaped(description(deadline)));
        line("STATUS", deadline.estimated() ? "TENTATIVE" : "CONFIRMED");
        line("URL", page("requests", deadline.request().toString()));
        deadline.warned()
                .filter(deadline.due()::isAfter)
                .ifPresent(at -> alarm("TRIGGER;VALUE=DATE-TIME", time(at), title));
        alarm("TRIGGER", deadline.policy() ? "-PT30M" : "-PT1H", title);
        line("END", "VEVENT");
    }

    private void end(Instant ends) {
        String title = "Comity: this calendar ends, make a new address";
        begin("end-" + ends.getEpochSecond() + "@comity", ends, ends, title);
        line("STATUS", "CONFIRMED");
        line("URL", page("calendar"));
        alarm("TRIGGER", "-P7D", title);
        line("END", "VEVENT");
    }

    private void begin(String id, Instant stamp, Instant at, String title) {
        line("BEGIN", "VEVENT");
        line("UID", escaped(id));
        line("DTSTAMP", time(stamp));
        line("DTSTART", time(at));
        line("SUMMARY", escaped(title));
        line("CLASS", "CONFIDENTIAL");
        line("TRANSP", "TRANSPARENT");
    }

    /** RFC 5545 3.6.6. */
    private void alarm(String trigger, String when, String title) {
        line("BEGIN", "VALARM");
        line("ACTION", "DISPLAY");
        line("DESCRIPTION", escaped(title));
        line(trigger, when);
        line("END", "VALARM");
    }

    private String page(String... path) {
        return reader.pages().cloneBuilder().pathSegment(path).build().encode().toUriString();
    }

    private String title(Running deadline) {
        if (deadline.isEndOfHold()) {
            return (deadline.direction() == Direction.OUT ? "HOLD ENDS: " : "our hold ends: ") + deadline.reference();
        }
        String which = deadline.reference() + " " + deadline.kind().code();
        return deadline.rule()
                .map(rule -> which + " " + rule.id() + ", "
                        + (deadline.notYetHeld()
                                ? notYet(deadline)
                                : deadline.task().map(TaskKind::inWords).orElseGet(() -> meaning(rule))))
                .orElseGet(() -> which + ", " + toDo(deadline));
    }

    private static String notYet(Running deadline) {
        return deadline.direction() == Direction.OUT ? "NOT YET HELD" : "not yet held by us";
    }

    /** What another law has asked of the holder ends; what we owe the partner does not end with it (ETS185/29/7). */
    private static String meaning(DeadlineRule rule) {
        if (rule.isWord()) {
            return "ask the partner";
        }
        return rule.meaning() == DeadlineRule.Meaning.HOLD_ENDS
                ? "the order to keep the data ends"
                : rule.meaning().inWords();
    }

    private static String toDo(Running deadline) {
        if (deadline.followUpBefore().isPresent()) {
            return "the request for the held data to be on its way";
        }
        return switch (deadline.nextMove()) {
            case US -> deadline.notYetHeld() ? "our move, NOT YET HELD" : "our move";
            case PARTNER -> deadline.notYetHeld() ? "NOT YET HELD, telephone the partner" : "the partner's move";
            case NOBODY -> "the partner rejected what we said";
        };
    }

    private String description(Running deadline) {
        return (deadline.isEndOfHold() ? endOfHold(deadline) + "\n" : "")
                + deadline.rule()
                        .map(rule -> rule.id() + ", " + rule.source().value() + ": " + rule.says())
                        .orElse("act by")
                + (deadline.policy() ? "\n" + Outcome.Target.LABEL : "")
                + (deadline.estimated() ? "\nestimated" : "")
                + deadline.followUpBefore()
                        .map(end -> "\nit must have arrived before the hold ends at " + zoned(end)
                                + ": sending it is not enough")
                        .orElse("")
                + (deadline.notYetHeld() ? "\nnot yet held: " + whoIsSilent(deadline) + " not confirmed it" : "")
                + deadline.stated()
                        .map(end -> "\nby our rule; the partner states " + zoned(end)
                                + ", more than is certain by our record")
                        .orElse("");
    }

    private static String whoIsSilent(Running deadline) {
        return deadline.direction() == Direction.OUT ? "the partner has" : "we have";
    }

    private String endOfHold(Running deadline) {
        String until = "Until " + zoned(deadline.due()) + " ";
        return deadline.direction() == Direction.OUT
                ? until + "the partner holds the data for us. After it they may be gone."
                : until + "we hold the data for the partner at least. After it they may be let go.";
    }

    private String zoned(Instant instant) {
        return reader.office().zoned(instant);
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
