package org.comity.law;

import static org.comity.law.AnswerKind.ACCEPTED;
import static org.comity.law.AnswerKind.ACKNOWLEDGED;
import static org.comity.law.AnswerKind.CONDITIONAL;
import static org.comity.law.AnswerKind.CONDITIONS_ANSWERED;
import static org.comity.law.AnswerKind.DELAYED;
import static org.comity.law.AnswerKind.DISCLOSED;
import static org.comity.law.AnswerKind.FULFILLED;
import static org.comity.law.AnswerKind.INFORMATION_NEEDED;
import static org.comity.law.AnswerKind.NO_DATA;
import static org.comity.law.AnswerKind.PARTIAL;
import static org.comity.law.AnswerKind.POSTPONED;
import static org.comity.law.AnswerKind.REFERRED;
import static org.comity.law.AnswerKind.REFUSED;
import static org.comity.law.AnswerKind.RISK_NOTICED;
import static org.comity.law.AnswerKind.SECRECY_NOT_POSSIBLE;
import static org.comity.law.AnswerKind.USE_ASKED;
import static org.comity.law.AnswerKind.WITHDRAWN;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Kinds of request: the instrument they stand on, the article, who may send them, which answers they admit. A kind whose instrument
 * does not bind the two states on the day is off; those of CETS 224 and of the UN convention are off until a relationship says
 * since when they are on.
 */
public enum RequestKind {
    PRES_29(
            "preservation",
            Forms.PRESERVATION,
            Instrument.ETS185,
            "ETS185/29",
            Sender.ANY_AUTHORITY,
            Answers.PRESERVATION),
    PRES_29X(
            "extension of a preservation",
            Forms.PRESERVATION,
            Instrument.ETS185,
            "ETS185/29/7",
            Sender.ANY_AUTHORITY,
            Answers.EXTENSION),
    MLA_31S(
            "disclosure of subscriber information",
            Forms.ASSISTANCE,
            Instrument.ETS185,
            "ETS185/31",
            Sender.CENTRAL_AUTHORITY,
            Answers.ASSISTANCE),
    MLA_31(
            "search, seizure or disclosure of stored data",
            Forms.ASSISTANCE,
            Instrument.ETS185,
            "ETS185/31",
            Sender.CENTRAL_AUTHORITY,
            Answers.ASSISTANCE),
    MLA_33(
            "real-time collection of traffic data",
            Forms.ASSISTANCE,
            Instrument.ETS185,
            "ETS185/33",
            Sender.CENTRAL_AUTHORITY,
            Answers.ASSISTANCE),
    MLA_34(
            "interception of content data",
            Forms.ASSISTANCE,
            Instrument.ETS185,
            "ETS185/34",
            Sender.CENTRAL_AUTHORITY,
            Answers.ASSISTANCE),
    SPON_26(
            "offer of information without a request",
            Forms.OFFER,
            Instrument.ETS185,
            "ETS185/26",
            Sender.ANY_AUTHORITY,
            Answers.OFFER),
    POC_35(
            "question to a 24/7 point of contact",
            Forms.ASSISTANCE,
            Instrument.ETS185,
            "ETS185/35",
            Sender.CONTACT_POINT,
            Answers.CONTACT_POINT),
    EXTR_24(
            "hand-off of a request for extradition",
            Forms.ASSISTANCE,
            Instrument.ETS185,
            "ETS185/24",
            Sender.EXTRADITION_AUTHORITY,
            Answers.HAND_OFF),
    MLA_TREATY(
            "mutual assistance under a treaty",
            Forms.ASSISTANCE,
            Instrument.MLA_TREATY,
            "MLAT/1",
            Sender.CENTRAL_AUTHORITY,
            Answers.ASSISTANCE),
    MLA_DIPLO(
            "mutual assistance through diplomatic channels",
            Forms.ASSISTANCE,
            Instrument.RECIPROCITY,
            "AIAI/4",
            Sender.MINISTRY,
            Answers.ASSISTANCE),
    POL_ICPO(
            "police cooperation through INTERPOL",
            Forms.ASSISTANCE,
            Instrument.POLICE_ICPO,
            "ICPO/1",
            Sender.POLICE,
            Answers.POLICE),
    POL_G7(
            "police cooperation through the G7 24/7 network",
            Forms.ASSISTANCE,
            Instrument.POLICE_G7,
            "G7-24.7/1",
            Sender.CONTACT_POINT,
            Answers.POLICE),
    DNR_6(
            "domain name registration information",
            Forms.ASSISTANCE,
            Instrument.CETS224,
            "CETS224/6",
            Sender.ANY_AUTHORITY,
            Answers.ASSISTANCE),
    SUB_7(
            "order to a provider for subscriber information",
            Forms.ASSISTANCE,
            Instrument.CETS224,
            "CETS224/7",
            Sender.ANY_AUTHORITY,
            Answers.ORDER),
    NOTIF_7(
            "notification of an order to a provider",
            Forms.ASSISTANCE,
            Instrument.CETS224,
            "CETS224/7/5",
            Sender.ANY_AUTHORITY,
            Answers.NOTIFICATION),
    PROD_8(
            "giving effect to an order for production",
            Forms.ASSISTANCE,
            Instrument.CETS224,
            "CETS224/8",
            Sender.ANY_AUTHORITY,
            Answers.ASSISTANCE),
    EMER_9(
            "emergency disclosure between contact points",
            Forms.ASSISTANCE,
            Instrument.CETS224,
            "CETS224/9",
            Sender.CONTACT_POINT,
            Answers.EMERGENCY),
    EMLA_10(
            "emergency mutual assistance",
            Forms.ASSISTANCE,
            Instrument.CETS224,
            "CETS224/10",
            Sender.CENTRAL_AUTHORITY,
            Answers.ASSISTANCE),
    VTC_11(
            "hearing by video conference",
            Forms.ASSISTANCE,
            Instrument.CETS224,
            "CETS224/11",
            Sender.CENTRAL_AUTHORITY,
            Answers.ASSISTANCE),
    JIT_12(
            "joint investigation team",
            Forms.ASSISTANCE,
            Instrument.CETS224,
            "CETS224/12",
            Sender.ANY_AUTHORITY,
            Answers.ASSISTANCE),
    UN_40(
            "mutual assistance under the UN convention",
            Forms.ASSISTANCE,
            Instrument.UN_CYBERCRIME,
            "UNCC/40",
            Sender.CENTRAL_AUTHORITY,
            Answers.ASSISTANCE),
    UN_41(
            "question to a 24/7 point under the UN convention",
            Forms.ASSISTANCE,
            Instrument.UN_CYBERCRIME,
            "UNCC/41",
            Sender.CONTACT_POINT,
            Answers.CONTACT_POINT),
    UN_42(
            "preservation under the UN convention",
            Forms.PRESERVATION,
            Instrument.UN_CYBERCRIME,
            "UNCC/42",
            Sender.ANY_AUTHORITY,
            Answers.PRESERVATION),
    UN_42X(
            "extension of a preservation under the UN convention",
            Forms.PRESERVATION,
            Instrument.UN_CYBERCRIME,
            "UNCC/42",
            Sender.ANY_AUTHORITY,
            Answers.EXTENSION),
    UN_44(
            "access to stored data under the UN convention",
            Forms.ASSISTANCE,
            Instrument.UN_CYBERCRIME,
            "UNCC/44",
            Sender.CENTRAL_AUTHORITY,
            Answers.ASSISTANCE);

    /** What an authority must be to send a kind. */
    public enum Sender {
        ANY_AUTHORITY("any authority within its law"),
        CENTRAL_AUTHORITY("a central authority"),
        CONTACT_POINT("a 24/7 point of contact"),
        EXTRADITION_AUTHORITY("the authority named for extradition (ETS185/24/7)"),
        MINISTRY("a ministry, through its embassy"),
        POLICE("a national central bureau of INTERPOL");

        private final String inWords;

        Sender(String inWords) {
            this.inWords = inWords;
        }

        public String inWords() {
            return inWords;
        }

        /**
         * How what is recorded of a sender compares.
         *
         * @param direct in urgency, with a copy to the central authority (ETS185/27/9/a)
         */
        public Standing standing(Set<Designation> designations, boolean direct) {
            if (this == ANY_AUTHORITY) {
                return Standing.FITS;
            }
            if (designations.isEmpty()) {
                return Standing.NOT_RECORDED;
            }
            return isMetBy(designations, direct) ? Standing.FITS : Standing.NOT_DESIGNATED;
        }

        private boolean isMetBy(Set<Designation> designations, boolean direct) {
            return switch (this) {
                case ANY_AUTHORITY -> true;
                case CENTRAL_AUTHORITY ->
                    designations.contains(Designation.CENTRAL_AUTHORITY)
                            || (direct && designations.contains(Designation.JUDICIAL_AUTHORITY));
                case CONTACT_POINT -> designations.contains(Designation.CONTACT_POINT);
                case EXTRADITION_AUTHORITY -> designations.contains(Designation.EXTRADITION_AUTHORITY);
                case MINISTRY -> designations.contains(Designation.MINISTRY);
                case POLICE -> designations.contains(Designation.POLICE);
            };
        }
    }

    /** Whether a sender is what its kind of request needs, as far as it is recorded. */
    public enum Standing {
        FITS,
        NOT_DESIGNATED,
        NOT_RECORDED
    }

    /** Names of the contents that make requests, as in {@code schemas/v1/message.xsd}. */
    private static final class Forms {
        static final String PRESERVATION = "preservationRequest";
        static final String ASSISTANCE = "assistanceRequest";
        static final String OFFER = "offer";
    }

    private static final class Answers {
        /** Postponement is not among them: ETS 185 knows it for mutual assistance (27(5)), not for preservation. */
        static final Set<AnswerKind> PRESERVATION = EnumSet.of(
                ACKNOWLEDGED,
                INFORMATION_NEEDED,
                ACCEPTED,
                RISK_NOTICED,
                SECRECY_NOT_POSSIBLE,
                REFUSED,
                DELAYED,
                DISCLOSED,
                FULFILLED,
                NO_DATA,
                REFERRED,
                WITHDRAWN);

        static final Set<AnswerKind> EXTENSION =
                EnumSet.of(ACKNOWLEDGED, INFORMATION_NEEDED, ACCEPTED, REFUSED, FULFILLED, WITHDRAWN);

        static final Set<AnswerKind> ASSISTANCE = EnumSet.of(
                ACKNOWLEDGED,
                INFORMATION_NEEDED,
                ACCEPTED,
                REFUSED,
                POSTPONED,
                PARTIAL,
                CONDITIONAL,
                CONDITIONS_ANSWERED,
                SECRECY_NOT_POSSIBLE,
                DELAYED,
                REFERRED,
                FULFILLED,
                NO_DATA,
                USE_ASKED,
                WITHDRAWN);

        static final Set<AnswerKind> CONTACT_POINT = EnumSet.of(
                ACKNOWLEDGED,
                INFORMATION_NEEDED,
                ACCEPTED,
                REFUSED,
                SECRECY_NOT_POSSIBLE,
                DELAYED,
                REFERRED,
                FULFILLED,
                NO_DATA,
                WITHDRAWN);

        static final Set<AnswerKind> POLICE =
                EnumSet.of(ACKNOWLEDGED, INFORMATION_NEEDED, REFUSED, DELAYED, REFERRED, FULFILLED, NO_DATA, WITHDRAWN);

        static final Set<AnswerKind> OFFER = EnumSet.of(ACKNOWLEDGED, CONDITIONS_ANSWERED, WITHDRAWN);

        /** A provider discloses, has nothing of the kind, refuses, or is silent until Article 8 is open (CETS224/7/7). */
        static final Set<AnswerKind> ORDER = EnumSet.of(
                ACKNOWLEDGED, INFORMATION_NEEDED, REFUSED, PARTIAL, FULFILLED, NO_DATA, USE_ASKED, WITHDRAWN);

        /** Who is notified may have the provider not disclose, and says so with its reasons (CETS224/7/5): a refusal. */
        static final Set<AnswerKind> NOTIFICATION =
                EnumSet.of(ACKNOWLEDGED, INFORMATION_NEEDED, REFUSED, REFERRED, WITHDRAWN);

        /** Determined at once, on conditions if need be (CETS224/9/6): what is postponed averts nothing. */
        static final Set<AnswerKind> EMERGENCY = without(POSTPONED, ASSISTANCE);

        private static Set<AnswerKind> without(AnswerKind one, Set<AnswerKind> all) {
            Set<AnswerKind> rest = EnumSet.copyOf(all);
            rest.remove(one);
            return rest;
        }

        static final Set<AnswerKind> HAND_OFF = EnumSet.of(ACKNOWLEDGED, REFERRED, WITHDRAWN);
    }

    private final String label;
    private final String element;
    private final Instrument instrument;
    private final String basis;
    private final Sender sender;

    @SuppressWarnings("ImmutableEnumChecker") // unmodifiable
    private final Set<AnswerKind> answers;

    RequestKind(
            String label, String element, Instrument instrument, String basis, Sender sender, Set<AnswerKind> answers) {
        this.label = label;
        this.element = element;
        this.instrument = instrument;
        this.basis = basis;
        this.sender = sender;
        this.answers = Collections.unmodifiableSet(answers);
    }

    /** Stable code, {@code PRES-29}. */
    public String code() {
        return name().replace('_', '-');
    }

    /** In a few words for people. */
    public String label() {
        return label;
    }

    /** Name of the content that makes such a request. */
    public String element() {
        return element;
    }

    /** Whether a content of this name makes a request, of whatever kind. */
    public static boolean isElement(String name) {
        return Arrays.stream(values()).map(RequestKind::element).anyMatch(name::equals);
    }

    public Instrument instrument() {
        return instrument;
    }

    public Citation basis() {
        return Citation.of(basis);
    }

    public Sender sender() {
        return sender;
    }

    /** Who sends it, whatever else binds the two States. */
    public String senderInWords() {
        return hasDirectWay()
                ? sender.inWords()
                        + "; in urgency, where no treaty of the two States is in force, a judicial authority with its copy (ETS185/27/9/a)"
                : sender.inWords();
    }

    /** Who sends it between two States on a day: Article 27 is for those without a treaty of their own (ETS185/27/1). */
    public String senderInWords(Relationship pair, LocalDate day) {
        return hasDirectWay(pair, day)
                ? sender.inWords() + "; in urgency a judicial authority with its copy (ETS185/27/9/a)"
                : sender.inWords();
    }

    /** Whether in urgency one judicial authority may send it to the other (ETS185/27/9/a): not where a treaty binds (ETS185/27/1). */
    public boolean hasDirectWay(Relationship pair, LocalDate day) {
        return hasDirectWay() && !pair.binds(Instrument.MLA_TREATY, day);
    }

    private boolean hasDirectWay() {
        return sender == Sender.CENTRAL_AUTHORITY && instrument == Instrument.ETS185;
    }

    /** The paragraph that a State has to have reserved before it refuses a preservation for want of dual criminality. */
    Citation dualCriminality() {
        return instrument == Instrument.UN_CYBERCRIME ? basis() : Relationship.DUAL_CRIMINALITY;
    }

    /** An order to a provider abroad, or the word of it to the provider's State: a State may reserve not to take part (CETS224/7/9/a). */
    boolean isDirectOrder() {
        return this == SUB_7 || this == NOTIF_7;
    }

    public boolean admits(AnswerKind answer) {
        return answers.contains(answer);
    }

    public Set<AnswerKind> answers() {
        return answers;
    }

    /** Whether it asks for stored data, so that a decision on it is what a hold waits for (ETS185/29/7). */
    public boolean asksForStoredData() {
        return switch (this) {
            case MLA_31S, MLA_31, MLA_TREATY, MLA_DIPLO, SUB_7, PROD_8, EMER_9, EMLA_10, UN_40, UN_44 -> true;
            default -> false;
        };
    }

    /** Whether data are to be held for it, with a clock of their own. */
    public boolean isPreservation() {
        return element.equals(Forms.PRESERVATION);
    }

    /** What it brings lengthens a hold that another request made. */
    public boolean isExtension() {
        return this == PRES_29X || this == UN_42X;
    }

    /** A question to a 24/7 point: what it brings is advice or information, never by coercion (ETS185/35/1). */
    public boolean isQuestion() {
        return this == POC_35 || this == UN_41;
    }

    /** Police cooperation and questions to a contact point: what they bring is intelligence, and never closes a legal request. */
    public boolean isInformal() {
        return this == POL_ICPO || this == POL_G7 || isQuestion();
    }

    /** By its code, {@code PRES-29}. */
    public static Optional<RequestKind> of(String code) {
        return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
    }
}
