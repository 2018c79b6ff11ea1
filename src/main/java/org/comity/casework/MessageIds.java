package org.comity.casework;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import org.comity.messages.MessageId;
import org.comity.partners.AgencyId;
import org.springframework.stereotype.Component;

/** Gives ids. They grow with time (UUID version 7, RFC 9562 5.7), so that indexes stay dense; the random part keeps them unguessable. */
@Component
class MessageIds {
    private final SecureRandom random = new SecureRandom();

    MessageId next(AgencyId sender, Instant now) {
        return new MessageId(uuid(now), sender);
    }

    UUID uuid(Instant now) {
        long high = (now.toEpochMilli() << 16) | 0x7000L | random.nextInt(1 << 12);
        long low = (random.nextLong() >>> 2) | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
