package org.comity.exercise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * The line to one agency, which is out of order at first: it takes calls and never answers, the worst that a line can do to who calls. Once
 * it is mended it carries what comes to the partner's port and back, TLS and all. Loopback only.
 */
final class Line {
    private final ServerSocket end;
    private final int to;
    private final List<Socket> unanswered = new ArrayList<>();
    private boolean isMended;

    private Line(ServerSocket end, int to) {
        this.end = end;
        this.to = to;
    }

    /** Listens at {@code port} until the process ends. */
    static Line outOfOrder(int port, int to) throws IOException {
        Line line = new Line(new ServerSocket(port, 0, InetAddress.getLoopbackAddress()), to);
        Thread.ofVirtual().name("line").start(line::listen);
        return line;
    }

    /** From now on it carries; who still waits for an answer is cut off and calls again. */
    synchronized void mend() throws IOException {
        isMended = true;
        for (Socket waiting : unanswered) {
            waiting.close();
        }
        unanswered.clear();
    }

    private void listen() {
        try {
            while (true) {
                take(end.accept());
            }
        } catch (IOException ended) {
            throw new UncheckedIOException(ended);
        }
    }

    private synchronized void take(Socket call) throws IOException {
        if (!isMended) {
            unanswered.add(call);
            return;
        }
        try {
            Socket partner = new Socket(InetAddress.getLoopbackAddress(), to);
            Thread.ofVirtual().name("line-to").start(() -> carry(call, partner));
            Thread.ofVirtual().name("line-from").start(() -> carry(partner, call));
        } catch (IOException partnerAway) {
            call.close();
        }
    }

    /** Until one end hangs up; then the other hears it. */
    private static void carry(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException hungUp) {
            // both are closed
        }
    }
}
