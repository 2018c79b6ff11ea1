/** The gateway's root: it assembles the modules and holds nothing else. */
@NullMarked
package org.comity;

import org.jspecify.annotations.NullMarked;
