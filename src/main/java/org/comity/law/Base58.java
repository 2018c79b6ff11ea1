package org.comity.law;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import org.comity.problems.GatewayBug;

/** Base58, and Base58Check with its four check bytes, as Bitcoin's addresses have them. */
final class Base58 {
    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final int CHECK_BYTES = 4;

    private Base58() {}

    /** The bytes in front of the check bytes; empty if these differ. */
    static Optional<byte[]> checked(String text) {
        return decode(text).filter(bytes -> bytes.length > CHECK_BYTES).flatMap(bytes -> {
            byte[] content = Arrays.copyOf(bytes, bytes.length - CHECK_BYTES);
            byte[] check = Arrays.copyOfRange(bytes, content.length, bytes.length);
            byte[] expected = Arrays.copyOf(sha256(sha256(content)), CHECK_BYTES);
            return Arrays.equals(check, expected) ? Optional.of(content) : Optional.empty();
        });
    }

    /** Empty if a character is none of Base58. */
    static Optional<byte[]> decode(String text) {
        BigInteger number = BigInteger.ZERO;
        for (int i = 0; i < text.length(); i++) {
            int digit = ALPHABET.indexOf(text.charAt(i));
            if (digit < 0) {
                return Optional.empty();
            }
            number = number.multiply(BigInteger.valueOf(58)).add(BigInteger.valueOf(digit));
        }
        int zeros = 0;
        while (zeros < text.length() && text.charAt(zeros) == '1') {
            zeros++;
        }
        byte[] significant = number.signum() == 0 ? new byte[0] : unsigned(number);
        byte[] bytes = new byte[zeros + significant.length];
        System.arraycopy(significant, 0, bytes, zeros, significant.length);
        return Optional.of(bytes);
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new GatewayBug("every Java has SHA-256", impossible);
        }
    }
}
