package org.comity.delivery.traces;

import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.support.DefaultMessageHistory;

/** One step of one flow: when, how long, and what it was about. */
final class Step extends DefaultMessageHistory {
    private final Exchange exchange;
    private final Instant start;
    private final long startNanos = System.nanoTime();
    private volatile long nanos;
    private volatile About about = About.NOTHING;

    Step(String route, NamedNode node, Exchange exchange, Instant start) {
        super(route, node);
        this.exchange = exchange;
        this.start = start;
    }

    /** Called once, however the step ended. */
    @Override
    public void nodeProcessingDone(long millis) {
        super.nodeProcessingDone(millis);
        nanos = System.nanoTime() - startNanos;
        about = About.of(exchange.getMessage().getBody());
    }

    Instant start() {
        return start;
    }

    Instant end() {
        return start.plusNanos(nanos);
    }

    About about() {
        return about;
    }
}
