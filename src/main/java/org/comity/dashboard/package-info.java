/**
 * Read models: what is pending, who moves next, what happened to one request, what is set aside.
 *
 * <p>Promises. Nothing here changes anything. Need-to-know ({@link org.comity.people.NeedToKnow}) is a condition inside every query
 * ({@link org.comity.dashboard.Reach}), never a filter afterwards; what a person may not see is not counted either, and looks like what
 * does not exist (THREAT-91, THREAT-92). A page of a list costs one index range, whatever the number of requests. Lists show
 * references, states and dates; the content of messages is read through {@code casework}, which journals the reader.
 *
 * <p>Sources: {@code docs/rest.md}; keyset paging after M. Winand, "no offset".
 */
@ApplicationModule(
        displayName = "Dashboard",
        allowedDependencies = {
            "problems",
            "law",
            "deadlines",
            "partners",
            "people",
            "messages",
            "matters",
            "journal",
            "casework"
        })
@NullMarked
package org.comity.dashboard;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
