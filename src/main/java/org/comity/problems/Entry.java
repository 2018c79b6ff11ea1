package org.comity.problems;

/** What the catalogue holds for one problem; see {@link ProblemType} for the meaning of each. */
record Entry(String code, Fault fault, String sentence, String remedy, String rule) {}
