/**
 * XSD validation and the mapping between XML and {@code Message}.
 */
@ApplicationModule(
        displayName = "Schemas",
        allowedDependencies = {"messages", "partners", "law", "problems"})
@NullMarked
package org.comity.schemas;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
