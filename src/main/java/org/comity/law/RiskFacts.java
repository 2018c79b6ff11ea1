package org.comity.law;

/** Of a notice that preservation would not secure the data or would endanger the investigation (ETS185/29/6). */
public record RiskFacts(boolean reason) implements Facts {}
