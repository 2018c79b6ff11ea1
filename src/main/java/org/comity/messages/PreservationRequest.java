package org.comity.messages;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.comity.law.Facts;
import org.comity.law.RequestKind;

/**
 * Expedited preservation of stored computer data: every item of ETS185/29/2 and every field of the T-CY template for Articles 29
 * and 30 (DOMAIN 5.1; its date is the message's {@code created}, its signature the envelope's). Items that the law requires are
 * optional here and checked by {@code law}, all at once, so that the author hears of every gap; hence this record can hold an
 * incomplete request.
 *
 * @param reference the requesting authority's case number (template 2)
 * @param code of the kind where it is not the usual one, {@code UN-42}, {@code UN-42X}; empty: {@code PRES-29}, or {@code PRES-29X} for an extension
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
 * @param links what it builds on, beside the request that it extends
 * @param daysAsked how long the data should be held, in days; of an extension counted from the end of the hold that it extends; empty: what the instrument gives
 */
public record PreservationRequest(
        Optional<String> code,
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
        List<Link> links,
        Optional<String> remarks)
        implements RequestContent {

    public PreservationRequest {
        offences = List.copyOf(offences);
        data = List.copyOf(data);
        links = List.copyOf(links);
    }

    /** Template 3. */
    public sealed interface Status permits New, Extension {}

    public record New() implements Status {}

    /** @param previous the holder's ticket or our reference of the request that is extended; required by {@code law} */
    public record Extension(Optional<String> previous) implements Status {}

    /** @param expected when the mutual assistance request is planned to leave */
    public record FollowUp(String intendedRequest, Optional<LocalDate> expected) {}

    @Override
    public Optional<RequestKind> requestKind() {
        RequestKind usual = status instanceof Extension ? RequestKind.PRES_29X : RequestKind.PRES_29;
        return code.map(RequestKind::of).orElse(Optional.of(usual)).filter(RequestKind::isPreservation);
    }

    /** Whether its code is one of its status: what an extension brings lengthens a hold, and what is new makes one. */
    boolean isKindOfStatus() {
        return requestKind().filter(RequestKind::isExtension).isPresent() == status instanceof Extension;
    }

    @Override
    public PreservationRequest addressed(Authority office, List<Link> others) {
        return with(status, office, data, custodian, others);
    }

    /** A new request for what another provider holds of the same communications (ETS185/30). */
    public PreservationRequest atProvider(String provider, List<DataItem> disclosed) {
        Custodian there = new Known(provider, Optional.empty(), Optional.empty());
        return with(new New(), requested, disclosed, Optional.of(there), links);
    }

    private PreservationRequest with(
            Status asked, Authority office, List<DataItem> items, Optional<Custodian> holder, List<Link> others) {
        return new PreservationRequest(
                code,
                reference,
                language,
                asked,
                office,
                requesting,
                confirmationContact,
                investigating,
                prosecution,
                court,
                offences,
                facts,
                items,
                holder,
                necessity,
                urgency,
                followUp,
                partialDisclosure,
                confidentiality,
                daysAsked,
                others,
                remarks);
    }

    @Override
    public Facts facts(Exchange exchange) {
        return PreservationView.of(this);
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
