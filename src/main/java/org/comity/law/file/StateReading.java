package org.comity.law.file;

import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.comity.law.Authority;
import org.comity.law.Citation;
import org.comity.law.DeadlineRule;
import org.comity.law.Designation;
import org.comity.law.HoldPolicy;
import org.comity.law.Instrument;
import org.comity.law.Length;
import org.comity.law.StateFacts;

/** One entry below {@code states}. */
final class StateReading {
    private static final Pattern CODE = Pattern.compile("[A-Z]{2}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");
    private static final Pattern CALENDAR = Pattern.compile("[a-z]{2}(_[a-z0-9-]{1,12})?");
    static final int MOST_DAYS = Length.MOST;

    private static final String DESIGNATIONS =
            "one of " + Arrays.stream(Designation.values()).map(Enum::name).collect(Collectors.joining(", "));

    private StateReading() {}

    static Optional<StateFacts> read(String code, Fields state, Calendars library) {
        if (!CODE.matcher(code).matches()) {
            state.mistake("a state is two capital letters (ISO 3166-1 alpha-2)");
            return Optional.empty();
        }
        StateFacts facts = new StateFacts(
                code,
                state.needed("name"),
                reservations(state),
                state.fields("hold").flatMap(StateReading::hold),
                languages(state),
                state.rows("authorities").stream().map(StateReading::authority).toList(),
                state.text("point"),
                designations(state),
                weekend(state),
                state.read(
                        "holidays",
                        "the id of a calendar that the library of holidays has, such as jp or us_ny",
                        text -> Optional.of(text)
                                .filter(id -> CALENDAR.matcher(id).matches()
                                        && library.known().test(id))));
        state.text("source");
        state.done();
        return Optional.of(facts);
    }

    /** A misspelt day is a mistake already; of seven free days nobody would ever be written to. */
    private static Set<DayOfWeek> weekend(Fields state) {
        Set<DayOfWeek> days = Set.copyOf(state.each(
                "weekend",
                "days such as FRIDAY",
                text -> Arrays.stream(DayOfWeek.values())
                        .filter(day -> day.name().equals(text))
                        .findFirst()));
        if (days.size() == DayOfWeek.values().length) {
            state.mistakeAt("weekend", "on some day of the week people work");
            return StateFacts.USUAL_WEEKEND;
        }
        return days.isEmpty() ? StateFacts.USUAL_WEEKEND : days;
    }

    static List<String> languages(Fields fields) {
        return fields.each(
                "languages",
                "a BCP 47 tag such as en or pt-BR",
                text -> Optional.of(text).filter(tag -> LANGUAGE.matcher(tag).matches()));
    }

    private static Map<Citation, String> reservations(Fields state) {
        Map<Citation, String> all = new HashMap<>();
        state.fields("reservations")
                .ifPresent(provisions -> provisions.all().forEach((provision, facts) -> {
                    Optional<Citation> citation = citation(provision);
                    if (citation.isEmpty()) {
                        facts.mistake("a provision has the form ETS185/29/4");
                    }
                    String source = facts.needed("source");
                    facts.done();
                    citation.ifPresent(cited -> all.put(cited, source));
                }));
        return all;
    }

    private static Optional<HoldPolicy> hold(Fields hold) {
        Optional<Integer> days = hold.number("days", 1, MOST_DAYS);
        if (days.isEmpty()) {
            hold.needed("days");
        }
        HoldPolicy policy = new HoldPolicy(
                days.orElse(DeadlineRule.DR_01.days()),
                hold.number("extensions", 0, 100).orElse(0),
                hold.number("extension-days", 1, MOST_DAYS).orElse(0),
                hold.number("lead-days", 0, 365).orElse(0),
                hold.needed("source"));
        if (policy.longest() < DeadlineRule.DR_01.days()) {
            hold.mistakeAt("days", "at least 60 with every extension (ETS185/29/7)");
        }
        if (policy.extensions() > 0 && policy.extensionDays() == 0) {
            hold.mistakeAt("extensions", "needs extension-days beside it");
        }
        if (policy.leadDays() >= policy.days()) {
            hold.mistakeAt("lead-days", "shorter than the period itself");
        }
        hold.done();
        return days.map(given -> policy);
    }

    private static Authority authority(Fields one) {
        Authority authority = new Authority(
                one.needed("name"),
                one.yesOrNo("sends").orElse(false),
                one.yesOrNo("receives").orElse(false),
                Set.copyOf(one.each("under", PairReading.INSTRUMENTS, Instrument::of)),
                one.needed("source"));
        if (!authority.sends() && !authority.receives()) {
            one.mistake("an authority sends, receives, or both");
        }
        if (authority.under().isEmpty()) {
            one.mistakeAt("under", "names the instruments it was designated for");
        }
        one.done();
        return authority;
    }

    private static Map<String, Set<Designation>> designations(Fields state) {
        Map<String, Set<Designation>> all = new HashMap<>();
        state.fields("agencies")
                .ifPresent(agencies -> agencies.all().forEach((agency, facts) -> {
                    Set<Designation> designated =
                            Set.copyOf(facts.each("designations", DESIGNATIONS, StateReading::designation));
                    if (designated.isEmpty()) {
                        facts.mistakeAt("designations", "what the agency is designated for");
                    }
                    facts.needed("source");
                    facts.done();
                    all.put(agency, designated);
                }));
        return all;
    }

    private static Optional<Designation> designation(String text) {
        return Arrays.stream(Designation.values())
                .filter(one -> one.name().equals(text))
                .findFirst();
    }

    private static Optional<Citation> citation(String text) {
        try {
            return Optional.of(Citation.of(text)).filter(one -> text.contains("/"));
        } catch (IllegalArgumentException notACitation) {
            return Optional.empty();
        }
    }
}
