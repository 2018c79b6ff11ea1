package org.comity.desk.pages;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.comity.deadlines.OfficeHours;
import org.comity.desk.Office;
import org.comity.desk.drafts.Cautions;
import org.comity.messages.MessageId;
import org.comity.partners.AgencyId;
import org.comity.partners.Partner;
import org.comity.partners.Partners;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** How values read on a page, in the language of the reader. Templates call it {@code @shown}. */
@Component("shown")
class Shown {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);

    private static final DateTimeFormatter THERE = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH);

    /** What {@code timestamp} and {@code utcSecond} of the schema look like. */
    private static final Pattern TIME = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,12}(Z|[+-][0-9:]{5})");

    /** How the journal writes an instant. */
    private static final Pattern INSTANT = Pattern.compile(
            "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?Z");

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final int BRIEF = 8;

    private final Partners partners;
    private final MessageSource words;
    private final Clock clock;
    private final Office office;
    private final ZoneId zone;

    Shown(Partners partners, MessageSource words, Clock clock, Office office) {
        this.partners = partners;
        this.words = words;
        this.clock = clock;
        this.office = office;
        this.zone = office.zone();
    }

    public String zone() {
        return zone.getId();
    }

    public String zoned(Instant instant) {
        return office.zoned(instant);
    }

    /** The same instant in the zone of the partners' and the journal's clocks, beside {@link #zoned}. */
    public String utc(Instant instant) {
        return SECOND.format(instant.atZone(ZoneOffset.UTC)) + " UTC";
    }

    /** A time of a document in the reader's zone; null for a text that is none, and for one that is in this zone already. */
    public @Nullable String here(String text) {
        if (!TIME.matcher(text).matches()) {
            return null;
        }
        try {
            OffsetDateTime written = OffsetDateTime.parse(text);
            Instant instant = written.toInstant();
            return zone.getRules().getOffset(instant).equals(written.getOffset())
                    ? null
                    : second(instant) + " " + office.offset(instant);
        } catch (DateTimeException noTime) {
            return null;
        }
    }

    /** The time of day at a partner's, before somebody telephones. */
    public String there(ZoneId there) {
        return THERE.format(clock.instant().atZone(there));
    }

    public String text(String text) {
        return VisibleText.of(text);
    }

    public boolean mixed(String text) {
        return VisibleText.hasMixedScripts(text);
    }

    public String day(Instant instant) {
        return DAY.format(instant.atZone(zone));
    }

    public String minute(Instant instant) {
        return MINUTE.format(instant.atZone(zone));
    }

    public String second(Instant instant) {
        return SECOND.format(instant.atZone(zone));
    }

    /** THREAT-19: the registry's name, never one out of a message. */
    public String partner(AgencyId id) {
        return partners.find(id).map(Partner::name).orElse(id.value());
    }

    public String country(AgencyId id) {
        return partners.find(id).map(Partner::country).orElse("");
    }

    /** The last digits of a message id, enough to tell the messages of one request apart; the first ones are their time. */
    public String brief(MessageId id) {
        String digits = id.uuid().toString();
        return digits.substring(digits.length() - BRIEF);
    }

    /** A detail of the journal: a time in the zone of the page; digests are cut, for nobody compares all of them by eye. */
    public String detail(String value) {
        if (INSTANT.matcher(value).matches()) {
            return zoned(Instant.parse(value));
        }
        return DIGEST.matcher(value).matches() ? value.substring(0, BRIEF * 2) + "…" : text(value);
    }

    /** A digest in groups of eight, to compare by eye. */
    public String groups(String digest) {
        return digest.replaceAll("(.{8})(?=.)", "$1 ");
    }

    /** Details of a journal entry as words: from which state to which, then the rest. */
    public List<String> details(Map<String, String> detail) {
        List<String> said = new ArrayList<>();
        String from = detail.get("from");
        String to = detail.get("to");
        if (from != null && to != null) {
            said.add(word("state." + from) + " → " + word("state." + to));
        }
        new TreeMap<>(detail).forEach((key, value) -> {
            if (!key.equals("from") && !key.equals("to")) {
                said.add(word("detail." + key) + " " + detail(key, value));
            }
        });
        return said;
    }

    private String detail(String key, String value) {
        return switch (key) {
            case "basis" -> word("value.basis." + value);
            case "call" -> word("byhand.what." + value);
            case "kind" -> word("kind." + value);
            case "cause" -> word("alert." + value);
            case "purpose" -> word("purpose." + value);
            case "reason" -> word("parked.reason." + value);
            case "trouble" -> word("alerts." + value);
            case "estimated", "fourEyes" -> word("value.exercise." + value);
            default -> detail(value);
        };
    }

    /** How far away {@code instant} is: "12 days left", "3 hours late". */
    public String left(Instant instant) {
        Instant now = clock.instant();
        Span span = Span.of(now, instant, zone);
        return word("time." + (instant.isBefore(now) ? "late." : "left.") + span.unit, span.count);
    }

    /** Days of the office's calendar until then, as everywhere on the pages. */
    public long days(Instant instant) {
        return Span.days(clock.instant(), instant, zone);
    }

    /**
     * A length of time in one number, as people say it.
     *
     * @param unit {@code minutes}, {@code hours} or {@code days}
     */
    record Span(String unit, long count) {
        private static final long MINUTES_TO_NINETY = 90;

        /** Minutes and hours to the nearest one; days as a calendar on the wall counts them, at whatever hour one looks. */
        static Span of(Instant now, Instant then, ZoneId zone) {
            Duration size = Duration.between(now, then).abs();
            long minutes = size.plusSeconds(30).toMinutes();
            if (minutes < MINUTES_TO_NINETY && minutes != 60) {
                return new Span("minutes", minutes);
            }
            long hours = size.plusMinutes(30).toHours();
            return hours < 48 ? new Span("hours", hours) : new Span("days", Math.abs(days(now, then, zone)));
        }

        static long days(Instant now, Instant then, ZoneId zone) {
            return ChronoUnit.DAYS.between(LocalDate.ofInstant(now, zone), LocalDate.ofInstant(then, zone));
        }
    }

    public boolean isLate(Instant instant) {
        return instant.isBefore(clock.instant());
    }

    public boolean isSoon(Instant instant) {
        return instant.isBefore(clock.instant().plus(Duration.ofDays(7)));
    }

    /** Bytes as a person reads them, in powers of 1024. */
    public String size(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        double size = bytes / 1024.0;
        for (String unit : List.of("KiB", "MiB")) {
            if (size < 1024) {
                return String.format(Locale.ROOT, "%.1f %s", size, unit);
            }
            size /= 1024;
        }
        return String.format(Locale.ROOT, "%.1f GiB", size);
    }

    /** Whether reminders keep to a partner's hours; else to working days of its State. */
    public boolean isKept(String officeHours) {
        return OfficeHours.isReadable(officeHours);
    }

    public String caution(Cautions.Caution caution) {
        return word(
                "caution." + caution.about(),
                caution.values().stream().map(this::text).toArray());
    }

    /** Whether a receipt says that the message was taken. */
    public boolean processed(String disposition) {
        return disposition.equals("processed");
    }

    /** How much of the time from {@code starts} to {@code ends} has passed, in percent. */
    public long passed(Instant starts, Instant ends) {
        long whole = Math.max(1, Duration.between(starts, ends).toSeconds());
        return Math.clamp(100 * Duration.between(starts, clock.instant()).toSeconds() / whole, 0, 100);
    }

    /** A word that may be missing in the bundle because a newer module brought its code: then the code itself. */
    public String word(String key, Object... values) {
        String code = key.substring(key.indexOf('.') + 1);
        return String.valueOf(words.getMessage(key, values, code, LocaleContextHolder.getLocale()));
    }
}
