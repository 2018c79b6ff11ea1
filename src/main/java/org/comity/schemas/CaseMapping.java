package org.comity.schemas;

import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import org.comity.messages.Condition;
import org.comity.messages.MessageId;
import org.comity.messages.RequestContent.Confidentiality;
import org.comity.messages.RequestContent.Custodian;
import org.comity.messages.RequestContent.Known;
import org.comity.messages.RequestContent.Link;
import org.comity.messages.RequestContent.NoneKnown;
import org.comity.messages.RequestContent.Offence;
import org.comity.messages.RequestContent.UrgencyClaim;
import org.comity.schemas.v1.ConditionElement;
import org.comity.schemas.v1.ConfidentialityElement;
import org.comity.schemas.v1.CustodianElement;
import org.comity.schemas.v1.KnownCustodianElement;
import org.comity.schemas.v1.LinkElement;
import org.comity.schemas.v1.NothingElement;
import org.comity.schemas.v1.OffenceElement;
import org.comity.schemas.v1.UrgencyClaimElement;
import org.jspecify.annotations.Nullable;

/** The parts that requests of every kind share, but for their authorities and their data. */
final class CaseMapping {

    private CaseMapping() {}

    static Offence offence(OffenceElement element) {
        return new Offence(
                element.getCode(),
                Optional.ofNullable(element.getProvision()),
                Optional.ofNullable(element.getQualification()),
                Optional.ofNullable(element.getMaximumMonths()));
    }

    static OffenceElement offence(Offence offence) {
        OffenceElement element = new OffenceElement();
        element.setCode(offence.code());
        element.setProvision(offence.provision().orElse(null));
        element.setQualification(offence.qualification().orElse(null));
        element.setMaximumMonths(offence.maximumMonths().orElse(null));
        return element;
    }

    static Custodian custodian(CustodianElement element) {
        KnownCustodianElement known = element.getKnown();
        return known == null
                ? new NoneKnown()
                : new Known(
                        known.getName(),
                        Optional.ofNullable(known.getSystemLocation()),
                        Optional.ofNullable(known.getContact()));
    }

    static CustodianElement custodian(Custodian custodian) {
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

    static UrgencyClaim urgency(UrgencyClaimElement element) {
        return new UrgencyClaim(
                element.getLevel(), new HashSet<>(element.getGround()), Optional.ofNullable(element.getReason()));
    }

    static UrgencyClaimElement urgency(UrgencyClaim urgency) {
        UrgencyClaimElement element = new UrgencyClaimElement();
        element.setLevel(urgency.level());
        urgency.grounds().stream().sorted().forEach(element.getGround()::add);
        element.setReason(urgency.reason().orElse(null));
        return element;
    }

    static Confidentiality confidentiality(@Nullable ConfidentialityElement element) {
        return element == null
                ? new Confidentiality(false, Optional.empty())
                : new Confidentiality(element.isSecret(), Optional.ofNullable(element.getInstructions()));
    }

    static ConfidentialityElement confidentiality(Confidentiality confidentiality) {
        ConfidentialityElement element = new ConfidentialityElement();
        element.setSecret(confidentiality.secret());
        element.setInstructions(confidentiality.instructions().orElse(null));
        return element;
    }

    static Link link(LinkElement element) {
        return new Link(
                element.getRelation(),
                Optional.ofNullable(element.getMessage()).map(ContentMapping::id),
                Optional.ofNullable(element.getReference()),
                Optional.ofNullable(element.getDate()),
                Optional.ofNullable(element.getChannel()));
    }

    static LinkElement link(Link link) {
        LinkElement element = new LinkElement();
        element.setRelation(link.relation());
        element.setMessage(link.message().map(MessageId::toString).orElse(null));
        element.setReference(link.reference().orElse(null));
        element.setDate(link.date().orElse(null));
        element.setChannel(link.channel().orElse(null));
        return element;
    }

    static Condition condition(ConditionElement element) {
        return new Condition(element.getKind(), orEmpty(element.getDemand()), Optional.ofNullable(element.getDueBy()));
    }

    static ConditionElement condition(Condition condition) {
        ConditionElement element = new ConditionElement();
        element.setKind(condition.kind());
        element.setDemand(orNull(condition.demand()));
        element.setDueBy(condition.dueBy().orElse(null));
        return element;
    }

    /** Texts that may be left out are empty here and absent there. */
    static String orEmpty(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
