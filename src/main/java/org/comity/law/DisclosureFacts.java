package org.comity.law;

import java.util.Optional;

/**
 * Of the disclosure of another provider (ETS185/30).
 *
 * @param named whether the provider and its state are named
 * @param path whether the way of the communication is told
 * @param ground code of the {@link RefusalGround} on which that is withheld
 * @param reasons whether withholding is explained
 */
public record DisclosureFacts(boolean named, boolean path, Optional<String> ground, boolean reasons) implements Facts {}
