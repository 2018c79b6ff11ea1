package org.comity.law;

import java.util.Arrays;

/**
 * Keccak-256 as Ethereum uses it: the permutation of FIPS 202 with the padding from before the standard, which the JDK's SHA3-256 does not
 * offer. For check sums of public addresses only, never for keys or signatures.
 */
final class Keccak {
    private static final int RATE = 136; // bytes taken in between two permutations: 1600 - 2 * 256 bits
    private static final int ROUNDS = 24;
    private static final long[] ROUND_CONSTANTS = roundConstants();

    private Keccak() {}

    /** @return 32 bytes */
    static byte[] digest(byte[] message) {
        byte[] padded = Arrays.copyOf(message, (message.length / RATE + 1) * RATE);
        padded[message.length] ^= 0x01;
        padded[padded.length - 1] ^= (byte) 0x80;
        long[] state = new long[25];
        for (int block = 0; block < padded.length; block += RATE) {
            for (int i = 0; i < RATE; i++) {
                state[i / 8] ^= (padded[block + i] & 0xffL) << (8 * (i % 8));
            }
            permute(state);
        }
        byte[] digest = new byte[32];
        for (int i = 0; i < digest.length; i++) {
            digest[i] = (byte) (state[i / 8] >>> (8 * (i % 8)));
        }
        return digest;
    }

    /** FIPS 202 3.3: theta, rho and pi, chi, iota. */
    private static void permute(long[] state) {
        for (int round = 0; round < ROUNDS; round++) {
            theta(state);
            long[] moved = rhoAndPi(state);
            for (int i = 0; i < 25; i++) {
                int row = i - i % 5;
                state[i] = moved[i] ^ (~moved[row + (i + 1) % 5] & moved[row + (i + 2) % 5]);
            }
            state[0] ^= ROUND_CONSTANTS[round];
        }
    }

    private static void theta(long[] state) {
        long[] parity = new long[5];
        for (int i = 0; i < 25; i++) {
            parity[i % 5] ^= state[i];
        }
        for (int i = 0; i < 25; i++) {
            state[i] ^= parity[(i + 4) % 5] ^ Long.rotateLeft(parity[(i + 1) % 5], 1);
        }
    }

    private static long[] rhoAndPi(long[] state) {
        long[] moved = new long[25];
        moved[0] = state[0];
        int x = 1;
        int y = 0;
        for (int step = 0; step < 24; step++) {
            int turn = (step + 1) * (step + 2) / 2 % 64;
            int nextX = y;
            int nextY = (2 * x + 3 * y) % 5;
            moved[nextX + 5 * nextY] = Long.rotateLeft(state[x + 5 * y], turn);
            x = nextX;
            y = nextY;
        }
        return moved;
    }

    /** FIPS 202 3.2.5: from a linear feedback register of 8 bits. */
    private static long[] roundConstants() {
        long[] constants = new long[ROUNDS];
        int register = 1;
        for (int round = 0; round < ROUNDS; round++) {
            for (int power = 0; power < 7; power++) {
                if ((register & 1) != 0) {
                    constants[round] |= 1L << ((1 << power) - 1);
                }
                register <<= 1;
                if ((register & 0x100) != 0) {
                    register ^= 0x171;
                }
            }
        }
        return constants;
    }
}
