package org.comity.delivery.queues;

import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * The one filter on every endpoint: no header from outside enters a route, and only named ones leave it (THREAT-98). Lists of what is
 * forbidden were defeated by upper and lower case before; this is a list of what is allowed, compared to the letter.
 */
public final class AllowedHeaders implements HeaderFilterStrategy {
    private final Set<String> leaving;

    private AllowedHeaders(Set<String> leaving) {
        this.leaving = Set.copyOf(leaving);
    }

    /** Nothing in, nothing out. */
    public static AllowedHeaders none() {
        return new AllowedHeaders(Set.of());
    }

    /** Nothing in; these out. */
    public static AllowedHeaders leaving(String... names) {
        return new AllowedHeaders(Set.of(names));
    }

    /** @return true where the header is to be dropped */
    @Override
    public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
        return !leaving.contains(name);
    }

    @Override
    public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
        return true;
    }
}
