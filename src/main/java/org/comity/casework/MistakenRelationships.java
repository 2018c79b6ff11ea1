package org.comity.casework;

import java.util.List;
import java.util.stream.Collectors;
import org.comity.law.file.Mistake;

/** The gateway does not start on a relationship file that says something else than was meant. */
public final class MistakenRelationships extends RuntimeException {
    private static final long serialVersionUID = 1;

    MistakenRelationships(List<Mistake> mistakes) {
        super("The relationship files have mistakes:\n"
                + mistakes.stream().map(one -> "  - " + one).collect(Collectors.joining("\n")));
    }
}
