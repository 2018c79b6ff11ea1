/**
 * The commands of the jar.
 */
@ApplicationModule(
        displayName = "Commands",
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
            "journal",
            "casework",
            "dashboard",
            "delivery",
            "desk",
            "exercise"
        })
@NullMarked
package org.comity.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
