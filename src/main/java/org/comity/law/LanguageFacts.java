package org.comity.law;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Of the language in which a request is sent.
 *
 * @param element name of the document's content
 * @param requested the state that is asked
 * @param language of the free text, BCP 47; empty: its author did not say
 * @param enclosure whether files go with it: whether one of them is a translation, a person sees and no program
 * @param day on which it is sent
 */
public record LanguageFacts(
        String element, RequestKind kind, String requested, Optional<String> language, boolean enclosure, LocalDate day)
        implements Facts {

    boolean isUnderstood(Relationship relationship) {
        return language.flatMap(written -> relationship.takes(requested, written))
                .orElse(true); // not said, or not recorded: nobody can say that it is amiss
    }
}
