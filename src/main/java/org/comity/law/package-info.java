/**
 * The treaty as data and pure functions over its own {@code Facts}: instruments, relationships, kinds, refusal grounds, deadline rules.
 */
@ApplicationModule(
        displayName = "Law",
        allowedDependencies = {"problems"})
@NullMarked
package org.comity.law;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
