package org.comity.partners;

import java.net.URI;
import java.util.Optional;

/**
 * Where a partner's gateway listens.
 *
 * @param url https only, in production never loopback or link-local (THREAT-97)
 * @param asynchronousReceiptTo where this partner wants its asynchronous receipts; empty: receipts travel in the answer only
 */
public record As2Channel(URI url, Optional<URI> asynchronousReceiptTo) {}
