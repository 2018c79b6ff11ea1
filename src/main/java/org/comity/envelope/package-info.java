/**
 * The envelope: S/MIME that other software already reads and makes. A document with its attachments is signed, then encrypted; a
 * receipt is signed. What every rule ({@code ENV-..}, {@code SIG-..}, {@code MDN-..}) says and which attack it stops stands in
 * {@code docs/protocol.md}.
 *
 * <p>Promises. Nothing unverified has a comfortable type: {@code byte[]} becomes a {@link org.comity.envelope.SealedEnvelope}
 * (well-formed, claims nothing), then an {@link org.comity.envelope.OpenedMessage} (decrypted, signed by a registered certificate,
 * from whom it says, to us, fresh), and only the checking method makes the next one. Bounds and algorithms are checked before any
 * private key is used. Every failure that depends on a secret has one code. {@link org.comity.envelope.Opening} says whether the
 * sender's signature had verified, because that decides how we may answer: coarse and unsigned before, signed and exact after.
 *
 * <p>What it does not promise: that a message is new (the inbox knows), that its XML is valid ({@code schemas}), or lawful
 * ({@code law}).
 *
 * <p>The order of work: {@code scan} (bounds over raw bytes), {@code cms} (decrypt, verify), {@code mime} (parts), and this package,
 * which binds them.
 *
 * <p>Sources: RFC 8551 (S/MIME 4.0), RFC 5083, RFC 4130 (AS2), RFC 8098 (MDN), ETSI EN 319 122-1 (CAdES-B), THREATS 29 to 65 and 78
 * to 88.
 */
@ApplicationModule(
        displayName = "Envelope",
        allowedDependencies = {"trust", "messages", "partners", "problems"})
@NullMarked
package org.comity.envelope;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
