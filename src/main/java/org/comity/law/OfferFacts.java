package org.comity.law;

/**
 * Of an offer of information without a request (ETS185/26).
 *
 * @param authority whether the offering authority is named
 * @param subject whether it is said what the information is about
 * @param conditions whether every condition says what it demands
 * @param beforehand whether the information is given although conditions are put
 */
public record OfferFacts(boolean authority, boolean subject, boolean conditions, boolean beforehand) implements Facts {}
