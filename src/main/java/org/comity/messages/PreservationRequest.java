package org.comity.messages;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Expedited preservation of stored computer data: every item of ETS185/29/2 and every field of the T-CY template for Articles 29
 * and 30 (DOMAIN 5.1). Optional items that the law requires are checked by {@code law}, all at once, so that the author hears of
 * every gap; hence this record can hold an incomplete request.
 *
 * @param reference the requesting authority's case number (template 2)
 * @param extensionOf reference of the request that this one extends (template 3); empty: new
 * @param confirmationContact who confirms by telephone that the requesting authority is what it says (template 6)
 * @param investigating who investigates, if another than the requesting authority (template 7)
 * @param facts short facts, conduct not labels (ETS185/29/2/b, ETS185/25/5)
 * @param custodian ETS185/29/2/d
 * @param necessity ETS185/29/2/e
 * @param followUp the declared intention to send a mutual assistance request (ETS185/29/2/f)
 */
public record PreservationRequest(
        String reference,
        Optional<String> extensionOf,
        Authority requested,
        Authority requesting,
        Optional<Person> confirmationContact,
        Optional<Authority> investigating,
        Optional<CaseOffice> prosecution,
        List<Offence> offences,
        Optional<String> facts,
        List<DataItem> data,
        Optional<Custodian> custodian,
        Optional<String> necessity,
        UrgencyClaim urgency,
        Optional<FollowUp> followUp,
        Confidentiality confidentiality,
        Optional<Integer> daysAsked,
        Optional<String> remarks)
        implements Content {

    public PreservationRequest {
        offences = List.copyOf(offences);
        data = List.copyOf(data);
    }

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
            Optional<String> function,
            Optional<String> telephone,
            Optional<String> mobile,
            Optional<String> email,
            Optional<String> fax) {}

    public record CaseOffice(String organisation, String caseNumber) {}

    /**
     * @param code of DOMAIN 9.1, {@code BC02} to {@code BC11}, {@code OTH-COMP}, {@code OTH-EVID}
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
            String category, List<Identifier> identifiers, Optional<Period> period, Optional<String> linkToOffence) {
        public DataItem {
            identifiers = List.copyOf(identifiers);
        }
    }

    public record Period(java.time.OffsetDateTime from, java.time.OffsetDateTime until) {}

    public sealed interface Custodian permits Known, NoneKnown {}

    public record Known(String name, Optional<String> systemLocation, Optional<String> contact) implements Custodian {}

    /** Said explicitly, so that a forgotten field is not mistaken for "whatever is known". */
    public record NoneKnown() implements Custodian {}

    public record UrgencyClaim(Urgency level, Optional<String> reason) {}

    /** @param expected when the mutual assistance request is planned to leave */
    public record FollowUp(String intendedRequest, Optional<LocalDate> expected) {}

    /** @param secret the existence and subject stay secret (ETS185/27/8); the user is not told */
    public record Confidentiality(boolean secret, Optional<String> instructions) {}

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
