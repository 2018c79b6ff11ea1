package org.comity.law;

import java.time.Instant;

/** Of the statement that data are held (ETS185/29/7). */
public record HoldFacts(Instant from, Instant until) implements Facts {}
