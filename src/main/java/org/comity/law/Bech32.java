package org.comity.law;

import java.util.Locale;

/** Addresses of segregated witness programs: bech32 for version 0 (BIP-173), bech32m for the later ones (BIP-350). */
final class Bech32 {
    private static final String ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final int[] GENERATOR = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    private static final int BECH32 = 1;
    private static final int BECH32M = 0x2bc830a3;
    private static final int CHECK_CHARACTERS = 6;
    private static final int LONGEST = 90; // characters; beyond it the code finds fewer errors

    private Bech32() {}

    /** @param prefix the human-readable part of the chain, such as {@code bc} */
    static boolean isAddress(String text, String prefix) {
        String address = text.toLowerCase(Locale.ROOT);
        boolean oneCase = text.equals(address) || text.equals(text.toUpperCase(Locale.ROOT));
        String start = prefix + "1";
        if (!oneCase || !address.startsWith(start) || address.length() > LONGEST) {
            return false;
        }
        int[] data =
                address.substring(start.length()).chars().map(ALPHABET::indexOf).toArray();
        if (data.length <= CHECK_CHARACTERS) {
            return false;
        }
        for (int value : data) {
            if (value < 0) {
                return false;
            }
        }
        int version = data[0];
        return version <= 16
                && isProgram(version, data.length - 1 - CHECK_CHARACTERS)
                && remainder(prefix, data) == (version == 0 ? BECH32 : BECH32M);
    }

    /** BIP-141: 2 to 40 bytes; of version 0 exactly 20 or 32. */
    private static boolean isProgram(int version, int characters) {
        int bytes = characters * 5 / 8;
        return version == 0 ? bytes == 20 || bytes == 32 : bytes >= 2 && bytes <= 40;
    }

    private static int remainder(String prefix, int[] data) {
        int sum = 1;
        for (int i = 0; i < prefix.length(); i++) {
            sum = step(sum, prefix.charAt(i) >> 5);
        }
        sum = step(sum, 0);
        for (int i = 0; i < prefix.length(); i++) {
            sum = step(sum, prefix.charAt(i) & 31);
        }
        for (int value : data) {
            sum = step(sum, value);
        }
        return sum;
    }

    private static int step(int sum, int value) {
        int top = sum >>> 25;
        int next = (sum & 0x1ffffff) << 5 ^ value;
        for (int i = 0; i < GENERATOR.length; i++) {
            if ((top >> i & 1) != 0) {
                next ^= GENERATOR[i];
            }
        }
        return next;
    }
}
