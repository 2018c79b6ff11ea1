package org.comity.delivery.ports;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.comity.delivery.Network;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of one port: each has so much time for a header and each address a quarter of them (THREAT-108). A slow one is
 * ended by ending its input: Tomcat then meets the end of the stream in a thread of its own and closes as it always does. Time is
 * counted monotonically: a step of the clock ends nobody's connection.
 */
final class BoundedConnections extends NioEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(BoundedConnections.class);

    /** Of a port's connections one address, of IPv6 one network, may hold one in so many. */
    private static final int SHARE = 4;

    /** A body that comes more slowly than this, in bytes a second, is meant to hold us up; a modem of 1990 was ten times faster. */
    private static final long SLOWEST_BODY = 128;

    private Duration headerTime = Duration.ofSeconds(20);
    private Duration bodyTime = Duration.ofMinutes(2);
    private final Map<SocketWrapperBase<?>, Request> underWay = new ConcurrentHashMap<>();
    private final Map<SocketWrapperBase<NioChannel>, Waiting> waiting = new ConcurrentHashMap<>();

    /**
     * @param written when it was last written to, by Tomcat's own count
     * @param since in nanoseconds of no epoch: when that was noticed
     */
    private record Waiting(InetAddress address, boolean answered, long written, long since) {
        Waiting at(long lastWritten, long now) {
            return lastWritten == written ? this : new Waiting(address, true, lastWritten, now);
        }

        boolean isOver(Duration allowed, long now) {
            return now - since > allowed.toNanos();
        }
    }

    /**
     * @param header from a connection's first byte, or the end of its rest, until a header is whole; the TLS handshake included
     * @param body how long a body may be slower than the slowest, for instance while a handler works
     */
    void allow(Duration header, Duration body) {
        headerTime = header;
        bodyTime = body;
    }

    void isAt(SocketWrapperBase<?> connection, Request request) {
        underWay.put(connection, request);
    }

    void isDoneWith(SocketWrapperBase<?> connection) {
        underWay.remove(connection);
    }

    @Override
    protected boolean setSocketOptions(SocketChannel socket) {
        InetAddress caller = socket.socket().getInetAddress();
        if (caller == null || held(Network.of(caller)) >= Math.max(1, getMaxConnections() / SHARE)) {
            destroySocket(socket); // at its end already, or one too many: closed unheard
            return false;
        }
        if (!super.setSocketOptions(socket)) {
            return false;
        }
        SocketWrapperBase<NioChannel> connection = connections.get(socket);
        if (connection != null) { // not if it is over already
            waiting.put(connection, new Waiting(Network.of(caller), false, written(connection), System.nanoTime()));
        }
        return true;
    }

    private long held(InetAddress address) {
        return waiting.entrySet().stream()
                .filter(one -> one.getValue().address().equals(address))
                .filter(one -> !one.getKey().isClosed())
                .count();
    }

    /** Once a second: ends whoever had its time. */
    void endTheSlow() {
        Set<SocketWrapperBase<NioChannel>> open = getConnections();
        waiting.keySet().retainAll(open);
        long now = System.nanoTime();
        for (SocketWrapperBase<NioChannel> connection : open) {
            Waiting state = waiting.computeIfPresent(connection, (same, before) -> before.at(written(connection), now));
            if (state != null && isSlow(connection, state, now)) {
                end(connection);
            }
        }
    }

    private boolean isSlow(SocketWrapperBase<NioChannel> connection, Waiting state, long now) {
        Lock lock = connection.getLock();
        if (!lock.tryLock()) {
            return isSlowBody(underWay.get(connection), now);
        }
        try { // no thread is at it: it rests, or its header or handshake is not whole, or a handler answers later
            return state.isOver(state.answered() ? headerTime.plusMillis(getKeepAliveTimeout()) : headerTime, now)
                    && !(connection.getCurrentProcessor() instanceof Processor handed && handed.isAsync());
        } finally {
            lock.unlock();
        }
    }

    /** Also one that nobody reads, since it was refused: Tomcat takes in the rest of it before it closes. */
    private boolean isSlowBody(@Nullable Request request, long now) {
        if (request == null || request.getStartTimeNanos() < 0) {
            return false;
        }
        Duration allowed = headerTime.plus(bodyTime).plusSeconds(request.getBytesRead() / SLOWEST_BODY);
        return now - request.getStartTimeNanos() > allowed.toNanos();
    }

    private static long written(SocketWrapperBase<NioChannel> connection) {
        return connection instanceof NioSocketWrapper counted ? counted.getLastWrite() : 0;
    }

    private static void end(SocketWrapperBase<NioChannel> connection) {
        try {
            connection.getSocket().getIOChannel().shutdownInput();
            LOG.debug("a connection was too slow");
        } catch (IOException over) {
            LOG.debug("a slow connection was over by itself", over);
        }
    }
}
