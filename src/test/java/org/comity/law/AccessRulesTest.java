package org.comity.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.comity.law.AccessFacts.ConsentFacts;
import org.comity.problems.Problem;
import org.junit.jupiter.api.Test;

/** PUB-32: what the log of an access without a request must tell (ETS185/32/a, ETS185/32/b). */
class AccessRulesTest {
    private static final ConsentFacts NONE = new ConsentFacts(false, false, false, false);
    private static final ConsentFacts WHOLE = new ConsentFacts(true, true, true, true);

    @Test // LAW-21, LAW-22, LAW-23, LAW-24
    void anEntrySaysWhatWhereAndWho() {
        assertThat(found(new AccessFacts("PUBLIC", true, true, true, NONE))).isEmpty();
        assertThat(found(new AccessFacts("", false, false, false, NONE)))
                .containsExactly(
                        "E-LAW-06 access/basis ETS185/32",
                        "E-LAW-01 access/data ETS185/32",
                        "E-LAW-01 access/source ETS185/32",
                        "E-LAW-01 access/accessedBy ETS185/32");
    }

    @Test // LAW-25, LAW-26, LAW-27, LAW-28
    void aConsentIsLawfulVoluntaryAndShown() {
        assertThat(found(new AccessFacts("CONSENT", true, true, true, WHOLE))).isEmpty();
        assertThat(found(new AccessFacts("CONSENT", true, true, true, NONE)))
                .containsExactly(
                        "E-LAW-01 access/consent/person ETS185/32/b",
                        "E-LAW-01 access/consent/authority ETS185/32/b",
                        "E-LAW-01 access/consent/voluntary ETS185/32/b",
                        "E-LAW-01 access/consent/evidence ETS185/32/b");
    }

    @Test // LAW-29
    void whatIsPublicRestsOnNobodysConsent() {
        ConsentFacts somebody = new ConsentFacts(true, false, false, false);
        assertThat(found(new AccessFacts("PUBLIC", true, true, true, somebody)))
                .containsExactly("E-LAW-20 access/consent ETS185/32/a");
    }

    private static List<String> found(AccessFacts facts) {
        List<Problem> problems = Requirements.check(facts, Relationship.unrecorded(StatePair.parse("JP-US")));
        return problems.stream()
                .map(problem -> problem.type().code() + " " + problem.where() + " " + problem.rule())
                .toList();
    }
}
