package org.comity.messages;

import java.util.List;
import java.util.Optional;
import org.comity.law.Facts;
import org.comity.law.RequestKind;

/**
 * A request for assistance of any kind but preservation: mutual legal assistance under a convention, a treaty or reciprocity, a question
 * to a contact point, a police message, the hand-off of an extradition. Every kind has the same parts; which of them a kind must
 * have is the law's business, so this record too can hold an incomplete request.
 *
 * @param code of a {@code law.RequestKind} as it travels, such as {@code MLA-31}
 * @param reference the requesting authority's case number
 * @param language of the free text, BCP 47
 * @param parties who asks whom, and who works on the case
 * @param facts conduct, not labels (ETS185/25/5)
 * @param ask what is asked, and how it is to be done
 * @param basis what the request stands on
 * @param noPreservation whether it is said that no preservation precedes it
 */
public record AssistanceRequest(
        String code,
        String reference,
        Optional<String> language,
        Parties parties,
        List<Offence> offences,
        Optional<String> facts,
        List<DataItem> data,
        Optional<Custodian> custodian,
        Ask ask,
        Basis basis,
        UrgencyClaim urgency,
        Confidentiality confidentiality,
        List<Link> links,
        boolean noPreservation,
        Optional<String> remarks)
        implements RequestContent {

    public AssistanceRequest {
        offences = List.copyOf(offences);
        data = List.copyOf(data);
        links = List.copyOf(links);
    }

    /**
     * @param requesting who asks
     * @param confirmationContact who confirms by telephone that the requesting authority is what it says
     * @param investigating who investigates, if another than the requesting authority
     */
    public record Parties(
            Authority requested,
            Optional<Authority> requesting,
            Optional<Person> confirmationContact,
            Optional<Authority> investigating,
            Optional<CaseOffice> prosecution,
            Optional<CaseOffice> court) {

        Parties askedOf(Authority other) {
            return new Parties(other, requesting, confirmationContact, investigating, prosecution, court);
        }
    }

    /**
     * @param assistance what is asked, as the result wanted
     * @param measure code of a {@code law.Measure}
     * @param question code of a {@code law.PointQuestion}
     * @param necessity why it is needed and how it bears on the case
     * @param person who it is about, for an extradition or a hearing
     * @param collection when data are to be collected in real time
     * @param procedures how the requested authority is asked to proceed (ETS185/27/3)
     * @param certified whether the result is to be certified for a court
     * @param handling who may read it at the other end, in the words of the network
     * @param callBack a telephone number that answers now, E.164
     */
    public record Ask(
            Optional<String> assistance,
            Optional<String> measure,
            Optional<String> question,
            Optional<String> necessity,
            Optional<String> person,
            Optional<Period> collection,
            Optional<String> procedures,
            boolean certified,
            Optional<String> handling,
            Optional<String> callBack) {

        @Override
        public String toString() {
            return "Ask[" + measure.orElse("-") + "]";
        }
    }

    /**
     * @param treaty its name and the article asked under
     * @param domestic the power at home under which the asking authority could do the same
     * @param reciprocity the guarantee to do the same in a like case
     * @param essentiality why the evidence is essential
     */
    public record Basis(
            Optional<String> treaty,
            Optional<String> domestic,
            Optional<String> reciprocity,
            Optional<String> essentiality) {}

    @Override
    public Optional<RequestKind> requestKind() {
        return RequestKind.of(code).filter(kind -> kind.element().equals(kind()));
    }

    @Override
    public Authority requested() {
        return parties.requested();
    }

    @Override
    public AssistanceRequest addressed(Authority other, List<Link> others) {
        return new AssistanceRequest(
                code,
                reference,
                language,
                parties.askedOf(other),
                offences,
                facts,
                data,
                custodian,
                ask,
                basis,
                urgency,
                confidentiality,
                others,
                noPreservation,
                remarks);
    }

    @Override
    public Facts facts(Exchange exchange) {
        return AssistanceView.of(this);
    }

    @Override
    public String kind() {
        return "assistanceRequest";
    }

    @Override
    public String toString() {
        return "AssistanceRequest[" + code + "]";
    }
}
