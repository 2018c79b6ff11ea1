package org.comity.law;

import java.util.OptionalInt;

/**
 * What a state asks of the other after an urgent request by expedited means (ETS185/25/3).
 *
 * @param required whether it demands formal confirmation
 * @param days within which; empty: demanded, but no time is recorded
 */
public record Confirmation(boolean required, OptionalInt days) {}
