/**
 * The treaty as data and pure functions: instruments, relationships between states, kinds of request and what each must contain,
 * grounds of refusal, deadline rules.
 *
 * <p>Promises: every rule cites its paragraph ({@code ETS185/29/2/f}); a check names every problem at once; nothing here reads a
 * clock, a file or a network. What binds two states is configuration ({@code relationships.yaml}, read by {@link org.comity.law.file}): a
 * new ratification needs no release, and what is not recorded stays "not recorded". Rules known from memory or not in force are present
 * and off until a relationship records the day of their instrument's activation. The module knows messages only as {@link org.comity.law.Facts}.
 *
 * <p>Sources: Convention on Cybercrime (ETS 185), Articles 2 to 11, 14, 16, 18, 23 to 29; T-CY template for Articles 29 and 30
 * (T-CY(2018)11). RFC 6302 for what makes an IP address useful, RFC 5952 for its text. {@code docs/law.md} is made from the rules
 * here: paragraph, rule, test.
 */
@ApplicationModule(
        displayName = "Law",
        allowedDependencies = {"problems"})
@NullMarked
package org.comity.law;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
