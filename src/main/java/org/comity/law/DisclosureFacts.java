package org.comity.law;

import java.util.Optional;

/**
 * Of the disclosure of another provider (ETS185/30).
 *
 * @param named whether the provider and its state are named
 * @param ground code of the {@link RefusalGround} on which that is withheld
 * @param reasons whether withholding is explained
 */
public record DisclosureFacts(boolean named, Optional<String> ground, boolean reasons) implements Facts {}
