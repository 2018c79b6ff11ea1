package org.comity.matters;

import java.util.UUID;

/** One investigation's international cooperation. Owns requests, over several avenues. */
public record MatterId(UUID uuid) {

    @Override
    public String toString() {
        return uuid.toString();
    }
}
