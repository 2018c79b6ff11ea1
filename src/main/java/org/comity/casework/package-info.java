/**
 * The use cases, one transaction each: submit, approve, seal, receive, process, answer, keep a clock, park, alert.
 *
 * <p>Every method here that changes something is one transaction, named on the method. Within it three things happen together or not
 * at all: the rows change, the journal gets its leaf, and the outbox gets what follows. What must happen outside (a mail, a delivery)
 * is an errand of the outbox and may happen again after a crash; it is recognised by its id.
 *
 * <p>Legal state changes in one place, {@link org.comity.casework.RequestMoves}; messages leave through one place,
 * {@link org.comity.casework.OutgoingMessages}; everything that happened is said in one place,
 * {@link org.comity.casework.Announcements}.
 *
 * <p>Sources: {@code docs/use-cases.md}; ETS185/25 to 35; THREATS 4 and 5.
 */
@ApplicationModule(
        displayName = "Casework",
        allowedDependencies = {
            "problems",
            "law",
            "law :: file",
            "deadlines",
            "partners",
            "people",
            "messages",
            "matters",
            "trust",
            "envelope",
            "schemas",
            "journal"
        })
@NullMarked
package org.comity.casework;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
