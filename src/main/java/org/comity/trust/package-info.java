/**
 * Keys, certificate paths, revocation, rollover.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>No key bytes leave this module. {@link org.comity.trust.SigningKey} signs, {@link org.comity.trust.DecryptionKey} agrees
 *       or unwraps; neither can be turned into bytes, text or another object.
 *   <li>A {@link org.comity.trust.TrustedSigner} exists only for a certificate that its partner has registered for signing, whose
 *       path to the partner's own anchors is valid, unrevoked and of a sufficient key, at the signing time and at receipt.
 *   <li>Whatever cannot be known is refused: a revocation list that is missing, stale, partial or indirect vouches for nothing.
 *   <li>Nothing in a certificate makes us open a connection: lists are fetched only from the addresses of the partner's profile.
 *   <li>Arithmetic comes only from a provider that passed its self-test in this very process.
 * </ul>
 *
 * <p>Not promised: keys lie in PKCS#12 files of the gateway's own user. Whoever is that user, or root, has them (THREAT-112).
 *
 * <p>Sources: RFC 5280 (certificates, lists), RFC 8550 (their use in S/MIME), RFC 8017 (RSA), SEC 1 and FIPS 186-5 (EC), THREATS 66-77.
 */
@ApplicationModule(
        displayName = "Trust",
        allowedDependencies = {"partners", "problems"})
@NullMarked
package org.comity.trust;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
