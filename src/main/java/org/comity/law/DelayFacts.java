package org.comity.law;

import java.time.LocalDate;

/**
 * Of the day by which a delayed answer is expected.
 *
 * @param said the day on which the delay was said, where the authority is that says it
 */
public record DelayFacts(LocalDate expected, LocalDate said) implements Facts {}
