/**
 * Computing deadlines: from a rule of {@code law} and its inputs to the instant when something falls due.
 *
 * <p>Promises: pure functions without a clock; a result names everything it was computed from and can be computed again; a
 * warning never falls after its deadline; in doubt we release late what we hold and warn early of what may vanish. The 60 days of
 * ETS185/29/7 are a floor that runs from when preservation takes effect, not from dispatch: until the holder says when, the
 * instant of sending stands in and the result is marked as estimated.
 *
 * <p>Days are counted on the calendar of the governing zone, so daylight saving time, New Year and leap days need no rule of
 * their own; hours are hours that pass. How a relationship counts decides what a holiday does, and the holidays themselves are
 * among the inputs: Jollyday, the library of {@link org.comity.deadlines.HolidayCalendars}, is asked once and its word is unverified until a
 * person confirms it. "Promptly" and "expeditiously" are no figures and never become a deadline here: they become a policy target, or nothing.
 *
 * <p>A rule and its inputs come to one {@link org.comity.deadlines.Outcome}: a deadline, a policy target, a clock that does not run, rests or
 * has no end. {@link org.comity.deadlines.Escalation} plans who hears of it. Arming and firing are of {@code casework}.
 */
@ApplicationModule(
        displayName = "Deadlines",
        allowedDependencies = {"law", "problems"})
@NullMarked
package org.comity.deadlines;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
