package org.comity.law;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What binds two states, seen from either side. Rules depend on the pair, never on one state alone (ETS185/27/1, ETS185/28/1).
 *
 * @param between the two states
 * @param instruments what binds them, with its days; one not in the list is not recorded and binds nobody
 * @param states what is recorded of each of the two, by code
 * @param languages agreed between the two, BCP 47, the first preferred; empty: what each state takes
 * @param confirmations what each asks after an urgent request, by the code of the state that asks; absent: not recorded
 * @param counting how days are counted between the two
 */
public record Relationship(
        StatePair between,
        List<InForce> instruments,
        Map<String, StateFacts> states,
        List<String> languages,
        Map<String, Confirmation> confirmations,
        CountingRule counting,
        Practice practice) {

    /** Refusing preservation because dual criminality will fail at disclosure (ETS185/29/4). */
    public static final Citation DUAL_CRIMINALITY = Citation.of("ETS185/29/4");

    /** Not to take part in direct orders to providers (CETS224/7/9/a); who does not get them does not give them either. */
    public static final Citation DIRECT_ORDERS = Citation.of("CETS224/7");

    public Relationship {
        instruments = List.copyOf(instruments);
        states = Map.copyOf(states);
        languages = List.copyOf(languages);
        confirmations = Map.copyOf(confirmations);
    }

    /** Where nothing is recorded: nothing binds, and policy is the usual one. */
    public static Relationship unrecorded(StatePair between) {
        return new Relationship(between, List.of(), Map.of(), List.of(), Map.of(), CountingRule.BARE, Practice.USUAL);
    }

    /** Whether {@code instrument} is in force between the two on {@code day}. */
    public boolean binds(Instrument instrument, LocalDate day) {
        return instruments.stream().anyMatch(one -> one.instrument() == instrument && one.on(day));
    }

    /** Whether requests of {@code kind} may go between the two on {@code day}, in either direction. */
    public boolean isOpenTo(RequestKind kind, LocalDate day) {
        return binds(kind.instrument(), day) && outside(kind).isEmpty();
    }

    /** Which of the two reserved not to take part in requests of {@code kind}. */
    public Optional<String> outside(RequestKind kind) {
        return kind.isDirectOrder()
                ? states.keySet().stream()
                        .sorted()
                        .filter(state -> hasReserved(state, DIRECT_ORDERS))
                        .findFirst()
                : Optional.empty();
    }

    public boolean hasReserved(String state, Citation provision) {
        return reservations().getOrDefault(state, Set.of()).contains(provision);
    }

    /** Provisions that each of the two reserved or declared on, by its code. */
    public Map<String, Set<Citation>> reservations() {
        Map<String, Set<Citation>> all = new TreeMap<>();
        states.forEach((code, facts) -> all.put(code, facts.reservations().keySet()));
        return all;
    }

    /** Empty: not recorded. */
    public Optional<HoldPolicy> hold(String holder) {
        return state(holder).flatMap(StateFacts::hold);
    }

    /** Days that {@code holder} keeps preserved data: what its law is recorded to give, at least the floor of the treaty. */
    public int holdDays(String holder) {
        int floor = DeadlineRule.DR_01.days();
        return hold(holder)
                .map(HoldPolicy::days)
                .map(days -> Math.max(days, floor))
                .orElse(floor);
    }

    /** Languages in which {@code state} takes requests: those agreed between the two, else its own; empty: not recorded. */
    public List<String> languagesOf(String state) {
        return languages.isEmpty() ? state(state).map(StateFacts::languages).orElse(List.of()) : languages;
    }

    /** Whether {@code state} takes requests in {@code language}; empty: which it takes is not recorded. */
    public Optional<Boolean> takes(String state, String language) {
        List<String> taken = languagesOf(state);
        return taken.isEmpty()
                ? Optional.empty()
                : Optional.of(taken.stream().anyMatch(one -> primary(one).equalsIgnoreCase(primary(language))));
    }

    /** {@code en} of {@code en-GB} (RFC 5646 2.2.1): who takes English takes any of it. */
    private static String primary(String tag) {
        int hyphen = tag.indexOf('-');
        return hyphen < 0 ? tag : tag.substring(0, hyphen);
    }

    /** Whether it is recorded that {@code instrument} demands a language that the requested state takes, or a translation. */
    public boolean demandsTranslation(Instrument instrument, LocalDate day) {
        return instruments.stream().anyMatch(one -> one.instrument() == instrument && one.on(day) && one.translation());
    }

    /** What {@code requested} asks after an urgent request (ETS185/25/3); empty: not recorded. */
    public Optional<Confirmation> confirmation(String requested) {
        return Optional.ofNullable(confirmations.get(requested));
    }

    /** Authorities through which {@code state} sends requests under {@code instrument}; none: not recorded. */
    public List<Authority> sending(String state, Instrument instrument) {
        return designated(state, instrument).stream().filter(Authority::sends).toList();
    }

    /** Authorities of {@code state} that requests under {@code instrument} go to; none: not recorded. */
    public List<Authority> receiving(String state, Instrument instrument) {
        return designated(state, instrument).stream()
                .filter(Authority::receives)
                .toList();
    }

    /** What the agency of {@code state} is designated for; empty: not recorded. */
    public Set<Designation> designations(String state, String agency) {
        return state(state)
                .map(StateFacts::designations)
                .map(all -> all.getOrDefault(agency, Set.of()))
                .orElse(Set.of());
    }

    public Optional<StateFacts> state(String code) {
        return Optional.ofNullable(states.get(code));
    }

    public boolean fourEyes() {
        return practice.fourEyes();
    }

    public Duration notAfter() {
        return practice.notAfter();
    }

    /** Days before a deadline on which a person first hears of it. */
    public int warnDaysAhead() {
        return practice.warnDaysAhead().getFirst();
    }

    /** Of a hold: no later than {@code holder} wants to be asked for more of it. */
    public int warnDaysAhead(String holder) {
        return Math.max(warnDaysAhead(), hold(holder).map(HoldPolicy::leadDays).orElse(0));
    }

    private List<Authority> designated(String state, Instrument instrument) {
        return state(state).map(StateFacts::authorities).orElse(List.of()).stream()
                .filter(one -> one.under().contains(instrument))
                .toList();
    }
}
