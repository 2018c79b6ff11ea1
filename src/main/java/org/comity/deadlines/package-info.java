/**
 * Computing deadlines: from a rule of {@code law} and its inputs to the instant when something falls due.
 *
 * <p>Promises: pure functions without a clock; a result names everything it was computed from and can be computed again; a
 * warning never falls after its deadline; in doubt we release late what we hold and warn early of what may vanish. The 60 days of
 * ETS185/29/7 are a floor that runs from when preservation takes effect, not from dispatch: until the holder says when, the
 * instant of sending stands in and the result is marked as estimated.
 *
 * <p>Days are counted on the calendar of the governing zone, so daylight saving time, New Year and leap days need no rule of
 * their own. "Promptly" and "expeditiously" are no figures and never become a deadline here.
 */
@ApplicationModule(
        displayName = "Deadlines",
        allowedDependencies = {"law", "problems"})
@NullMarked
package org.comity.deadlines;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
