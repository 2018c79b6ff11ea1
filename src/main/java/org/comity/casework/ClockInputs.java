package org.comity.casework;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.comity.deadlines.Computation;
import org.comity.deadlines.Holidays;
import org.comity.deadlines.Inputs;
import org.comity.deadlines.OfficeHours;
import org.comity.deadlines.Outcome;
import org.comity.deadlines.Start;
import org.comity.journal.DeadlineRow;
import org.comity.journal.HoldRows;
import org.comity.law.AnswerKind;
import org.comity.law.Confirmation;
import org.comity.law.DeadlineRule;
import org.comity.law.Length;
import org.comity.law.Practice;
import org.comity.law.Relationship;
import org.comity.law.RequestKind;
import org.comity.matters.ClockTable;
import org.comity.matters.Direction;
import org.comity.matters.Request;
import org.comity.matters.Side;
import org.comity.messages.Urgency;
import org.comity.partners.AgencyId;
import org.comity.problems.GatewayBug;
import org.springframework.stereotype.Component;

/** What a clock of a request is computed from: its relationship, and which of the two sides the duty is on. */
@Component
class ClockInputs {
    private static final int HOURS_OF_A_DAY = 24;

    /** A partner that names a later day than these is asked as if it had named none. */
    private static final Map<Urgency, Duration> LONGEST_PATIENCE = Map.of(
            Urgency.EMERGENCY,
            Duration.ofDays(3),
            Urgency.URGENT,
            Duration.ofDays(31),
            Urgency.ROUTINE,
            Duration.ofDays(366));

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final Pairs pairs;
    private final PairHolidays holidays;
    private final HoldRows holds;
    private final ObjectMapper json;

    ClockInputs(Pairs pairs, PairHolidays holidays, HoldRows holds, ObjectMapper json) {
        this.pairs = pairs;
        this.holidays = holidays;
        this.holds = holds;
        this.json = json;
    }

    /** Whether the row is for such a request and its rule binds the two States. */
    boolean isKept(ClockTable.Row row, Request request, Instant now) {
        return row.isFor(request.kind(), request.direction().ourSide(), RequestClocks.isUrgent(request))
                && binds(row.rule(), request, now);
    }

    boolean binds(DeadlineRule rule, Request request, Instant now) {
        Relationship pair = pair(request);
        if (isOfTheHoldersLaw(rule) && !isOurLaw(rule, pairs.ownCountry(request.agency()))) {
            return false;
        }
        boolean ofItsInstrument =
                rule.instrument().map(one -> one == request.kind().instrument()).orElse(true);
        return ofItsInstrument
                && rule.appliesBetween(pair, pairs.today(request.agency(), now))
                && isWanted(rule, request, pair);
    }

    /** Periods within the State of whoever holds the data; of another State's we only know what the relationship records. */
    private static boolean isOfTheHoldersLaw(DeadlineRule rule) {
        return rule == DeadlineRule.DR_03 || rule.state().isPresent();
    }

    /** DR-03 is what the Convention allows at most where no figure of the State's own law is known. */
    private static boolean isOurLaw(DeadlineRule rule, String ourCountry) {
        boolean known = Arrays.stream(DeadlineRule.values())
                .anyMatch(one -> one.state().filter(ourCountry::equals).isPresent());
        return rule.state().map(ourCountry::equals).orElse(!known);
    }

    /** Of ours, what policy gives no time to is no clock; formal confirmation is a duty only where the other State demands it. */
    private boolean isWanted(DeadlineRule rule, Request request, Relationship pair) {
        return switch (rule.length()) {
            case Length.OfPolicy() -> target(rule, request, pair).isPresent();
            case Length.OfRelationship() ->
                pair.confirmation(pairs.partnerCountry(request.partner()))
                        .filter(Confirmation::required)
                        .isPresent();
            default -> true;
        };
    }

    /** The whole of the day that was named, where the authority that named it is. */
    Outcome until(Request request, DeadlineRule rule, Instant named, LocalDate day) {
        ZoneId zone = isOurs(rule, request) ? pairs.ownZone(request.agency()) : pairs.partnerZone(request.partner());
        return of(request, rule, new Start.Happened(named), Optional.of(endOf(day, zone)));
    }

    private static Instant endOf(LocalDate day, ZoneId zone) {
        return day.plusDays(1).atStartOfDay(zone).toInstant().minusSeconds(1);
    }

    Outcome of(Request request, DeadlineRule rule, Start start) {
        return of(request, rule, start, Optional.empty());
    }

    /**
     * When the partner is to be asked: so long after its last word as policy says, or by the day that it named; and, while data are held for
     * what is asked, when half of that hold is left, so that nobody asks after it is over.
     *
     * @param named when the partner said that it expects to answer; a day beyond what the urgency bears is none that we wait for
     */
    Outcome asked(Request request, DeadlineRule rule, Instant word, Optional<LocalDate> named) {
        Optional<Instant> expected = named.map(day -> endOf(day, pairs.partnerZone(request.partner())))
                .filter(end -> end.isAfter(word) && end.isBefore(word.plus(patience(request))));
        Instant usual = expected.orElse(word.plus(Duration.ofHours(number(rule, request, pair(request)))));
        Optional<Instant> half = holds.lastsFor(request.id())
                .filter(word::isBefore)
                .map(end -> word.plus(Duration.between(word, end).dividedBy(2)))
                .filter(usual::isAfter);
        return of(request, rule, new Start.Happened(word), half.or(() -> expected));
    }

    private static Duration patience(Request request) {
        return Objects.requireNonNull(LONGEST_PATIENCE.get(request.urgency()), "every level has one");
    }

    /** Whether the rule is one by which a partner is asked for what it owes us. */
    static boolean isAsking(DeadlineRule rule, Request request) {
        return rule.isWord() && request.direction() == Direction.OUT;
    }

    /** @param stated an end that is known besides */
    Outcome of(Request request, DeadlineRule rule, Start start, Optional<Instant> stated) {
        Relationship pair = pair(request);
        boolean ours = isOurs(rule, request);
        String state = ours ? pairs.ownCountry(request.agency()) : pairs.partnerCountry(request.partner());
        ZoneId zone = ours ? pairs.ownZone(request.agency()) : pairs.partnerZone(request.partner());
        boolean hold = ClockTable.isOfHold(rule);
        int number = hold ? pair.holdDays(state) : number(rule, request, pair);
        Inputs inputs = Inputs.from(start, number, zone)
                .owned(ours)
                .but(course -> course.stated(stated))
                .warned(hold ? pair.warnDaysAhead(state) : pair.warnDaysAhead());
        return Computation.compute(
                rule,
                switch (start) {
                    case Start.Happened(Instant event) -> counted(inputs, rule, pair, state, event);
                    case Start.Assumed(Instant event) -> counted(inputs, rule, pair, state, event);
                    case Start.Missing missing -> inputs;
                });
    }

    private Inputs counted(Inputs inputs, DeadlineRule rule, Relationship pair, String state, Instant event) {
        return inputs.counted(
                pair.counting(),
                holidays.of(pair, state, event, days(rule, inputs.period().number())));
    }

    /** Of something that one of our own people has to do; without an instant if neither {@code set} nor the relationship gives one. */
    Outcome ofTask(Request request, DeadlineRule rule, Instant opened, Optional<Instant> set) {
        Relationship pair = pair(request);
        int number = number(rule, request, pair);
        // the calendar of the State that demands it
        Holidays closed = holidays.of(pair, pairs.partnerCountry(request.partner()), opened, days(rule, number));
        Inputs inputs = Inputs.from(opened, number, pairs.ownZone(request.agency()))
                .counted(pair.counting(), closed)
                .owned(true)
                .but(course -> course.stated(set))
                .warned(pair.warnDaysAhead());
        return Computation.compute(rule, inputs);
    }

    /** DR-90 and DR-92 are ours to watch and the partner's to end. */
    static boolean isOurs(DeadlineRule rule, Request request) {
        boolean weAsk = request.direction() == Direction.OUT;
        return switch (rule.obliged()) {
            case OURSELVES -> !rule.isWord();
            case REQUESTING -> weAsk;
            case REQUESTED, PROVIDER, ENFORCING, RECEIVER -> request.direction().ourSide() == Side.REQUESTED;
        };
    }

    private int number(DeadlineRule rule, Request request, Relationship pair) {
        return switch (rule.length()) {
            case Length.CalendarDays(int days) -> days;
            case Length.WorkingDays(int days) -> days;
            case Length.Hours(int hours) -> hours;
            case Length.OfRelationship() ->
                pair.confirmation(pairs.partnerCountry(request.partner()))
                        .map(asked -> asked.days().orElse(0))
                        .orElse(0);
            case Length.Promptly() -> hours(rule, request, pair);
            case Length.OfPolicy() -> hours(rule, request, pair);
            case Length.AsNamed() -> 0;
            case Length.AtOnce() -> 0;
            case Length.OpenEnded() -> 0;
        };
    }

    /** So many days at the least hold {@code number} of the rule's unit. */
    private static int days(DeadlineRule rule, int number) {
        return switch (rule.length()) {
            case Length.Hours(int hours) -> Math.ceilDiv(number, HOURS_OF_A_DAY);
            case Length.Promptly() -> Math.ceilDiv(number, HOURS_OF_A_DAY);
            case Length.OfPolicy() -> Math.ceilDiv(number, HOURS_OF_A_DAY);
            case Length.AsNamed() -> number;
            case Length.CalendarDays(int days) -> number;
            case Length.WorkingDays(int days) -> number;
            case Length.OfRelationship() -> number;
            case Length.AtOnce() -> number;
            case Length.OpenEnded() -> number;
        };
    }

    private static int hours(DeadlineRule rule, Request request, Relationship pair) {
        return target(rule, request, pair)
                .map(Duration::toHours)
                .map(Math::toIntExact)
                .orElse(0);
    }

    /**
     * What is to be preserved has a nearer date than a month's patience: until it is held the partner is telephoned ({@link ActBy}). Nobody is asked
     * after what is not owed: a hand-off and a notification may stay without an answer, and an order to a provider has its own silence (DR-20).
     */
    private static Optional<Duration> target(DeadlineRule rule, Request request, Relationship pair) {
        Optional<Duration> set = pair.practice().target(rule);
        return set.isEmpty()
                        && isAsking(rule, request)
                        && ClockTable.hold(request.kind()).isEmpty()
                        && request.kind() != RequestKind.SUB_7
                        && (request.kind().admits(AnswerKind.ACCEPTED)
                                || request.kind().admits(AnswerKind.FULFILLED))
                ? Optional.of(of(request.urgency(), pair.practice().askAfter()))
                : set;
    }

    static Duration of(Urgency urgency, Practice.ByUrgency times) {
        return switch (urgency) {
            case EMERGENCY -> times.emergency();
            case URGENT -> times.urgent();
            case ROUTINE -> times.routine();
        };
    }

    /** Computed again from what it was computed from: the same. */
    Outcome outcome(DeadlineRow row) {
        DeadlineRule rule = DeadlineRule.of(row.rule())
                .orElseThrow(() -> new GatewayBug("stored deadlines are of a rule that the law has"));
        return Computation.compute(rule, stored(row));
    }

    /**
     * Counted from the same event, with what is recorded of the two States now; empty: it comes to the same, or it is of a rule that does not
     * bind any more. No correction ends at once a hold that still runs: a mistake in it would be for ever. What has fallen due runs again where
     * it now ends later than today; a hold that has ended does not.
     */
    Optional<Outcome> anew(Request request, DeadlineRow row, Instant now) {
        DeadlineRule rule = outcome(row).rule();
        boolean hold = ClockTable.isOfHold(rule);
        boolean overdue = row.state() == DeadlineRow.State.OVERDUE;
        if (!row.state().isRunning() || (hold && overdue) || !binds(rule, request, now)) {
            return Optional.empty();
        }
        Inputs before = stored(row);
        Inputs after = again(request, row, rule, before.start()).inputs().but(course -> before.course());
        return Optional.of(Computation.compute(rule, after))
                .filter(outcome -> !after.isAs(before))
                .filter(outcome -> !(hold || overdue)
                        || outcome.falls().filter(end -> !end.isAfter(now)).isEmpty());
    }

    private Outcome again(Request request, DeadlineRow row, DeadlineRule rule, Start start) {
        return row.task().isPresent() && start instanceof Start.Happened(Instant opened)
                ? ofTask(request, rule, opened, Optional.empty())
                : of(request, rule, start);
    }

    Inputs stored(DeadlineRow row) {
        try {
            return Inputs.of(json.readValue(row.inputs(), TEXTS));
        } catch (JsonProcessingException broken) {
            throw new GatewayBug("the inputs of a deadline are an object of texts", broken);
        }
    }

    Practice practice(Request request) {
        return pair(request).practice();
    }

    /** Words that only a person can read count as the State's working days from nine to five, so that nobody is chased at night. */
    OfficeHours officeHours(Request request, Instant now) {
        AgencyId partner = request.partner();
        ZoneId zone = pairs.partnerZone(partner);
        String state = pairs.partnerCountry(partner);
        Set<LocalDate> closed = holidays.ahead(pair(request), state, now);
        return OfficeHours.of(pairs.officeHours(partner), zone, closed)
                .orElseGet(() -> OfficeHours.usual(zone, PairHolidays.weekend(pair(request), state), closed));
    }

    private Relationship pair(Request request) {
        return pairs.of(request.agency(), request.partner());
    }
}
