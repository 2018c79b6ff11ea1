/**
 * People of our own agencies: who they are, what they may do, which unit they belong to.
 *
 * <p>Need-to-know: content of a matter is for the officers and approvers of its unit, for those a supervisor adds to it, and for
 * the supervisors of its agency. Administrators and auditors run and check the gateway without reading content. Every reading of
 * content is journalled.
 */
@ApplicationModule(
        displayName = "People",
        allowedDependencies = {"problems"})
@NullMarked
package org.comity.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
