/**
 * Keys, certificate paths, revocation, rollover. Hands out capabilities, never key bytes.
 */
@ApplicationModule(
        displayName = "Trust",
        allowedDependencies = {"partners", "problems"})
@NullMarked
package org.comity.trust;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
