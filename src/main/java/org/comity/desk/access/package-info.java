/** Who may come in: sign-in with a password, API tokens, throttling, and which port answers which path. */
@NullMarked
package org.comity.desk.access;

import org.jspecify.annotations.NullMarked;
