package org.comity.matters;

import static org.comity.law.RequestKind.EMER_9;
import static org.comity.law.RequestKind.MLA_31;
import static org.comity.law.RequestKind.MLA_31S;
import static org.comity.law.RequestKind.POC_35;
import static org.comity.law.RequestKind.PRES_29;
import static org.comity.law.RequestKind.PROD_8;
import static org.comity.law.RequestKind.SUB_7;
import static org.comity.law.RequestKind.UN_42;
import static org.comity.matters.RequestState.ACCEPTED;
import static org.comity.matters.RequestState.ACKNOWLEDGED;
import static org.comity.matters.RequestState.CONDITIONS_ACCEPTED;
import static org.comity.matters.RequestState.CONDITIONS_DECLINED;
import static org.comity.matters.RequestState.CONDITIONS_PROPOSED;
import static org.comity.matters.RequestState.FOLLOWED_UP;
import static org.comity.matters.RequestState.INFO_NEEDED;
import static org.comity.matters.RequestState.POSTPONED;
import static org.comity.matters.RequestState.PRESERVED;
import static org.comity.matters.RequestState.REFERRED;
import static org.comity.matters.RequestState.RISK_NOTICED;
import static org.comity.matters.RequestState.SECRECY_NOT_POSSIBLE;
import static org.comity.matters.RequestState.SENT;
import static org.comity.matters.RequestState.UNDER_REVIEW;
import static org.comity.matters.RequestState.USE_ASKED;
import static org.comity.matters.RequestState.USE_OF_PART_ASKED;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.comity.law.DeadlineRule;
import org.comity.law.Length;
import org.comity.law.RequestKind;
import org.comity.messages.ConditionReply;
import org.comity.messages.Content;
import org.comity.messages.Decision;
import org.comity.messages.Delay;
import org.comity.messages.PartialDisclosure;
import org.comity.messages.RiskNotice;
import org.comity.messages.SecrecyNotice;

/**
 * The one table of the clocks of requests: which deadline rule runs in which legal state, for which kinds, at which side. A clock starts
 * when a request enters a state in which its rule runs and stops when it leaves them for one that the row does not name; so nothing
 * runs for a request that is over. Whether the rule binds the two States is {@code law}'s business. {@code docs/states.md} is printed from here.
 */
public final class ClockTable {

    /** What becomes of a clock with a move. */
    public enum Change {
        START,
        /** It runs, and every move begins it anew. */
        RESTART,
        /** It does not run: what it counts from is missing. */
        WAIT,
        /** It keeps what is left of it. */
        REST,
        RESUME,
        STOP,
        NOTHING
    }

    /**
     * @param in these states it has not started, because of {@code what}
     * @param personTells whether a person, who knows what no message says, may tell it
     */
    public record Waiting(Set<RequestState> in, String what, boolean personTells) {
        static final Waiting NEVER = new Waiting(Set.of(), "", false);
    }

    /**
     * @param kinds that start it; empty: all
     * @param seenFrom the side, ours, that keeps it
     * @param runs in these states
     * @param rests in these, and goes on with what is left
     * @param waiting where and for what
     * @param fromArrival what we send counts from its arrival at the partner, not from its sending
     * @param anew whether every move begins it anew
     * @param urgentOnly whether a routine request starts none
     */
    public record Row(
            DeadlineRule rule,
            Set<RequestKind> kinds,
            Set<Side> seenFrom,
            Set<RequestState> runs,
            Set<RequestState> rests,
            Waiting waiting,
            boolean fromArrival,
            boolean anew,
            boolean urgentOnly) {

        public boolean isFor(RequestKind kind, Side side, boolean urgent) {
            return (kinds.isEmpty() || kinds.contains(kind)) && seenFrom.contains(side) && (urgent || !urgentOnly);
        }

        /** Whether it counts to a day that a message names, so that the state alone cannot start it. */
        public boolean isUntilTheDayNamed() {
            return rule.length() instanceof Length.AsNamed;
        }

        /** @param from empty: the request is new */
        public Change change(Optional<RequestState> from, RequestState to) {
            boolean ran = from.filter(runs::contains).isPresent();
            boolean rested = from.filter(rests::contains).isPresent();
            boolean waited = from.filter(waiting.in()::contains).isPresent();
            if (runs.contains(to)) {
                return rested ? Change.RESUME : !ran ? Change.START : anew ? Change.RESTART : Change.NOTHING;
            }
            if (rests.contains(to)) {
                return ran ? Change.REST : Change.NOTHING;
            }
            if (waiting.in().contains(to)) {
                return waited ? Change.NOTHING : Change.WAIT;
            }
            return ran || rested || waited ? Change.STOP : Change.NOTHING;
        }

        Row resting(RequestState... in) {
            return new Row(rule, kinds, seenFrom, runs, Set.of(in), waiting, fromArrival, anew, urgentOnly);
        }

        Row waiting(Waiting forWhat) {
            return new Row(rule, kinds, seenFrom, runs, rests, forWhat, fromArrival, anew, urgentOnly);
        }

        Row counted(boolean arrival, boolean eachMove, boolean urgent) {
            return new Row(rule, kinds, seenFrom, runs, rests, waiting, arrival, eachMove, urgent);
        }
    }

    private static final Set<Side> BOTH = EnumSet.of(Side.REQUESTING, Side.REQUESTED);
    private static final Set<Side> ASKING = EnumSet.of(Side.REQUESTING);
    private static final Set<Side> ASKED = EnumSet.of(Side.REQUESTED);
    private static final Set<RequestKind> ALL = Set.of();

    private static final Set<RequestState> HELD = EnumSet.of(
            SENT,
            ACKNOWLEDGED,
            UNDER_REVIEW,
            INFO_NEEDED,
            ACCEPTED,
            REFERRED,
            RISK_NOTICED,
            SECRECY_NOT_POSSIBLE,
            PRESERVED);
    private static final Set<RequestState> WORKED_ON = EnumSet.of(SENT, ACKNOWLEDGED, UNDER_REVIEW, ACCEPTED);
    private static final Set<RequestState> THEY_WORK =
            EnumSet.of(ACKNOWLEDGED, UNDER_REVIEW, ACCEPTED, REFERRED, CONDITIONS_DECLINED);
    private static final Set<RequestState> THEY_ARE_ASKED = EnumSet.of(
            INFO_NEEDED,
            CONDITIONS_PROPOSED,
            CONDITIONS_ACCEPTED,
            RISK_NOTICED,
            SECRECY_NOT_POSSIBLE,
            USE_ASKED,
            USE_OF_PART_ASKED);

    private static final Set<RequestState> WE_HOLD = EnumSet.of(
            ACKNOWLEDGED,
            UNDER_REVIEW,
            INFO_NEEDED,
            ACCEPTED,
            RISK_NOTICED,
            SECRECY_NOT_POSSIBLE,
            PRESERVED,
            FOLLOWED_UP);

    private static final String SERVED = "the day on which the provider was served with an order for ";
    private static final String ORDERED =
            "the day on which the custodian was ordered or asked under our own law to keep the data";

    public static final List<Row> TABLE = List.of(
            row(DeadlineRule.DR_01, Set.of(PRES_29), BOTH, HELD),
            row(DeadlineRule.DR_02, Set.of(PRES_29), BOTH, EnumSet.of(FOLLOWED_UP)),
            row(DeadlineRule.DR_50, Set.of(UN_42), BOTH, HELD),
            row(DeadlineRule.DR_06, EnumSet.of(MLA_31S, MLA_31), BOTH, WORKED_ON)
                    .resting(INFO_NEEDED)
                    .counted(false, false, true),
            row(DeadlineRule.DR_12, Set.of(POC_35), BOTH, WORKED_ON).resting(INFO_NEEDED),
            row(DeadlineRule.DR_20, Set.of(SUB_7), BOTH, WORKED_ON).counted(true, false, false),
            row(DeadlineRule.DR_21, Set.of(PROD_8), BOTH, WORKED_ON)
                    .waiting(new Waiting(EnumSet.of(INFO_NEEDED), "the information asked for", false))
                    .counted(true, false, false),
            told(DeadlineRule.DR_22, Set.of(PROD_8), BOTH, EnumSet.of(ACCEPTED), SERVED + "subscriber information"),
            told(DeadlineRule.DR_23, Set.of(PROD_8), BOTH, EnumSet.of(ACCEPTED), SERVED + "traffic data"),
            told(DeadlineRule.DR_03, EnumSet.of(PRES_29), ASKED, WE_HOLD, ORDERED),
            told(DeadlineRule.DR_60, EnumSet.of(PRES_29, UN_42), ASKED, WE_HOLD, ORDERED),
            told(DeadlineRule.DR_61, EnumSet.of(PRES_29, UN_42), ASKED, WE_HOLD, ORDERED),
            told(DeadlineRule.DR_62, EnumSet.of(PRES_29, UN_42), ASKED, WE_HOLD, ORDERED),
            row(DeadlineRule.DR_24, Set.of(EMER_9), BOTH, WORKED_ON).resting(INFO_NEEDED),
            row(DeadlineRule.DR_90, ALL, ASKING, EnumSet.of(SENT)).counted(true, false, false),
            row(DeadlineRule.DR_91, ALL, ASKED, EnumSet.of(ACKNOWLEDGED)),
            row(DeadlineRule.DR_92, ALL, ASKING, THEY_WORK).counted(false, true, false),
            row(DeadlineRule.DR_92, ALL, ASKED, THEY_ARE_ASKED).counted(false, true, false),
            row(DeadlineRule.DR_94, EnumSet.of(PRES_29, UN_42), ASKING, EnumSet.of(PRESERVED)),
            row(DeadlineRule.DR_97, ALL, BOTH, EnumSet.of(POSTPONED)));

    /** Rules that no state of a request starts, with the reason; {@link #owedBy} has those that a written message shows. */
    public static final Map<DeadlineRule, String> ELSEWHERE = elsewhere();

    private ClockTable() {}

    /** The rule of the hold itself, whose clock counts from what the holder says; empty: nothing is held for such a request. */
    public static Optional<DeadlineRule> hold(RequestKind kind) {
        return TABLE.stream()
                .filter(row -> row.kinds().contains(kind) && isOfHold(row.rule()))
                .map(Row::rule)
                .findFirst();
    }

    public static boolean isOfHold(DeadlineRule rule) {
        return rule == DeadlineRule.DR_01 || rule == DeadlineRule.DR_50;
    }

    /** What becomes of the clock of the hold with a move; nothing if nothing is held for such a request. */
    public static Change ofHold(RequestKind kind, RequestState from, RequestState to) {
        return TABLE.stream()
                .filter(row -> row.kinds().contains(kind) && isOfHold(row.rule()))
                .map(row -> row.change(Optional.of(from), to))
                .findFirst()
                .orElse(Change.NOTHING);
    }

    /**
     * The duty to say promptly what {@code written} says: the officer who writes it knows it at the latest then, so the clock runs until a
     * second person lets it go.
     */
    public static Optional<DeadlineRule> owedBy(Content written) {
        return switch (written) {
            case RiskNotice notice -> Optional.of(DeadlineRule.DR_04);
            case PartialDisclosure disclosure -> Optional.of(DeadlineRule.DR_05);
            case Delay delay -> Optional.of(DeadlineRule.DR_07);
            case SecrecyNotice notice -> Optional.of(DeadlineRule.DR_08);
            case Decision decision
            when !(decision.outcome() instanceof Decision.Accepted) -> Optional.of(DeadlineRule.DR_07);
            case ConditionReply reply when !reply.accepted() -> Optional.of(DeadlineRule.DR_09);
            default -> Optional.empty();
        };
    }

    /** What was to be done before, and has been done with what is told: the provider is served (DR-21). */
    public static Optional<DeadlineRule> metBy(DeadlineRule told) {
        return told == DeadlineRule.DR_22 || told == DeadlineRule.DR_23
                ? Optional.of(DeadlineRule.DR_21)
                : Optional.empty();
    }

    /** Whether a person may tell what the rule counts from in that state. */
    public static boolean isTold(Row row, RequestState state) {
        return row.waiting().personTells() && row.waiting().in().contains(state);
    }

    private static Row row(DeadlineRule rule, Set<RequestKind> kinds, Set<Side> seenFrom, Set<RequestState> runs) {
        return new Row(rule, kinds, seenFrom, runs, Set.of(), Waiting.NEVER, false, false, false);
    }

    private static Row told(
            DeadlineRule rule, Set<RequestKind> kinds, Set<Side> seenFrom, Set<RequestState> in, String what) {
        return row(rule, kinds, seenFrom, Set.of()).waiting(new Waiting(in, what, true));
    }

    private static Map<DeadlineRule, String> elsewhere() {
        String byContent = "starts when an officer writes what it obliges to say, stops when that has left";
        String orders = "no kind of request here is an order under Regulation (EU) 2023/1543";
        Map<DeadlineRule, String> all = new EnumMap<>(DeadlineRule.class);
        List.of(DeadlineRule.DR_04, DeadlineRule.DR_05, DeadlineRule.DR_07, DeadlineRule.DR_08, DeadlineRule.DR_09)
                .forEach(rule -> all.put(rule, byContent));
        Arrays.stream(DeadlineRule.values())
                .filter(rule -> rule.name().startsWith("DR_3") || rule == DeadlineRule.DR_40)
                .forEach(rule -> all.put(rule, orders));
        List.of(
                        DeadlineRule.DR_10,
                        DeadlineRule.DR_11,
                        DeadlineRule.DR_25,
                        DeadlineRule.DR_93,
                        DeadlineRule.DR_95,
                        DeadlineRule.DR_96,
                        DeadlineRule.DR_98,
                        DeadlineRule.DR_99)
                .forEach(rule -> all.put(rule, "runs while its task is open"));
        return Collections.unmodifiableMap(all);
    }
}
