package org.comity.law;

import java.util.Optional;

/** Every relationship that this gateway knows at this moment; an administrator can have the files read again. */
public interface Relationships {

    /** Empty: nothing is recorded, so nothing may be sent or accepted between the two. */
    Optional<Relationship> between(String one, String other);

    /** What is said about a holiday calendar; unverified if nothing is. */
    CalendarFacts calendar(String id);
}
