package org.comity.envelope;

import java.time.Instant;
import org.comity.messages.MessageId;
import org.comity.partners.AgencyId;
import org.comity.partners.Partner;

/**
 * What the carrier said about bytes that came in (AS2-To, AS2-From, Message-ID): claims, which the signed headers must repeat.
 *
 * @param own the agency of ours that it was sent to
 * @param claimed the partner that it says it is from; the caller has made sure that it is active and that the TLS certificate is its
 * @param now the time of receipt
 */
public record Arrival(AgencyId own, Partner claimed, MessageId id, Instant now) {}
