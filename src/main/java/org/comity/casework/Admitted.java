package org.comity.casework;

import java.util.Optional;
import org.comity.law.Relationship;
import org.comity.law.RequestKind;
import org.comity.matters.Matter;
import org.comity.matters.OperationId;
import org.comity.messages.RequestContent;
import org.comity.partners.AgencyId;

/**
 * A submission that nothing stands against: it may be opened as a request to its addressee.
 *
 * @param matter empty: a new one is opened
 * @param fourEyes whether it waits for a second person
 * @param operation the operation that it is a part of
 */
record Admitted(
        AgencyId from,
        Relationship relationship,
        RequestContent content,
        RequestKind kind,
        Optional<Matter> matter,
        boolean fourEyes,
        Optional<OperationId> operation) {

    /** The copy of it for the central authority. */
    Admitted copied(RequestContent linked, Matter of) {
        return new Admitted(from, relationship, linked, kind, Optional.of(of), fourEyes, operation);
    }

    /** As one of many: all in one matter and, where one relationship asks for it, all before the same second person. */
    Admitted within(OperationId operation, Matter matter, boolean fourEyes) {
        return new Admitted(from, relationship, content, kind, Optional.of(matter), fourEyes, Optional.of(operation));
    }
}
