/**
 * The Cryptographic Message Syntax, as narrow as our profile: one content cipher, two ways to wrap its key, one signer with the
 * attributes of CAdES-B.
 *
 * <p>Promises: every algorithm, parameter and count is checked before a private key is touched; whatever goes wrong after that has
 * one name, {@code CANNOT_OPEN}, and took the same path; plaintext leaves only after its tag verified (or, for a partner with a
 * dated allowance, after the signature inside did).
 *
 * <p>Bouncy Castle gives the ASN.1 types; its high-level CMS readers are not used, since they accept what our profile must not
 * (signatures without signed attributes, short tags, PKCS#1 v1.5 key transport).
 *
 * <p>Sources: RFC 5652, RFC 5083, RFC 5084, RFC 5753, RFC 3560, RFC 4056, RFC 5035, RFC 6211, ETSI EN 319 122-1.
 */
@NullMarked
package org.comity.envelope.cms;

import org.jspecify.annotations.NullMarked;
