package org.comity.delivery;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may go without TLS: what does not leave this machine. */
public final class Wire {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private Wire() {}

    /** Of a host as an address names it; a name is not looked up. */
    public static boolean staysHere(@Nullable String host) {
        return host != null && LOOPBACK.contains(host);
    }

    /** Whether it is an https address without a user in it, or a plain one on loopback. */
    public static boolean isSafe(URI address) {
        boolean plainAtHome = "http".equals(address.getScheme()) && staysHere(address.getHost());
        return ("https".equals(address.getScheme()) || plainAtHome)
                && address.getHost() != null
                && address.getUserInfo() == null;
    }
}
