package org.comity.delivery.ports;

import java.io.IOException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's HTTP/1.1, with a time for the whole of what comes in. Tomcat itself bounds each silence: a byte every few seconds keeps a
 * handshake, a header or a body going for ever (THREAT-108).
 */
public final class BoundedHttp extends Http11NioProtocol {
    private final BoundedConnections connections;
    private boolean forPartners;
    private @Nullable ScheduledFuture<?> sweeping;

    /** Tomcat makes it by name. */
    public BoundedHttp() {
        this(new BoundedConnections());
    }

    private BoundedHttp(BoundedConnections connections) {
        super(connections);
        this.connections = connections;
    }

    void bound(PortSettings settings) {
        connections.allow(settings.headerTime(), settings.bodyTime());
    }

    /** Here call partners, who are told one of the problems of docs/protocol.md; others hear the status alone. */
    void isForPartners() {
        forPartners = true;
    }

    CoarseProblem says(int status) {
        return forPartners ? CoarseProblem.toPartner(status) : CoarseProblem.plain(status);
    }

    @Override
    public void start() throws Exception {
        super.start();
        sweeping = getUtilityExecutor().scheduleWithFixedDelay(connections::endTheSlow, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void stop() throws Exception {
        if (sweeping != null) {
            sweeping.cancel(false);
        }
        super.stop();
    }

    @Override
    protected Processor createProcessor() {
        return new Noted();
    }

    /** Says which request a connection's thread is at, from the first byte of its header to the last of its body. */
    private final class Noted extends Http11Processor {
        Noted() {
            super(BoundedHttp.this, new PlainRequests(BoundedHttp.this.getAdapter(), BoundedHttp.this::says));
        }

        @Override
        public SocketState service(SocketWrapperBase<?> connection) throws IOException {
            connections.isAt(connection, getRequest());
            try {
                return super.service(connection);
            } finally {
                connections.isDoneWith(connection);
            }
        }
    }
}
