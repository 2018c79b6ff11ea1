package org.comity.law.file;

import java.util.List;
import org.comity.law.RecordedRelationships;

/** What reading relationship files led to. */
public sealed interface Reading {

    record Read(RecordedRelationships relationships) implements Reading {}

    /** @param mistakes all of them, by file and line; at least one */
    record Mistaken(List<Mistake> mistakes) implements Reading {
        public Mistaken {
            mistakes = List.copyOf(mistakes);
        }
    }
}
