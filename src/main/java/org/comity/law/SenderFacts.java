package org.comity.law;

import java.util.Set;

/**
 * Of who sends a request.
 *
 * @param element name of the document's content
 * @param designations what the sender is designated for; empty: not recorded, and then nobody can say that it is amiss
 * @param direct whether it goes from one authority to another in urgency, with its copy to the central one (ETS185/27/9/a)
 */
public record SenderFacts(String element, RequestKind kind, Set<Designation> designations, boolean direct)
        implements Facts {

    public SenderFacts {
        designations = Set.copyOf(designations);
    }

    /** Whether what is recorded is amiss for a kind that needs {@code needed}. */
    boolean misses(RequestKind.Sender needed) {
        return kind.sender() == needed && needed.standing(designations, direct) == RequestKind.Standing.NOT_DESIGNATED;
    }
}
