package org.comity.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/** The network between the gateways, one way: passes bytes on as they are, and does not when it is told. */
final class Wire implements AutoCloseable {
    /** More than a TLS handshake and less than any message: bytes after which an answer is the answer to a message. */
    private static final int A_MESSAGE = 6_000;

    private static final int TRICKLE = 700; // bytes
    private static final int TRICKLE_MILLIS = 100;
    private static final int LATE_MILLIS = 1_000;
    private static final long RESTS = 10_000_000; // nanoseconds

    /** What it does. */
    enum Mood {
        CLEAR,
        /** Every connection is reset, old and new. */
        CUT,
        /** Seven kilobytes a second. */
        SLOW,
        /** Everything comes, a second late. */
        LATE,
        /** The message goes through and the sending side's direction is closed; no answer comes back. */
        HALF_CLOSED,
        /** The message goes through; the connection is reset when the answer begins. */
        RESET_BEFORE_RECEIPT,
        /** The message goes through; the answer disappears, and nobody hangs up. */
        RECEIPT_SWALLOWED
    }

    private final ServerSocket listener;
    private final IntSupplier target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger hurt = new AtomicInteger();
    private volatile Mood mood = Mood.CLEAR;

    /** @param target port of loopback that a connection is passed on to */
    Wire(int port, IntSupplier target) throws IOException {
        this.listener = new ServerSocket(port, 200, InetAddress.getLoopbackAddress());
        this.target = target;
        Thread.ofPlatform().daemon().name("wire " + port).start(this::accept);
    }

    /** From now on; what is under way is hurt as well. */
    void become(Mood next) {
        mood = next;
        if (next == Mood.CUT) {
            open.forEach(Wire::reset);
        }
    }

    /** Ends all connections, so that the next goes to the target of now. */
    void hangUp() {
        open.forEach(Wire::reset);
    }

    /** How often a connection did not get what it wanted, or not in time. */
    int hurt() {
        return hurt.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket caller = listener.accept();
                Thread.ofVirtual().start(() -> connect(caller));
            } catch (IOException closedOrFailed) {
                // a connection that ended before it was taken ends no wire
                LockSupport.parkNanos(RESTS);
            }
        }
    }

    private void connect(Socket caller) {
        if (mood == Mood.CUT) {
            hurt.incrementAndGet();
            reset(caller);
            return;
        }
        try {
            Socket called = new Socket(InetAddress.getLoopbackAddress(), target.getAsInt());
            open.add(caller);
            open.add(called);
            Line line = new Line(caller, called);
            Thread.ofVirtual().start(line::there);
            line.back();
        } catch (IOException nobodyListens) {
            reset(caller);
        }
    }

    /** A connection. */
    private final class Line {
        private final Socket caller;
        private final Socket called;
        private final AtomicInteger sent = new AtomicInteger();

        Line(Socket caller, Socket called) {
            this.caller = caller;
            this.called = called;
        }

        void there() {
            try {
                InputStream in = caller.getInputStream();
                OutputStream out = called.getOutputStream();
                byte[] bytes = new byte[16 * 1024];
                for (int count = read(in, bytes); count >= 0; count = read(in, bytes)) {
                    out.write(bytes, 0, count);
                    if (sent.addAndGet(count) > A_MESSAGE && mood == Mood.HALF_CLOSED) {
                        hurt.incrementAndGet();
                        called.shutdownOutput();
                        return;
                    }
                }
                called.shutdownOutput();
            } catch (IOException | InterruptedException ended) {
                end();
            }
        }

        void back() {
            try {
                InputStream in = called.getInputStream();
                OutputStream out = caller.getOutputStream();
                byte[] bytes = new byte[16 * 1024];
                for (int count = read(in, bytes); count >= 0; count = read(in, bytes)) {
                    boolean answer = sent.get() > A_MESSAGE;
                    sent.set(0);
                    if (answer && mood == Mood.RESET_BEFORE_RECEIPT) {
                        hurt.incrementAndGet();
                        end();
                        return;
                    } else if (answer && (mood == Mood.RECEIPT_SWALLOWED || mood == Mood.HALF_CLOSED)) {
                        hurt.incrementAndGet();
                        sent.set(A_MESSAGE + 1); // so is what follows of it
                    } else {
                        out.write(bytes, 0, count);
                    }
                }
                caller.shutdownOutput();
            } catch (IOException | InterruptedException ended) {
                end();
            }
        }

        private int read(InputStream in, byte[] bytes) throws IOException, InterruptedException {
            int count = in.read(bytes, 0, mood == Mood.SLOW ? TRICKLE : bytes.length);
            if (count >= 0 && (mood == Mood.SLOW || mood == Mood.LATE)) {
                hurt.incrementAndGet();
                Thread.sleep(mood == Mood.SLOW ? TRICKLE_MILLIS : LATE_MILLIS);
            }
            return count;
        }

        private void end() {
            reset(caller);
            reset(called);
        }
    }

    /** Without a goodbye: RST. */
    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException closed) {
            // it is closed already
        }
        try {
            socket.close();
        } catch (IOException closed) {
            // as above
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException closed) {
            // nothing listens any more
        }
        hangUp();
    }
}
