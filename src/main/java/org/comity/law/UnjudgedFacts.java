package org.comity.law;

/** Of what no instrument demands anything beyond its schema: acknowledgement, question, answer, withdrawal, rejection, part, ping. */
public record UnjudgedFacts() implements Facts {}
