/**
 * The use cases, one transaction each.
 */
@ApplicationModule(
        displayName = "Casework",
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
            "journal"
        })
@NullMarked
package org.comity.casework;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
