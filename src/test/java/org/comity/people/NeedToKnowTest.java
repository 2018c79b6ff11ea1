package org.comity.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NeedToKnowTest {
    private final NeedToKnow matter =
            new NeedToKnow("jp-npa", new UnitId("cyber-1"), Set.of("kato"), Optional.of(new UnitId("central")));

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"OFFICER", "APPROVER", "SUPERVISOR"})
    void letsInTheUnitThatWorksOnTheMatter(Role role) {
        assertThat(matter.allows(actor("sato", "jp-npa", "cyber-1", role))).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"ADMINISTRATOR", "AUDITOR"})
    void givesNoContentToAdministratorsAndAuditorsEvenOfThatUnit(Role role) {
        assertThat(matter.allows(actor("sato", "jp-npa", "cyber-1", role))).isFalse();
        assertThat(matter.allows(actor("kato", "jp-npa", "cyber-2", role))).isFalse();
    }

    @Test // THREAT-92
    void keepsOtherUnitsOutUnlessASupervisorLetThePersonIn() {
        assertThat(matter.allows(actor("sato", "jp-npa", "cyber-2", Role.OFFICER)))
                .isFalse();
        assertThat(matter.allows(actor("kato", "jp-npa", "cyber-2", Role.OFFICER)))
                .isTrue();
        assertThat(matter.allows(actor("mori", "jp-npa", "cyber-2", Role.SUPERVISOR)))
                .isTrue();
    }

    @Test // UC-24/2: it reads what is offered to it, and works on it once it has taken it over
    void letsTheUnitReadThatItIsOfferedTo() {
        Actor there = actor("abe", "jp-npa", "central", Role.OFFICER);
        assertThat(matter.allows(there)).isTrue();
        assertThat(matter.isInCharge(there)).isFalse();
        assertThat(matter.allows(actor("abe", "jp-npa", "central", Role.AUDITOR)))
                .isFalse();
        assertThat(matter.allows(actor("abe", "jp-moj", "central", Role.OFFICER)))
                .isFalse();
    }

    @ParameterizedTest // THREAT-92
    @EnumSource(Role.class)
    void keepsEveryoneOfAnotherAgencyOut(Role role) {
        assertThat(matter.allows(actor("kato", "jp-moj", "cyber-1", role))).isFalse();
    }

    private static Actor actor(String name, String agency, String unit, Role role) {
        return new Actor(name, agency, new UnitId(unit), Set.of(role));
    }
}
