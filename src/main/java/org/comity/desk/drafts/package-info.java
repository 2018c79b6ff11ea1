/**
 * A request that is being written: what an officer has typed, by its place in the document, before it is a submission.
 *
 * <p>The fields of the form are named by the places of {@code schemas/v1}. So the form has no rules of its own: what was typed becomes
 * the same XML that an agency's system would hand in, the schema and the law judge that, and the place of each problem is the name of
 * its field. A draft lives in the browser and in files that the officer keeps; the gateway stores nothing before it is handed in.
 */
@NullMarked
package org.comity.desk.drafts;

import org.jspecify.annotations.NullMarked;
