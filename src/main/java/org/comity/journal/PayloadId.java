package org.comity.journal;

import java.util.UUID;

/** The name of stored bytes. */
public record PayloadId(UUID uuid) {

    @Override
    public String toString() {
        return uuid.toString();
    }
}
