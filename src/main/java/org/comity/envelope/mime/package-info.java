/**
 * MIME as far as S/MIME needs it: a strict, bounded reader over one byte array, and a writer.
 *
 * <p>Promise: reading copies nothing until a leaf is decoded; a header that matters is there once or not at all; what two readers
 * might read differently (repeated headers, repeated parameters, unknown transfer encodings, a bare CR) is refused.
 *
 * <p>Sources: RFC 2045, RFC 2046, RFC 1847 (multipart/signed), RFC 2387 (multipart/related), RFC 2231 (file names).
 */
@NullMarked
package org.comity.envelope.mime;

import org.jspecify.annotations.NullMarked;
