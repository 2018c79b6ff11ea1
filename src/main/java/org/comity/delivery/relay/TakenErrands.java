package org.comity.delivery.relay;

import org.apache.camel.component.jms.JmsEndpoint;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.springframework.stereotype.Component;

/** Tells the relay of every queued reference that was worked on, well or not, so that it claims the next. */
@Component
class FinishedErrands extends EventNotifierSupport {
    private final Relay relay;

    FinishedErrands(Relay relay) {
        this.relay = relay;
        setIgnoreCamelContextEvents(true);
        setIgnoreRouteEvents(true);
        setIgnoreServiceEvents(true);
        setIgnoreExchangeCreatedEvent(true);
        setIgnoreExchangeSendingEvents(true);
        setIgnoreExchangeSentEvents(true);
    }

    @Override
    public void notify(CamelEvent event) {
        if (event instanceof ExchangeEvent ended && ended.getExchange().getFromEndpoint() instanceof JmsEndpoint) {
            relay.finished();
        }
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event instanceof CamelEvent.ExchangeCompletedEvent || event instanceof CamelEvent.ExchangeFailedEvent;
    }
}
