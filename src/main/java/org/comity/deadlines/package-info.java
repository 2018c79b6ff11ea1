/**
 * Computing deadlines: calendars, zones, estimates. Pure functions; the clock is a parameter.
 */
@ApplicationModule(
        displayName = "Deadlines",
        allowedDependencies = {"law", "problems"})
@NullMarked
package org.comity.deadlines;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
