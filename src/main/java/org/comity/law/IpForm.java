package org.comity.law;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Canonical text of IP addresses: dotted decimal, and RFC 5952 for version 6. One address has one text, so that a provider's search finds it. */
final class IpForm {
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern VERSION_4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    /** Hexadecimal digits and colons only: such a text is never looked up as a host name. */
    private static final Pattern VERSION_6 = Pattern.compile("(?=.*:)[0-9a-f:]{2,39}");

    private IpForm() {}

    static boolean isCanonical(String text) {
        return VERSION_4.matcher(text).matches() || isCanonicalVersion6(text);
    }

    private static boolean isCanonicalVersion6(String text) {
        if (!VERSION_6.matcher(text).matches()) {
            return false;
        }
        try {
            return InetAddress.getByName(text) instanceof Inet6Address address
                    && canonical(address.getAddress()).equals(text);
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }

    /** RFC 5952 4: no leading zeros, lower case, the first longest run of two or more zero groups shortened. */
    private static String canonical(byte[] address) {
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = ((address[2 * i] & 0xff) << 8) | (address[2 * i + 1] & 0xff);
        }
        int start = -1;
        int length = 1;
        for (int i = 0; i < 8; i++) {
            int run = zeroRun(groups, i);
            if (run > length) {
                start = i;
                length = run;
            }
        }
        return start < 0 ? joined(groups, 0, 8) : joined(groups, 0, start) + "::" + joined(groups, start + length, 8);
    }

    private static int zeroRun(int[] groups, int from) {
        int end = from;
        while (end < 8 && groups[end] == 0) {
            end++;
        }
        return end - from;
    }

    private static String joined(int[] groups, int from, int until) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < until; i++) {
            text.append(i == from ? "" : ":").append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }
}
