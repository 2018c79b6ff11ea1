/**
 * The first look at bytes from outside: bounds before meaning.
 *
 * <p>Promise: nothing here allocates in proportion to a number that the sender wrote down, and nothing here does cryptography.
 * Inside {@code envelope} a problem travels as the checked {@link org.comity.envelope.scan.ProblemFound}; at the module's border it
 * becomes a value.
 *
 * <p>Sources: X.690; THREATS 43 to 49.
 */
@NullMarked
package org.comity.envelope.scan;

import org.jspecify.annotations.NullMarked;
