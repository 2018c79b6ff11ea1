/**
 * The exercise that runs this agency and a partner side by side.
 */
@ApplicationModule(
        displayName = "Exercise",
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
            "delivery",
            "desk"
        })
@NullMarked
package org.comity.exercise;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
