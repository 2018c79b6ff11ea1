/**
 * The steps that routes call, queues, retry, channels; starts the embedded broker.
 */
@ApplicationModule(
        displayName = "Delivery",
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
            "casework"
        })
@NullMarked
package org.comity.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
