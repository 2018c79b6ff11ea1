package org.comity.matters;

import java.util.UUID;

/** Given by the gateway and known to it alone: it stands in no message, so partners cannot see that others were asked. */
public record OperationId(UUID uuid) {

    @Override
    public String toString() {
        return uuid.toString();
    }
}
