/**
 * Read models for what is pending and who moves next.
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
