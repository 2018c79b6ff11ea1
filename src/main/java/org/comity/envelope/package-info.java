/**
 * S/MIME: seal, open, receipts.
 */
@ApplicationModule(
        displayName = "Envelope",
        allowedDependencies = {"trust", "messages", "partners", "problems"})
@NullMarked
package org.comity.envelope;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
