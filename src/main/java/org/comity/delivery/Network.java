package org.comity.delivery;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.comity.problems.GatewayBug;

/** Whom an address counts for, wherever something is bounded for each caller (THREAT-108). */
public final class Network {
    private Network() {}

    /** Of IPv6 the first 64 bits: whoever has one address there has all of them. */
    public static InetAddress of(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address;
        }
        byte[] bytes = address.getAddress();
        Arrays.fill(bytes, bytes.length / 2, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new GatewayBug("an address of IPv6 has sixteen bytes", impossible);
        }
    }
}
