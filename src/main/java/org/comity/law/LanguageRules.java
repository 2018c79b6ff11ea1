package org.comity.law;

import java.util.List;
import org.comity.problems.LawProblem;

/** In which language a request goes, where its instrument says so between the two states. ETS 185 itself says nothing of languages. */
final class LanguageRules {
    private LanguageRules() {}

    static final List<Rule<LanguageFacts>> ALL = List.of(new Rule<>(
            "LAW-93",
            Citation.of("MLAT/1"),
            "Where the treaty demands it, the request is in a language that the requested state takes, or comes with a translation.",
            LawProblem.TRANSLATION_MISSING,
            (facts, relationship) ->
                    relationship.demandsTranslation(facts.kind().instrument(), facts.day())
                                    && !facts.isUnderstood(relationship)
                                    && !facts.enclosure()
                            ? List.of(facts.element() + "/@language")
                            : List.of()));
}
