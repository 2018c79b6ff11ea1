/**
 * Who we are and whom we exchange with: own agencies, partners, their contacts, channels, certificates and allowances.
 *
 * <p>Partner differences are data in this module, never code elsewhere. A partner joins by a profile that is imported
 * ({@code PROPOSED}), compared by call-back, and activated by a person; suspension stops both directions without losing anything.
 * Certificates are held as text and fingerprint; only {@code trust} parses them.
 */
@ApplicationModule(
        displayName = "Partners",
        allowedDependencies = {"law", "problems"})
@NullMarked
package org.comity.partners;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
