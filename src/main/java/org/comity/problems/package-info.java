/**
 * What can go wrong and be expected: the catalogue of problems and the values that carry them.
 *
 * <p>A problem has a stable code, says whose fault it is, one public sentence, one remedy and the rule behind it. Problems are
 * values ({@link org.comity.problems.Checked}): they are never retried, they are journalled and answered. Everything else is an
 * exception, which is retried with a growing pause and then parked. A state that cannot occur is a
 * {@link org.comity.problems.GatewayBug}.
 *
 * <p>The word <em>refusal</em> is kept for the legal decision of a requested State (ETS185/29/5, ETS185/27/4) and never used here.
 */
@ApplicationModule(
        displayName = "Problems",
        allowedDependencies = {})
@NullMarked
package org.comity.problems;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
