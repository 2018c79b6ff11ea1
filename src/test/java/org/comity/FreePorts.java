package org.comity;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;
import java.util.stream.IntStream;

/** Ports of loopback that nobody listens on, below those that the system gives to outgoing connections. */
public final class FreePorts {
    private static final int FIRST = 20_000;
    private static final int LAST = 31_000;
    private static final int TRIES = 100;

    private FreePorts() {}

    /** The first of four, so that the three from 1000 higher are free too: what an exercise needs. */
    public static int first() {
        Random random = new Random();
        for (int i = 0; i < TRIES; i++) {
            int first = random.nextInt(FIRST, LAST);
            if (IntStream.of(0, 1, 2, 3, 1000, 1001, 1002).allMatch(offset -> isFree(first + offset))) {
                return first;
            }
        }
        throw new AssertionError("no free ports between " + FIRST + " and " + LAST);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
