package org.comity.schemas;

import java.util.Optional;
import org.comity.messages.AssistanceRequest;
import org.comity.messages.AssistanceRequest.Ask;
import org.comity.messages.AssistanceRequest.Basis;
import org.comity.messages.AssistanceRequest.Parties;
import org.comity.schemas.v1.AssistanceRequestElement;

/** {@code assistanceRequest}: every request but preservation and offers. */
final class AssistanceRequestMapping {

    private AssistanceRequestMapping() {}

    static AssistanceRequest read(AssistanceRequestElement element) {
        return new AssistanceRequest(
                element.getKind(),
                element.getReference(),
                Optional.ofNullable(element.getLanguage()),
                parties(element),
                element.getOffence().stream().map(CaseMapping::offence).toList(),
                Optional.ofNullable(element.getFacts()),
                element.getData().stream().map(DataMapping::read).toList(),
                Optional.ofNullable(element.getCustodian()).map(CaseMapping::custodian),
                ask(element),
                new Basis(
                        Optional.ofNullable(element.getTreaty()),
                        Optional.ofNullable(element.getDomesticBasis()),
                        Optional.ofNullable(element.getReciprocity()),
                        Optional.ofNullable(element.getEssentiality())),
                CaseMapping.urgency(element.getUrgency()),
                CaseMapping.confidentiality(element.getConfidentiality()),
                element.getLink().stream().map(CaseMapping::link).toList(),
                Boolean.TRUE.equals(element.isNoPreservation()),
                Optional.ofNullable(element.getRemarks()));
    }

    static AssistanceRequestElement write(AssistanceRequest request) {
        AssistanceRequestElement element = new AssistanceRequestElement();
        element.setKind(request.code());
        element.setReference(request.reference());
        element.setLanguage(request.language().orElse(null));
        parties(request.parties(), element);
        request.offences().stream().map(CaseMapping::offence).forEach(element.getOffence()::add);
        element.setFacts(request.facts().orElse(null));
        request.data().stream().map(DataMapping::write).forEach(element.getData()::add);
        element.setCustodian(request.custodian().map(CaseMapping::custodian).orElse(null));
        ask(request.ask(), element);
        element.setTreaty(request.basis().treaty().orElse(null));
        element.setDomesticBasis(request.basis().domestic().orElse(null));
        element.setReciprocity(request.basis().reciprocity().orElse(null));
        element.setEssentiality(request.basis().essentiality().orElse(null));
        element.setUrgency(CaseMapping.urgency(request.urgency()));
        element.setConfidentiality(CaseMapping.confidentiality(request.confidentiality()));
        request.links().stream().map(CaseMapping::link).forEach(element.getLink()::add);
        element.setNoPreservation(request.noPreservation() ? true : null);
        element.setRemarks(request.remarks().orElse(null));
        return element;
    }

    private static Parties parties(AssistanceRequestElement element) {
        return new Parties(
                AuthorityMapping.read(element.getRequested()),
                Optional.ofNullable(element.getRequesting()).map(AuthorityMapping::read),
                Optional.ofNullable(element.getConfirmationContact()).map(AuthorityMapping::person),
                Optional.ofNullable(element.getInvestigating()).map(AuthorityMapping::read),
                Optional.ofNullable(element.getProsecution()).map(AuthorityMapping::office),
                Optional.ofNullable(element.getCourt()).map(AuthorityMapping::office));
    }

    private static void parties(Parties parties, AssistanceRequestElement element) {
        element.setRequested(AuthorityMapping.write(parties.requested()));
        element.setRequesting(parties.requesting().map(AuthorityMapping::write).orElse(null));
        element.setConfirmationContact(
                parties.confirmationContact().map(AuthorityMapping::person).orElse(null));
        element.setInvestigating(
                parties.investigating().map(AuthorityMapping::write).orElse(null));
        element.setProsecution(
                parties.prosecution().map(AuthorityMapping::office).orElse(null));
        element.setCourt(parties.court().map(AuthorityMapping::office).orElse(null));
    }

    private static Ask ask(AssistanceRequestElement element) {
        return new Ask(
                Optional.ofNullable(element.getAssistance()),
                Optional.ofNullable(element.getMeasure()),
                Optional.ofNullable(element.getQuestion()),
                Optional.ofNullable(element.getNecessity()),
                Optional.ofNullable(element.getPerson()),
                Optional.ofNullable(element.getCollection()).map(DataMapping::period),
                Optional.ofNullable(element.getProcedures()),
                Boolean.TRUE.equals(element.isCertified()),
                Optional.ofNullable(element.getHandling()),
                Optional.ofNullable(element.getCallBack()));
    }

    private static void ask(Ask ask, AssistanceRequestElement element) {
        element.setAssistance(ask.assistance().orElse(null));
        element.setMeasure(ask.measure().orElse(null));
        element.setQuestion(ask.question().orElse(null));
        element.setNecessity(ask.necessity().orElse(null));
        element.setPerson(ask.person().orElse(null));
        element.setCollection(ask.collection().map(DataMapping::period).orElse(null));
        element.setProcedures(ask.procedures().orElse(null));
        element.setCertified(ask.certified() ? true : null);
        element.setHandling(ask.handling().orElse(null));
        element.setCallBack(ask.callBack().orElse(null));
    }
}
