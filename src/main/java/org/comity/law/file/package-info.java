/**
 * Reading relationship files: YAML into {@link org.comity.law.RecordedRelationships}, or every mistake at once with its file and line.
 *
 * <p>The only part of {@code law} that knows a file format. A later file overrides an earlier one entry by entry: mappings are merged,
 * lists and texts replaced, and each entry remembers the line it came from. An unknown key is a mistake, so that a misspelt field is
 * never taken for one that is not recorded. {@code docs/relationships.md} describes the fields.
 */
@NamedInterface("file")
@NullMarked
package org.comity.law.file;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
