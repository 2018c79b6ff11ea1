package org.comity.schemas;

import java.util.Optional;
import org.comity.messages.RequestContent.Authority;
import org.comity.messages.RequestContent.CaseOffice;
import org.comity.messages.RequestContent.Person;
import org.comity.schemas.v1.AuthorityElement;
import org.comity.schemas.v1.CaseOfficeElement;
import org.comity.schemas.v1.PersonElement;

/** Authorities, persons and offices of the T-CY template. */
final class AuthorityMapping {

    private AuthorityMapping() {}

    static Authority read(AuthorityElement element) {
        return new Authority(
                element.getOrganisation(),
                Optional.ofNullable(element.getInCharge()).map(AuthorityMapping::person),
                Optional.ofNullable(element.getAddress()),
                Optional.ofNullable(element.getOfficeHours()),
                Optional.ofNullable(element.getZone()),
                Optional.ofNullable(element.getPreferredReply()));
    }

    static AuthorityElement write(Authority authority) {
        AuthorityElement element = new AuthorityElement();
        element.setOrganisation(authority.organisation());
        element.setInCharge(authority.inCharge().map(AuthorityMapping::person).orElse(null));
        element.setAddress(authority.address().orElse(null));
        element.setOfficeHours(authority.officeHours().orElse(null));
        element.setZone(authority.zone().orElse(null));
        element.setPreferredReply(authority.preferredReply().orElse(null));
        return element;
    }

    static Person person(PersonElement element) {
        return new Person(
                element.getName(),
                Optional.ofNullable(element.getTitle()),
                Optional.ofNullable(element.getFunction()),
                Optional.ofNullable(element.getTelephone()),
                Optional.ofNullable(element.getMobile()),
                Optional.ofNullable(element.getEmail()),
                Optional.ofNullable(element.getFax()));
    }

    static PersonElement person(Person person) {
        PersonElement element = new PersonElement();
        element.setName(person.name());
        element.setTitle(person.title().orElse(null));
        element.setFunction(person.function().orElse(null));
        element.setTelephone(person.telephone().orElse(null));
        element.setMobile(person.mobile().orElse(null));
        element.setEmail(person.email().orElse(null));
        element.setFax(person.fax().orElse(null));
        return element;
    }

    static CaseOffice office(CaseOfficeElement element) {
        return new CaseOffice(element.getOrganisation(), element.getCaseNumber());
    }

    static CaseOfficeElement office(CaseOffice office) {
        CaseOfficeElement element = new CaseOfficeElement();
        element.setOrganisation(office.organisation());
        element.setCaseNumber(office.caseNumber());
        return element;
    }
}
