package org.comity.delivery.traces;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeEvent;
import org.apache.camel.support.EventNotifierSupport;

/** When a flow has ended, its steps are handed over; which message they were about is often known only then. */
final class EndedFlows extends EventNotifierSupport {
    private final Spans spans;

    EndedFlows(Spans spans) {
        this.spans = spans;
    }

    @Override
    public void notify(CamelEvent event) {
        if (event instanceof ExchangeEvent ended) {
            Exchange exchange = ended.getExchange();
            List<Step> steps = steps(exchange);
            if (!steps.isEmpty()) {
                boolean surprised = exchange.isFailed() || exchange.getProperty(Exchange.EXCEPTION_CAUGHT) != null;
                Flow flow = new Flow(exchange.getFromRouteId(), steps, surprised);
                spans.offer(flow::spans);
            }
        }
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event instanceof CamelEvent.ExchangeCompletedEvent || event instanceof CamelEvent.ExchangeFailedEvent;
    }

    private static List<Step> steps(Exchange exchange) {
        List<?> history = exchange.getProperty(ExchangePropertyKey.MESSAGE_HISTORY, List.of(), List.class);
        return history.stream()
                .filter(Step.class::isInstance)
                .map(Step.class::cast)
                .toList();
    }
}
