package org.comity.law.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.comity.law.Confirmation;
import org.comity.law.CountingRule;
import org.comity.law.InForce;
import org.comity.law.Instrument;
import org.comity.law.Practice;
import org.comity.law.Relationship;
import org.comity.law.StateFacts;
import org.comity.law.StatePair;

/** One entry below {@code relationships}. */
final class PairReading {
    static final String INSTRUMENTS =
            "one of " + Arrays.stream(Instrument.values()).map(Enum::name).collect(Collectors.joining(", "));
    private static final String COUNTINGS =
            "one of " + Arrays.stream(CountingRule.values()).map(Enum::name).collect(Collectors.joining(", "));

    private final Map<String, StateFacts> states;

    private final Practice usual;

    /** @param usual where a pair says nothing */
    PairReading(Map<String, StateFacts> states, Practice usual) {
        this.states = states;
        this.usual = usual;
    }

    Optional<Relationship> read(String name, Fields pair) {
        Optional<StatePair> between = between(name, pair);
        Map<String, StateFacts> both = new HashMap<>();
        between.ifPresent(two -> List.of(two.first(), two.second()).forEach(code -> known(code, pair, both)));
        List<InForce> instruments = instruments(pair);
        List<String> languages = StateReading.languages(pair);
        Map<String, Confirmation> confirmations = confirmations(pair, both);
        CountingRule counting =
                pair.read("counting", COUNTINGS, PairReading::counting).orElse(CountingRule.BARE);
        Practice practice = PracticeReading.read(pair, usual);
        pair.text("source");
        pair.done();
        return between.map(
                two -> new Relationship(two, instruments, both, languages, confirmations, counting, practice));
    }

    private static Optional<StatePair> between(String name, Fields pair) {
        try {
            return Optional.of(StatePair.parse(name));
        } catch (IllegalArgumentException notAPair) {
            pair.mistake("a pair of states has the form JP-US");
            return Optional.empty();
        }
    }

    private void known(String code, Fields pair, Map<String, StateFacts> both) {
        StateFacts facts = states.get(code);
        if (facts == null) {
            pair.mistake(code + " is not among the states");
        } else {
            both.put(code, facts);
        }
    }

    private static List<InForce> instruments(Fields pair) {
        List<InForce> all = new ArrayList<>();
        pair.fields("instruments")
                .ifPresent(list -> list.all().forEach((name, facts) -> {
                    Optional<Instrument> instrument = Instrument.of(name);
                    if (instrument.isEmpty()) {
                        facts.mistake(INSTRUMENTS);
                    }
                    instrument.flatMap(known -> inForce(known, facts)).ifPresent(all::add);
                }));
        return all;
    }

    private static Optional<InForce> inForce(Instrument instrument, Fields facts) {
        var from = facts.date("from");
        var until = facts.date("until");
        Optional<String> name = facts.text("name");
        boolean translation = facts.yesOrNo("translation").orElse(false);
        facts.text("source");
        facts.done();
        if (instrument == Instrument.MLA_TREATY && name.isEmpty()) {
            facts.mistakeAt("name", "what the two states call their treaty");
        }
        if (from.isPresent() && until.isPresent() && until.get().isBefore(from.get())) {
            facts.mistakeAt("until", "not before from");
            return Optional.empty();
        }
        return Optional.of(new InForce(instrument, from, until, name, translation));
    }

    private static Map<String, Confirmation> confirmations(Fields pair, Map<String, StateFacts> both) {
        Map<String, Confirmation> all = new HashMap<>();
        pair.fields("confirmation")
                .ifPresent(demands -> demands.all().forEach((state, facts) -> {
                    if (!both.containsKey(state)) {
                        facts.mistake("the state that demands it is one of the two");
                    }
                    boolean required = facts.yesOrNo("required").orElse(true);
                    Optional<Integer> days = facts.number("days", 1, StateReading.MOST_DAYS);
                    facts.text("source");
                    facts.done();
                    if (!required && days.isPresent()) {
                        facts.mistakeAt("days", "only where confirmation is required");
                    }
                    all.put(
                            state,
                            new Confirmation(required, days.map(OptionalInt::of).orElse(OptionalInt.empty())));
                }));
        return all;
    }

    private static Optional<CountingRule> counting(String text) {
        return Arrays.stream(CountingRule.values())
                .filter(rule -> rule.name().equals(text))
                .findFirst();
    }
}
