/** REST interface {@code /api/v1}: thin handlers over {@code casework} and {@code dashboard}, described in {@code openapi.yaml}. */
@NullMarked
package org.comity.desk.api;

import org.jspecify.annotations.NullMarked;
