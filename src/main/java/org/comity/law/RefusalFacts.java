package org.comity.law;

import java.util.List;
import java.util.Optional;

/**
 * Of a refusal.
 *
 * @param ground code as it travels, known or not
 * @param reasons whether reasons are given
 * @param alternatives whether a partial or conditional grant was considered
 * @param forecast whether it is said why dual criminality will fail at disclosure (ETS185/29/4)
 * @param refusing state that refuses
 * @param offences codes of the refused request; empty when the request is not known here
 */
public record RefusalFacts(
        RequestKind kind,
        String ground,
        boolean reasons,
        boolean alternatives,
        boolean forecast,
        String refusing,
        Optional<List<String>> offences)
        implements Facts {
    public RefusalFacts {
        offences = offences.map(List::copyOf);
    }
}
