/**
 * Matter, request and hold: states, transition tables, who moves next.
 */
@ApplicationModule(
        displayName = "Matters",
        allowedDependencies = {"messages", "partners", "people", "law", "problems"})
@NullMarked
package org.comity.matters;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
