package org.comity.law;

import java.util.Set;

/**
 * An authority that a state has designated. The two directions differ: Japan sends through two authorities and receives through one.
 *
 * @param sends whether it may send requests to the other state
 * @param receives whether it answers requests of the other state
 * @param under instruments it was designated for
 */
public record Authority(String name, boolean sends, boolean receives, Set<Instrument> under, String source) {
    public Authority {
        under = Set.copyOf(under);
    }
}
