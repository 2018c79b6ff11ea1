package org.comity.law;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Every relationship that this gateway knows, from {@code relationships.yaml} (shipped defaults, overridden pair by pair and
 * field by field by the file of the same name in the data directory). A mistake in it stops the start, naming every wrong entry.
 *
 * @param states what each state has declared, by its code
 * @param relationships what binds two states, by pair such as {@code JP-US}
 */
@ConfigurationProperties("comity.law")
public record Relationships(Map<String, State> states, Map<String, Pair> relationships) {

    /**
     * @param reservations provisions, in citation form
     * @param holdDays what its law gives for a foreign preservation request, in days; absent: not recorded
     */
    public record State(
            String name,
            @Nullable List<String> reservations,
            @Nullable Integer holdDays,
            @Nullable String source) {}

    /** Absent: the default that {@link #DEFAULTS} gives, or "not recorded". */
    public record Pair(
            List<String> instruments,
            @Nullable Integer warnDaysAhead,
            @Nullable Boolean fourEyes,
            @Nullable List<String> languages,
            @Nullable Boolean confirmation,
            @Nullable Integer notAfterHours) {}

    /** Policy where a relationship says nothing: two weeks' warning, four eyes, three days to arrive. */
    static final Pair DEFAULTS = new Pair(List.of(), 14, true, List.of(), null, 72);

    public Relationships {
        states = Map.copyOf(states);
        relationships = new LinkedHashMap<>(relationships);
        List<String> mistakes = new RelationshipMistakes(states, relationships).all();
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException("relationships.yaml: " + String.join("; ", mistakes));
        }
    }

    /** Empty: nothing is recorded, so nothing may be sent or accepted between the two. */
    public Optional<Relationship> between(String one, String other) {
        StatePair pair = new StatePair(one, other);
        return relationships.entrySet().stream()
                .filter(entry -> StatePair.parse(entry.getKey()).equals(pair))
                .findFirst()
                .map(entry -> relationship(pair, entry.getValue()));
    }

    private Relationship relationship(StatePair pair, Pair said) {
        Map<String, Set<Citation>> reservations = new HashMap<>();
        Map<String, Integer> holdDays = new HashMap<>();
        for (String code : List.of(pair.first(), pair.second())) {
            State state = states.get(code);
            if (state != null) {
                reservations.put(code, citations(state.reservations()));
                if (state.holdDays() != null) {
                    holdDays.put(code, state.holdDays());
                }
            }
        }
        return new Relationship(
                pair,
                said.instruments().stream()
                        .map(Instrument::valueOf)
                        .map(instrument ->
                                new InForce(instrument, Optional.empty(), Optional.empty(), Optional.empty()))
                        .toList(),
                reservations,
                holdDays,
                or(said.warnDaysAhead(), DEFAULTS.warnDaysAhead()),
                or(said.fourEyes(), DEFAULTS.fourEyes()),
                or(said.languages(), DEFAULTS.languages()),
                Optional.ofNullable(said.confirmation()),
                Duration.ofHours(or(said.notAfterHours(), DEFAULTS.notAfterHours())));
    }

    private static Set<Citation> citations(@Nullable List<String> provisions) {
        return provisions == null
                ? Set.of()
                : provisions.stream().map(Citation::of).collect(Collectors.toSet());
    }

    private static <T> T or(@Nullable T said, @Nullable T otherwise) {
        if (said != null) {
            return said;
        }
        return java.util.Objects.requireNonNull(otherwise);
    }
}
