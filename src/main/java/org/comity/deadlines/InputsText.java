package org.comity.deadlines;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.comity.law.CountingRule;
import org.comity.law.StateFacts;

/** Inputs as texts by field name, for storage. What says nothing is left out. */
final class InputsText {
    private static final String SEPARATOR = ", ";
    private static final String VERSION = "calendarVersion";

    private InputsText() {}

    static Map<String, String> write(Inputs inputs) {
        Map<String, String> map = new LinkedHashMap<>();
        switch (inputs.start()) {
            case Start.Happened(Instant event) -> map.put("event", event.toString());
            case Start.Assumed(Instant event) -> map.put("assumed", event.toString());
            case Start.Missing(List<String> what) -> map.put("missing", String.join(SEPARATOR, what));
        }
        map.put("number", String.valueOf(inputs.period().number()));
        map.put("zone", inputs.period().zone().getId());
        map.put("counting", inputs.period().counting().name());
        map.put("ours", String.valueOf(inputs.ours()));
        inputs.course().stated().ifPresent(end -> map.put("stated", end.toString()));
        if (inputs.course().agreed()) {
            map.put("agreed", "true");
        }
        inputs.course().asked().ifPresent(when -> map.put("asked", when.toString()));
        inputs.course().before().ifPresent(limit -> map.put("before", limit.toString()));
        if (!inputs.course().pauses().isEmpty()) {
            map.put("pauses", list(inputs.course().pauses(), InputsText::text));
        }
        writeHolidays(inputs.period().holidays(), map);
        writeProlongation(inputs.course().prolongation(), map);
        map.put("warnDaysAhead", String.valueOf(inputs.warnDaysAhead()));
        return map;
    }

    static Map<String, String> withoutVersion(Map<String, String> map) {
        Map<String, String> rest = new LinkedHashMap<>(map);
        rest.remove(VERSION);
        return rest;
    }

    static Inputs read(Map<String, String> map) {
        Period period = new Period(
                Integer.parseInt(field(map, "number")),
                ZoneId.of(field(map, "zone")),
                CountingRule.valueOf(field(map, "counting")),
                holidays(map));
        Course course = new Course(
                Optional.ofNullable(map.get("stated")).map(Instant::parse),
                Boolean.parseBoolean(map.get("agreed")),
                Optional.ofNullable(map.get("asked")).map(Instant::parse),
                Optional.ofNullable(map.get("before")).map(Instant::parse),
                each(map, "pauses", InputsText::pause),
                prolongation(map));
        boolean ours = Boolean.parseBoolean(field(map, "ours"));
        return new Inputs(start(map), period, course, ours, Integer.parseInt(field(map, "warnDaysAhead")));
    }

    private static Start start(Map<String, String> map) {
        if (map.containsKey("missing")) {
            return new Start.Missing(each(map, "missing", Function.identity()));
        }
        if (map.containsKey("assumed")) {
            return new Start.Assumed(Instant.parse(field(map, "assumed")));
        }
        return new Start.Happened(Instant.parse(field(map, "event")));
    }

    private static void writeHolidays(Holidays holidays, Map<String, String> map) {
        if (!holidays.weekend().equals(StateFacts.USUAL_WEEKEND)) {
            map.put("weekend", list(holidays.weekend(), DayOfWeek::name));
        }
        if (!holidays.calendar().isEmpty()) {
            map.put("calendar", holidays.calendar());
            map.put(VERSION, holidays.version());
            map.put("calendarConfirmed", String.valueOf(holidays.confirmed()));
            map.put("calendarUntil", holidays.until().toString());
            map.put("holidays", list(holidays.days(), LocalDate::toString));
        }
    }

    private static Holidays holidays(Map<String, String> map) {
        Set<DayOfWeek> weekend = map.containsKey("weekend")
                ? Set.copyOf(each(map, "weekend", DayOfWeek::valueOf))
                : StateFacts.USUAL_WEEKEND;
        if (!map.containsKey("calendar")) {
            return Holidays.NOT_RECORDED.with(weekend);
        }
        return new Holidays(
                field(map, "calendar"),
                field(map, VERSION),
                Boolean.parseBoolean(field(map, "calendarConfirmed")),
                new TreeSet<>(each(map, "holidays", LocalDate::parse)),
                LocalDate.parse(field(map, "calendarUntil")),
                weekend);
    }

    private static void writeProlongation(Prolongation prolongation, Map<String, String> map) {
        if (!prolongation.equals(Prolongation.NONE)) {
            map.put("prolongDays", String.valueOf(prolongation.days()));
            map.put("prolongTimes", String.valueOf(prolongation.times()));
            map.put("prolongAsked", list(prolongation.asked(), Instant::toString));
        }
    }

    private static Prolongation prolongation(Map<String, String> map) {
        if (!map.containsKey("prolongDays")) {
            return Prolongation.NONE;
        }
        return new Prolongation(
                Integer.parseInt(field(map, "prolongDays")),
                Integer.parseInt(field(map, "prolongTimes")),
                each(map, "prolongAsked", Instant::parse));
    }

    private static String text(Pause pause) {
        return pause.suspended() + "/" + pause.resumed().map(Instant::toString).orElse("");
    }

    private static Pause pause(String text) {
        String[] ends = text.split("/", -1);
        return new Pause(
                Instant.parse(ends[0]),
                Optional.of(ends[1]).filter(end -> !end.isEmpty()).map(Instant::parse));
    }

    private static <T> String list(Collection<T> items, Function<T, String> text) {
        return items.stream().map(text).collect(Collectors.joining(SEPARATOR));
    }

    private static <T> List<T> each(Map<String, String> map, String name, Function<String, T> reading) {
        String all = map.getOrDefault(name, "");
        return all.isEmpty()
                ? List.of()
                : Arrays.stream(all.split(SEPARATOR, -1)).map(reading).toList();
    }

    private static String field(Map<String, String> map, String name) {
        String value = map.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the inputs of a deadline name their " + name);
        }
        return value;
    }
}
