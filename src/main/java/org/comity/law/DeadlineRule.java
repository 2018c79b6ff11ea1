package org.comity.law;

import static org.comity.law.DeadlineRule.Meaning.ACT_BY;
import static org.comity.law.DeadlineRule.Meaning.HOLD_AT_LEAST;
import static org.comity.law.DeadlineRule.Meaning.HOLD_ENDS;
import static org.comity.law.DeadlineRule.Meaning.NOT_BEFORE;
import static org.comity.law.DeadlineRule.Obliged.ENFORCING;
import static org.comity.law.DeadlineRule.Obliged.OURSELVES;
import static org.comity.law.DeadlineRule.Obliged.PROVIDER;
import static org.comity.law.DeadlineRule.Obliged.RECEIVER;
import static org.comity.law.DeadlineRule.Obliged.REQUESTED;
import static org.comity.law.DeadlineRule.Obliged.REQUESTING;
import static org.comity.law.Length.calendarDays;
import static org.comity.law.Length.hours;
import static org.comity.law.Length.workingDays;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import org.comity.problems.GatewayBug;

/**
 * Deadline rules as data, each with its paragraph. The sentence of each begins with the event that starts its clock. A rule applies where its
 * instrument binds; those of one state's own law where that state is one of the two; those of ours always.
 */
public enum DeadlineRule {
    DR_01(
            "ETS185/29/7",
            calendarDays(60),
            REQUESTED,
            HOLD_AT_LEAST,
            "Preservation takes effect: data are held at least so long."),
    DR_02("ETS185/29/7", new Length.OpenEnded(), REQUESTED, HOLD_AT_LEAST, "Follow-up received: held until decided."),
    DR_03("ETS185/16/2", calendarDays(90), REQUESTED, HOLD_ENDS, "Domestic order served: it ends unless renewed."),
    DR_04("ETS185/29/6", prompt(), REQUESTED, ACT_BY, "Risk seen: tell the requester, who decides."),
    DR_05("ETS185/30/1", prompt(), REQUESTED, ACT_BY, "Foreign provider found: disclose it and the path."),
    DR_06("ETS185/31/3", prompt(), REQUESTED, ACT_BY, "Request for data that may vanish: expedite it."),
    DR_07("ETS185/27/7", prompt(), REQUESTED, ACT_BY, "Outcome, refusal or delay known: say it, with reasons."),
    DR_08("ETS185/27/8", prompt(), REQUESTED, ACT_BY, "Secrecy cannot be kept: tell the requester, who decides."),
    DR_09("ETS185/28/3", prompt(), REQUESTING, ACT_BY, "A condition cannot be met: tell the supplier, who decides."),
    DR_10("ETS185/27/9/a", new Length.AtOnce(), REQUESTING, ACT_BY, "Direct urgent request sent: its copy goes too."),
    DR_11(
            "ETS185/25/3",
            new Length.OfRelationship(),
            REQUESTING,
            ACT_BY,
            "Urgent request sent by expedited means: confirm it formally where the other state demands it."),
    DR_12("ETS185/35/1", prompt(), REQUESTED, ACT_BY, "Request reached the 24/7 point: assist immediately."),

    DR_20("CETS224/7/7", calendarDays(30), PROVIDER, NOT_BEFORE, "Order received: silence opens Article 8 after it."),
    DR_21("CETS224/8/6/a", calendarDays(45), REQUESTED, ACT_BY, "All information is there: serve the provider."),
    DR_22("CETS224/8/6/a/i", calendarDays(20), PROVIDER, ACT_BY, "Order served: return subscriber information."),
    DR_23("CETS224/8/6/a/ii", calendarDays(45), PROVIDER, ACT_BY, "Order served: return traffic data."),
    DR_24("CETS224/9/6", prompt(), REQUESTED, ACT_BY, "Emergency request received: determine it rapidly."),
    DR_25("CETS224/14/7/b", prompt(), RECEIVER, ACT_BY, "Security incident found: notify the transferring authority."),

    DR_30("EU2023.1543/10/3", calendarDays(10), PROVIDER, ACT_BY, "Production order received: hand over the data."),
    DR_31(
            "EU2023.1543/10/2",
            calendarDays(10),
            PROVIDER,
            NOT_BEFORE,
            "Notified order received: hand over at the end of it."),
    DR_32("EU2023.1543/10/4", hours(8), PROVIDER, ACT_BY, "Emergency order received: hand over the data."),
    DR_33(
            "EU2023.1543/12/1",
            calendarDays(10),
            ENFORCING,
            ACT_BY,
            "Notice received: object, or silence is no objection."),
    DR_33E("EU2023.1543/10/4", hours(96), ENFORCING, ACT_BY, "Notice of an emergency received: object, or not."),
    DR_34(
            "EU2023.1543/10/6",
            calendarDays(5),
            REQUESTING,
            ACT_BY,
            "Annex III received: answer; the order rests till then."),
    DR_35(
            "EU2023.1543/11/1",
            calendarDays(60),
            PROVIDER,
            HOLD_ENDS,
            "Preservation order received: it ceases unless Annex V."),
    DR_36("EU2023.1543/11/2", new Length.OpenEnded(), PROVIDER, HOLD_AT_LEAST, "Annex V in time: held until produced."),
    DR_37("EU2023.1543/4/5", hours(48), REQUESTING, ACT_BY, "Emergency order issued unvalidated: validate it."),
    DR_38("EU2023.1543/16/2", workingDays(5), ENFORCING, ACT_BY, "Order received for enforcement: recognise it."),
    DR_39("EU2023.1543/16/7", workingDays(5), REQUESTING, ACT_BY, "Question of the enforcing authority: answer it."),
    DR_40(
            "EU2023.1543/17/2",
            calendarDays(10),
            PROVIDER,
            ACT_BY,
            "Order received, law of a third state conflicts: object."),

    DR_50(
            "UNCC/42",
            calendarDays(60),
            REQUESTED,
            HOLD_AT_LEAST,
            "Preservation takes effect: data are held at least so long."),
    DR_60("JP-CCP/197/3", calendarDays(30), REQUESTED, HOLD_ENDS, "Japanese provider asked: it keeps traffic logs."),
    DR_61("US-18USC/2703/f/2", calendarDays(90), REQUESTED, HOLD_ENDS, "US provider asked: it keeps the records."),
    DR_62(
            "GH-CYBERSECURITY-ACT",
            calendarDays(120),
            REQUESTED,
            HOLD_ENDS,
            "Foreign request in Ghana: data are held so long."),

    DR_90("COMITY/acknowledgement", policy(), OURSELVES, ACT_BY, "Request delivered: its acknowledgement comes."),
    DR_91("COMITY/triage", policy(), OURSELVES, ACT_BY, "Request received: an officer takes it up."),
    DR_92("COMITY/chaser", policy(), OURSELVES, ACT_BY, "Partner silent: it gets a word."),
    DR_93("COMITY/translation", policy(), OURSELVES, ACT_BY, "Translation ordered: it is there."),
    DR_94("COMITY/mla-draft", policy(), OURSELVES, ACT_BY, "Data held for us: the request for them is drafted."),
    DR_95("COMITY/hand-over", policy(), OURSELVES, ACT_BY, "Handed over among our own: the other unit takes it up."),
    DR_96("COMITY/carry", policy(), OURSELVES, ACT_BY, "Message waits for a person: it is carried."),
    /**
     * ETS185/27/5 gives a postponement no time, so the authority names its own day (LAW-46). Policy makes a clock of it, whatever the
     * instrument of the request.
     */
    DR_97(
            "COMITY/review",
            new Length.AsNamed(),
            REQUESTED,
            ACT_BY,
            "Postponed: it is looked at again on the day named."),
    DR_98("COMITY/condition", policy(), OURSELVES, ACT_BY, "Condition with a day accepted: what it demands is done."),
    DR_99("COMITY/check", policy(), OURSELVES, ACT_BY, "Result received: an officer opens and checks it.");

    /** What falls due, which decides the side of doubt. */
    public enum Meaning {
        /** A floor: until then the data are there. What we hold is released late; what others hold may be gone early. */
        HOLD_AT_LEAST("held at least"),
        /** A ceiling: after it nobody need hold any more. Doubt as with a floor. */
        HOLD_ENDS("hold ends"),
        /** Somebody must have acted. What we owe is due early; others are late only when no reading excuses them. */
        ACT_BY("act by"),
        /** Only after it one may go on: doubt as with what others owe. */
        NOT_BEFORE("not before");

        private final String inWords;

        Meaning(String inWords) {
            this.inWords = inWords;
        }

        public String inWords() {
            return inWords;
        }

        public boolean isHold() {
            return this == HOLD_AT_LEAST || this == HOLD_ENDS;
        }
    }

    /** On whose shoulders the rule is. */
    public enum Obliged {
        REQUESTING,
        REQUESTED,
        PROVIDER,
        ENFORCING,
        RECEIVER,
        OURSELVES
    }

    /** What a rule itself says about prolonging: days each time, and how often. */
    public record Prolonging(int days, int times) {}

    private final String source;

    @SuppressWarnings("ImmutableEnumChecker") // records of numbers
    private final Length length;

    private final Obliged obliged;
    private final Meaning meaning;
    private final String says;

    DeadlineRule(String source, Length length, Obliged obliged, Meaning meaning, String says) {
        this.source = source;
        this.length = length;
        this.obliged = obliged;
        this.meaning = meaning;
        this.says = says;
    }

    /** Stable id, {@code DR-01}. */
    public String id() {
        return name().replace('_', '-');
    }

    public Citation source() {
        return Citation.of(source);
    }

    public Length length() {
        return length;
    }

    public Obliged obliged() {
        return obliged;
    }

    public Meaning meaning() {
        return meaning;
    }

    /** The event that starts the clock, and what follows. */
    public String says() {
        return says;
    }

    /** Calendar days of a rule that has such a figure; for {@link Meaning#HOLD_AT_LEAST} a floor that a holder's law may lengthen. */
    public int days() {
        if (length instanceof Length.CalendarDays(int days)) {
            return days;
        }
        throw new GatewayBug(id() + " has no figure in calendar days");
    }

    /** The instrument it belongs to; empty: a state's own law, or ours. */
    public Optional<Instrument> instrument() {
        String stem = source.substring(0, source.indexOf('/') < 0 ? source.length() : source.indexOf('/'));
        return Arrays.stream(Instrument.values())
                .filter(instrument -> instrument.citationStem().equals(stem))
                .findFirst();
    }

    /** The state whose own law it is. */
    public Optional<String> state() {
        return switch (this) {
            case DR_60 -> Optional.of("JP");
            case DR_61 -> Optional.of("US");
            case DR_62 -> Optional.of("GH");
            default -> Optional.empty();
        };
    }

    /** Whether nobody has compared it with its official text. */
    public boolean isFromMemory() {
        return this == DR_60 || instrument().map(Instrument::needsActivation).orElse(false);
    }

    /** Empty: the rule itself says nothing; the holder's law may ({@link HoldPolicy}). */
    public Optional<Prolonging> prolonging() {
        return switch (this) {
            case DR_35, DR_60 -> Optional.of(new Prolonging(30, 1));
            case DR_61 -> Optional.of(new Prolonging(90, 1));
            default -> Optional.empty();
        };
    }

    /** Whether it is one by which a partner gets a word about what it owes us. */
    public boolean isWord() {
        return this == DR_90 || this == DR_92;
    }

    /** Whether the longer of its figure and a stipulated time counts. */
    public boolean isLongerOfTwo() {
        return this == DR_20;
    }

    /** Whether it is of Article 27 of ETS 185, which is for states without a treaty of their own (ETS185/27/1). */
    public boolean isForWantOfTreaty() {
        return source.startsWith("ETS185/27/");
    }

    public boolean appliesBetween(Relationship relationship, LocalDate day) {
        if (state().isPresent()) {
            return state().filter(relationship.states()::containsKey).isPresent();
        }
        if (isForWantOfTreaty() && relationship.binds(Instrument.MLA_TREATY, day)) {
            return false;
        }
        return instrument().map(one -> relationship.binds(one, day)).orElse(true);
    }

    public static Optional<DeadlineRule> of(String id) {
        return Arrays.stream(values()).filter(rule -> rule.id().equals(id)).findFirst();
    }

    private static Length prompt() {
        return new Length.Promptly();
    }

    private static Length policy() {
        return new Length.OfPolicy();
    }
}
