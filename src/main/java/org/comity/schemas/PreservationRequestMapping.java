package org.comity.schemas;

import java.util.Optional;
import org.comity.messages.PreservationRequest;
import org.comity.messages.PreservationRequest.Extension;
import org.comity.messages.PreservationRequest.FollowUp;
import org.comity.messages.PreservationRequest.New;
import org.comity.messages.PreservationRequest.Status;
import org.comity.schemas.v1.ExtensionElement;
import org.comity.schemas.v1.FollowUpElement;
import org.comity.schemas.v1.PreservationRequestElement;
import org.jspecify.annotations.Nullable;

/** {@code preservationRequest}, but for its authorities and its data. */
final class PreservationRequestMapping {

    private PreservationRequestMapping() {}

    static PreservationRequest read(PreservationRequestElement element) {
        return new PreservationRequest(
                Optional.ofNullable(element.getKind()),
                element.getReference(),
                Optional.ofNullable(element.getLanguage()),
                status(element.getExtension()),
                AuthorityMapping.read(element.getRequested()),
                Optional.ofNullable(element.getRequesting()).map(AuthorityMapping::read),
                Optional.ofNullable(element.getConfirmationContact()).map(AuthorityMapping::person),
                Optional.ofNullable(element.getInvestigating()).map(AuthorityMapping::read),
                Optional.ofNullable(element.getProsecution()).map(AuthorityMapping::office),
                Optional.ofNullable(element.getCourt()).map(AuthorityMapping::office),
                element.getOffence().stream().map(CaseMapping::offence).toList(),
                Optional.ofNullable(element.getFacts()),
                element.getData().stream().map(DataMapping::read).toList(),
                Optional.ofNullable(element.getCustodian()).map(CaseMapping::custodian),
                Optional.ofNullable(element.getNecessity()),
                CaseMapping.urgency(element.getUrgency()),
                Optional.ofNullable(element.getFollowUp()).map(PreservationRequestMapping::followUp),
                Boolean.TRUE.equals(element.isPartialDisclosure()),
                CaseMapping.confidentiality(element.getConfidentiality()),
                Optional.ofNullable(element.getDaysAsked()),
                element.getLink().stream().map(CaseMapping::link).toList(),
                Optional.ofNullable(element.getRemarks()));
    }

    static PreservationRequestElement write(PreservationRequest request) {
        PreservationRequestElement element = new PreservationRequestElement();
        element.setKind(request.code().orElse(null));
        element.setReference(request.reference());
        element.setLanguage(request.language().orElse(null));
        element.setExtension(extension(request.status()));
        element.setRequested(AuthorityMapping.write(request.requested()));
        element.setRequesting(request.requesting().map(AuthorityMapping::write).orElse(null));
        element.setConfirmationContact(
                request.confirmationContact().map(AuthorityMapping::person).orElse(null));
        element.setInvestigating(
                request.investigating().map(AuthorityMapping::write).orElse(null));
        element.setProsecution(
                request.prosecution().map(AuthorityMapping::office).orElse(null));
        element.setCourt(request.court().map(AuthorityMapping::office).orElse(null));
        request.offences().stream().map(CaseMapping::offence).forEach(element.getOffence()::add);
        element.setFacts(request.facts().orElse(null));
        request.data().stream().map(DataMapping::write).forEach(element.getData()::add);
        element.setCustodian(request.custodian().map(CaseMapping::custodian).orElse(null));
        element.setNecessity(request.necessity().orElse(null));
        element.setUrgency(CaseMapping.urgency(request.urgency()));
        element.setFollowUp(
                request.followUp().map(PreservationRequestMapping::followUp).orElse(null));
        element.setPartialDisclosure(request.partialDisclosure() ? true : null);
        element.setConfidentiality(CaseMapping.confidentiality(request.confidentiality()));
        element.setDaysAsked(request.daysAsked().orElse(null));
        request.links().stream().map(CaseMapping::link).forEach(element.getLink()::add);
        element.setRemarks(request.remarks().orElse(null));
        return element;
    }

    private static Status status(@Nullable ExtensionElement element) {
        return element == null ? new New() : new Extension(Optional.ofNullable(element.getPrevious()));
    }

    private static @Nullable ExtensionElement extension(Status status) {
        return switch (status) {
            case New fresh -> null;
            case Extension(var previous) -> {
                ExtensionElement element = new ExtensionElement();
                element.setPrevious(previous.orElse(null));
                yield element;
            }
        };
    }

    private static FollowUp followUp(FollowUpElement element) {
        return new FollowUp(element.getIntendedRequest(), Optional.ofNullable(element.getExpected()));
    }

    private static FollowUpElement followUp(FollowUp followUp) {
        FollowUpElement element = new FollowUpElement();
        element.setIntendedRequest(followUp.intendedRequest());
        element.setExpected(followUp.expected().orElse(null));
        return element;
    }
}
