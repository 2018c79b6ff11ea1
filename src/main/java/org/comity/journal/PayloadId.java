package org.comity.journal;

import java.time.Instant;
import java.util.UUID;

/** Names stored bytes. Made by {@link Payloads}; a version 7 UUID (RFC 9562 5.7), so that neighbours in time are neighbours on disk. */
public record PayloadId(UUID uuid) {

    static PayloadId at(Instant now) {
        UUID random = UUID.randomUUID();
        long time = now.toEpochMilli() << 16; // 48 bits of milliseconds
        long version = 0x7000L | (random.getMostSignificantBits() & 0x0fffL);
        return new PayloadId(new UUID(time | version, random.getLeastSignificantBits()));
    }

    @Override
    public String toString() {
        return uuid.toString();
    }
}
