package org.comity.law;

import java.time.LocalDate;

/**
 * Of the day on which a postponed request is looked at again.
 *
 * @param said the day on which the postponement was said, where the authority is that says it
 */
public record ReviewFacts(LocalDate review, LocalDate said) implements Facts {}
