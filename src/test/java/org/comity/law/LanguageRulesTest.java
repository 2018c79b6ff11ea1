package org.comity.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import org.comity.problems.Problem;
import org.junit.jupiter.api.Test;

/** LAW-93: in which language a request under a treaty goes. */
class LanguageRulesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 25);
    private static final String TAKES_ENGLISH = "relationships:\n  AT-JP:\n    languages: [en, de]\n";

    @Test
    void whereTheTreatyDemandsItAnUnreadableRequestComesWithATranslation() {
        Relationship pair = pair(TAKES_ENGLISH);
        assertThat(problems(pair, RequestKind.MLA_TREATY, "ja", false))
                .containsExactly("E-LAW-18 at assistanceRequest/@language (MLAT/1)");
        assertThat(problems(pair, RequestKind.MLA_TREATY, "ja", true)).isEmpty();
        assertThat(problems(pair, RequestKind.MLA_TREATY, "en-GB", false)).isEmpty();
        assertThat(problems(pair, RequestKind.MLA_TREATY, "DE", false)).isEmpty();
    }

    @Test
    void theConventionItselfDemandsNoLanguage() {
        assertThat(problems(pair(TAKES_ENGLISH), RequestKind.MLA_31, "ja", false))
                .isEmpty();
    }

    @Test
    void whatIsNotRecordedIsNeverAmiss() {
        Relationship shipped = pair("relationships: {}\n");
        assertThat(shipped.takes("AT", "ja")).isEmpty();
        assertThat(problems(shipped, RequestKind.MLA_TREATY, "ja", false)).isEmpty();
        LanguageFacts unsaid =
                new LanguageFacts("assistanceRequest", RequestKind.MLA_TREATY, "AT", Optional.empty(), false, DAY);
        assertThat(Requirements.check(unsaid, pair(TAKES_ENGLISH))).isEmpty();
    }

    private static java.util.List<String> problems(
            Relationship pair, RequestKind kind, String language, boolean enclosure) {
        return Requirements.check(
                        new LanguageFacts("assistanceRequest", kind, "AT", Optional.of(language), enclosure, DAY), pair)
                .stream()
                .map(Problem::toString)
                .toList();
    }

    private static Relationship pair(String yaml) {
        return ShippedRelationships.overridden(yaml).between("JP", "AT").orElseThrow();
    }
}
