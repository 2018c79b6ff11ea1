package org.comity.messages;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.comity.law.Facts;

/**
 * Expedited preservation of stored computer data: every item of ETS185/29/2 and every field of the T-CY template for Articles 29
 * and 30 (DOMAIN 5.1; its date is the message's {@code created}, its signature the envelope's). Items that the law requires are
 * optional here and checked by {@code law}, all at once, so that the author hears of every gap; hence this record can hold an
 * incomplete request.
 *
 * @param reference the requesting authority's case number (template 2)
 * @param language of the free text, BCP 47
 * @param status new, or the extension of an earlier request (template 3)
 * @param requested template 4
 * @param requesting who seeks the preservation (template 5, ETS185/29/2/a)
 * @param confirmationContact who confirms by telephone that the requesting authority is what it says (template 6)
 * @param investigating who investigates, if another than the requesting authority (template 7)
 * @param prosecution template 8
 * @param court template 8
 * @param facts short facts, conduct not labels (ETS185/29/2/b, ETS185/25/5)
 * @param data what is to be preserved, and how it is linked to the offence (ETS185/29/2/c)
 * @param custodian ETS185/29/2/d
 * @param necessity ETS185/29/2/e
 * @param followUp the declared intention to send a mutual assistance request (ETS185/29/2/f)
 * @param partialDisclosure asks for enough traffic data to find other providers of the path, should one turn up (ETS185/30/1)
 * @param daysAsked how long the data should be held, in days; empty: what the instrument gives
 */
public record PreservationRequest(
        String reference,
        Optional<String> language,
        Status status,
        Authority requested,
        Optional<Authority> requesting,
        Optional<Person> confirmationContact,
        Optional<Authority> investigating,
        Optional<CaseOffice> prosecution,
        Optional<CaseOffice> court,
        List<Offence> offences,
        Optional<String> facts,
        List<DataItem> data,
        Optional<Custodian> custodian,
        Optional<String> necessity,
        UrgencyClaim urgency,
        Optional<FollowUp> followUp,
        boolean partialDisclosure,
        Confidentiality confidentiality,
        Optional<Integer> daysAsked,
        Optional<String> remarks)
        implements Content {

    public PreservationRequest {
        offences = List.copyOf(offences);
        data = List.copyOf(data);
    }

    /** Template 3. */
    public sealed interface Status permits New, Extension {}

    public record New() implements Status {}

    /** @param previous the holder's ticket or our reference of the request that is extended; required by {@code law} */
    public record Extension(Optional<String> previous) implements Status {}

    /**
     * @param officeHours as worded by the authority
     * @param preferredReply means of reply, such as {@code gateway}, {@code e-mail}
     */
    public record Authority(
            String organisation,
            Optional<Person> inCharge,
            Optional<String> address,
            Optional<String> officeHours,
            Optional<ZoneId> zone,
            Optional<String> preferredReply) {}

    /** Telephone numbers in E.164. */
    public record Person(
            String name,
            Optional<String> title,
            Optional<String> function,
            Optional<String> telephone,
            Optional<String> mobile,
            Optional<String> email,
            Optional<String> fax) {

        @Override
        public String toString() {
            return "Person";
        }
    }

    public record CaseOffice(String organisation, String caseNumber) {}

    /**
     * @param code of DOMAIN 9.1, {@code BC02} to {@code BC11}, {@code OTH-COMP}, {@code OTH-EVID}
     * @param provision the national provision, as cited at home
     * @param qualification how the conduct is qualified under it
     * @param maximumMonths maximum penalty in months
     */
    public record Offence(
            String code, Optional<String> provision, Optional<String> qualification, Optional<Integer> maximumMonths) {}

    /**
     * Data to preserve, of one category and period.
     *
     * @param category of DOMAIN 9.2: {@code SUB}, {@code SUB-ACC}, {@code TRA}, {@code CON}
     * @param linkToOffence ETS185/29/2/c
     */
    public record DataItem(
            String category,
            Optional<String> description,
            List<Identifier> identifiers,
            Optional<Period> period,
            Optional<String> linkToOffence) {
        public DataItem {
            identifiers = List.copyOf(identifiers);
        }

        @Override
        public String toString() {
            return "DataItem[" + category + "]";
        }
    }

    /** Both ends belong to the period. */
    public record Period(OffsetDateTime from, OffsetDateTime until) {}

    public sealed interface Custodian permits Known, NoneKnown {}

    public record Known(String name, Optional<String> systemLocation, Optional<String> contact) implements Custodian {}

    /** Said explicitly, so that a forgotten field is not mistaken for "whatever is known". */
    public record NoneKnown() implements Custodian {}

    /** @param reason required by {@code law} unless routine */
    public record UrgencyClaim(Urgency level, Set<UrgencyGround> grounds, Optional<String> reason) {
        public UrgencyClaim {
            grounds = Set.copyOf(grounds);
        }
    }

    /** Coded, so that it needs no translation. */
    public enum UrgencyGround {
        VOLATILE_DATA,
        THREAT_TO_LIFE,
        ONGOING_OFFENCE,
        SUSPECT_IN_CUSTODY,
        SUSPECT_ABOUT_TO_BE_RELEASED,
        OTHER
    }

    /** @param expected when the mutual assistance request is planned to leave */
    public record FollowUp(String intendedRequest, Optional<LocalDate> expected) {}

    /** @param secret the existence and subject stay secret (ETS185/27/8); the user is not told */
    public record Confidentiality(boolean secret, Optional<String> instructions) {}

    @Override
    public Facts facts(Exchange exchange) {
        return PreservationView.of(this);
    }

    @Override
    public Optional<MessageId> about() {
        return Optional.empty();
    }

    @Override
    public String kind() {
        return "preservationRequest";
    }

    @Override
    public String toString() {
        return "PreservationRequest[" + data.size() + " data items]";
    }
}
