package org.comity.law;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Everything wrong in a relationships file, gathered, each with the entry it is in. */
final class RelationshipMistakes {
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");
    /** A year: longer than any confirmed route, short enough to catch minutes given as hours. */
    private static final int MOST_HOURS = 24 * 366;

    private final Map<String, Relationships.State> states;
    private final Map<String, Relationships.Pair> pairs;
    private final List<String> mistakes = new ArrayList<>();

    RelationshipMistakes(Map<String, Relationships.State> states, Map<String, Relationships.Pair> pairs) {
        this.states = states;
        this.pairs = pairs;
    }

    List<String> all() {
        states.forEach(this::checkState);
        Map<StatePair, String> seen = new HashMap<>();
        pairs.forEach((name, pair) -> checkPair(name, pair, seen));
        return mistakes;
    }

    private void checkState(String code, Relationships.State state) {
        String entry = "states." + code;
        expect(code.matches("[A-Z]{2}"), entry, "a state is two capital letters; write \"NO\" in quotes");
        for (String provision : orNone(state.reservations())) {
            expect(isCitation(provision), entry + ".reservations", "a provision has the form ETS185/29/4");
        }
        Integer days = state.holdDays();
        expect(days == null || days >= DeadlineRule.DR_01.days(), entry + ".hold-days", "at least 60 (ETS185/29/7)");
    }

    private void checkPair(String name, Relationships.Pair pair, Map<StatePair, String> seen) {
        String entry = "relationships." + name;
        try {
            StatePair between = StatePair.parse(name);
            String twin = seen.put(between, name);
            expect(twin == null, entry, "the same pair is already there as " + twin);
            expect(states.containsKey(between.first()), entry, between.first() + " is not among the states");
            expect(states.containsKey(between.second()), entry, between.second() + " is not among the states");
        } catch (IllegalArgumentException notAPair) {
            mistakes.add(entry + ": a pair of states has the form JP-US");
        }
        checkPolicy(entry, pair);
    }

    private void checkPolicy(String entry, Relationships.Pair pair) {
        Integer warn = pair.warnDaysAhead();
        expect(
                warn == null || (warn >= 1 && warn < DeadlineRule.DR_01.days()),
                entry + ".warn-days-ahead",
                "1 to 59 days");
        Integer hours = pair.notAfterHours();
        expect(hours == null || (hours >= 1 && hours <= MOST_HOURS), entry + ".not-after-hours", "1 to " + MOST_HOURS);
        for (String instrument : pair.instruments()) {
            expect(Instrument.of(instrument).isPresent(), entry + ".instruments", instrument + " is not an instrument");
        }
        for (String language : orNone(pair.languages())) {
            expect(LANGUAGE.matcher(language).matches(), entry + ".languages", "a BCP 47 tag such as en or pt-BR");
        }
    }

    private void expect(boolean kept, String entry, String rule) {
        if (!kept) {
            mistakes.add(entry + ": " + rule);
        }
    }

    private static boolean isCitation(String text) {
        try {
            return Citation.of(text).value().equals(text);
        } catch (IllegalArgumentException notACitation) {
            return false;
        }
    }

    private static List<String> orNone(@org.jspecify.annotations.Nullable List<String> list) {
        return list == null ? List.of() : list;
    }
}
