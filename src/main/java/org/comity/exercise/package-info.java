/**
 * The exercise: this agency and, as a process of its own, a complete second gateway as its partner, with real keys, real TLS and real
 * sealed messages between them. It is what a newcomer sees first and what an operator practises with.
 *
 * <p>It uses the doors that everyone uses: settings files, key files, the REST interface. Both gateways run with
 * {@code comity.exercise=true}, so every message carries the mark of an exercise under its signature and a production gateway turns it
 * away. Its authority, passwords and tokens are examples and refused elsewhere.
 *
 * <p>Use case: UC-13.
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
