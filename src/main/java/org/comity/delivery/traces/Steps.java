package org.comity.delivery.traces;

import java.time.Clock;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.MessageHistory;
import org.apache.camel.NamedNode;
import org.apache.camel.spi.MessageHistoryFactory;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;

/** Notes each step of a flow as it is taken. The flow's history is where Camel keeps them until the flow ends. */
final class Steps extends ServiceSupport implements MessageHistoryFactory {
    private final Clock clock;
    private @Nullable CamelContext context;

    Steps(Clock clock) {
        this.clock = clock;
    }

    @Override
    public MessageHistory newMessageHistory(String routeId, NamedNode node, Exchange exchange) {
        return new Step(routeId, node, exchange, clock.instant());
    }

    /** No body is kept: what a step was about is read from it when the step is over. */
    @Override
    public boolean isCopyMessage() {
        return false;
    }

    @Override
    public void setCopyMessage(boolean copyMessage) {}

    @Override
    public @Nullable String getNodePattern() {
        return null;
    }

    @Override
    public void setNodePattern(String nodePattern) {}

    @Override
    public @Nullable CamelContext getCamelContext() {
        return context;
    }

    @Override
    public void setCamelContext(CamelContext context) {
        this.context = context;
    }
}
