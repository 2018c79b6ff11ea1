package org.comity.schemas;

import java.util.HashSet;
import java.util.Optional;
import org.comity.messages.PreservationRequest;
import org.comity.messages.PreservationRequest.Confidentiality;
import org.comity.messages.PreservationRequest.Custodian;
import org.comity.messages.PreservationRequest.Extension;
import org.comity.messages.PreservationRequest.FollowUp;
import org.comity.messages.PreservationRequest.Known;
import org.comity.messages.PreservationRequest.New;
import org.comity.messages.PreservationRequest.NoneKnown;
import org.comity.messages.PreservationRequest.Offence;
import org.comity.messages.PreservationRequest.Status;
import org.comity.messages.PreservationRequest.UrgencyClaim;
import org.comity.schemas.v1.ConfidentialityElement;
import org.comity.schemas.v1.CustodianElement;
import org.comity.schemas.v1.ExtensionElement;
import org.comity.schemas.v1.FollowUpElement;
import org.comity.schemas.v1.KnownCustodianElement;
import org.comity.schemas.v1.NothingElement;
import org.comity.schemas.v1.OffenceElement;
import org.comity.schemas.v1.PreservationRequestElement;
import org.comity.schemas.v1.UrgencyClaimElement;
import org.jspecify.annotations.Nullable;

/** {@code preservationRequest}, but for its authorities and its data. */
final class PreservationRequestMapping {

    private PreservationRequestMapping() {}

    static PreservationRequest read(PreservationRequestElement element) {
        return new PreservationRequest(
                element.getReference(),
                Optional.ofNullable(element.getLanguage()),
                status(element.getExtension()),
                AuthorityMapping.read(element.getRequested()),
                Optional.ofNullable(element.getRequesting()).map(AuthorityMapping::read),
                Optional.ofNullable(element.getConfirmationContact()).map(AuthorityMapping::person),
                Optional.ofNullable(element.getInvestigating()).map(AuthorityMapping::read),
                Optional.ofNullable(element.getProsecution()).map(AuthorityMapping::office),
                Optional.ofNullable(element.getCourt()).map(AuthorityMapping::office),
                element.getOffence().stream()
                        .map(PreservationRequestMapping::offence)
                        .toList(),
                Optional.ofNullable(element.getFacts()),
                element.getData().stream().map(DataMapping::read).toList(),
                Optional.ofNullable(element.getCustodian()).map(PreservationRequestMapping::custodian),
                Optional.ofNullable(element.getNecessity()),
                urgency(element.getUrgency()),
                Optional.ofNullable(element.getFollowUp()).map(PreservationRequestMapping::followUp),
                Boolean.TRUE.equals(element.isPartialDisclosure()),
                confidentiality(element.getConfidentiality()),
                Optional.ofNullable(element.getDaysAsked()),
                Optional.ofNullable(element.getRemarks()));
    }

    static PreservationRequestElement write(PreservationRequest request) {
        PreservationRequestElement element = new PreservationRequestElement();
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
        request.offences().stream().map(PreservationRequestMapping::offence).forEach(element.getOffence()::add);
        element.setFacts(request.facts().orElse(null));
        request.data().stream().map(DataMapping::write).forEach(element.getData()::add);
        element.setCustodian(
                request.custodian().map(PreservationRequestMapping::custodian).orElse(null));
        element.setNecessity(request.necessity().orElse(null));
        element.setUrgency(urgency(request.urgency()));
        element.setFollowUp(
                request.followUp().map(PreservationRequestMapping::followUp).orElse(null));
        element.setPartialDisclosure(request.partialDisclosure() ? true : null);
        element.setConfidentiality(confidentiality(request.confidentiality()));
        element.setDaysAsked(request.daysAsked().orElse(null));
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

    private static Offence offence(OffenceElement element) {
        return new Offence(
                element.getCode(),
                Optional.ofNullable(element.getProvision()),
                Optional.ofNullable(element.getQualification()),
                Optional.ofNullable(element.getMaximumMonths()));
    }

    private static OffenceElement offence(Offence offence) {
        OffenceElement element = new OffenceElement();
        element.setCode(offence.code());
        element.setProvision(offence.provision().orElse(null));
        element.setQualification(offence.qualification().orElse(null));
        element.setMaximumMonths(offence.maximumMonths().orElse(null));
        return element;
    }

    private static Custodian custodian(CustodianElement element) {
        KnownCustodianElement known = element.getKnown();
        return known == null
                ? new NoneKnown()
                : new Known(
                        known.getName(),
                        Optional.ofNullable(known.getSystemLocation()),
                        Optional.ofNullable(known.getContact()));
    }

    private static CustodianElement custodian(Custodian custodian) {
        CustodianElement element = new CustodianElement();
        switch (custodian) {
            case NoneKnown none -> element.setNoneKnown(new NothingElement());
            case Known known -> {
                KnownCustodianElement named = new KnownCustodianElement();
                named.setName(known.name());
                named.setSystemLocation(known.systemLocation().orElse(null));
                named.setContact(known.contact().orElse(null));
                element.setKnown(named);
            }
        }
        return element;
    }

    private static UrgencyClaim urgency(UrgencyClaimElement element) {
        return new UrgencyClaim(
                element.getLevel(), new HashSet<>(element.getGround()), Optional.ofNullable(element.getReason()));
    }

    private static UrgencyClaimElement urgency(UrgencyClaim urgency) {
        UrgencyClaimElement element = new UrgencyClaimElement();
        element.setLevel(urgency.level());
        urgency.grounds().stream().sorted().forEach(element.getGround()::add);
        element.setReason(urgency.reason().orElse(null));
        return element;
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

    private static Confidentiality confidentiality(@Nullable ConfidentialityElement element) {
        return element == null
                ? new Confidentiality(false, Optional.empty())
                : new Confidentiality(element.isSecret(), Optional.ofNullable(element.getInstructions()));
    }

    private static ConfidentialityElement confidentiality(Confidentiality confidentiality) {
        ConfidentialityElement element = new ConfidentialityElement();
        element.setSecret(confidentiality.secret());
        element.setInstructions(confidentiality.instructions().orElse(null));
        return element;
    }
}
