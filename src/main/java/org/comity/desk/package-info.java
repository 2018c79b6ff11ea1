/**
 * REST and pages for officers.
 */
@ApplicationModule(
        displayName = "Desk",
        allowedDependencies = {
            "problems",
            "law",
            "deadlines",
            "partners",
            "people",
            "messages",
            "matters",
            "trust",
            "envelope",
            "schemas",
            "journal",
            "casework",
            "delivery"
        })
@NullMarked
package org.comity.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
