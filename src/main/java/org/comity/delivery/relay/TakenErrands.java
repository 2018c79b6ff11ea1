package org.comity.delivery.relay;

import jakarta.jms.JMSException;
import org.apache.camel.component.jms.JmsEndpoint;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.comity.delivery.queues.Address;
import org.springframework.stereotype.Component;

/** Tells the relay of every errand that was taken from its queue, so that it claims the next; how long the work lasts is no matter. */
@Component
class TakenErrands extends EventNotifierSupport {
    private final Relay relay;

    TakenErrands(Relay relay) {
        this.relay = relay;
        setIgnoreCamelContextEvents(true);
        setIgnoreRouteEvents(true);
        setIgnoreServiceEvents(true);
        setIgnoreExchangeCompletedEvent(true);
        setIgnoreExchangeFailedEvents(true);
        setIgnoreExchangeSendingEvents(true);
        setIgnoreExchangeSentEvents(true);
    }

    @Override
    public void notify(CamelEvent event) throws JMSException {
        if (event instanceof ExchangeEvent began && began.getExchange().getFromEndpoint() instanceof JmsEndpoint) {
            Reference taken = Reference.in(began.getExchange().getMessage());
            if (!taken.address().equals(Address.SUBMIT.queue())) { // queued by others: never an errand
                relay.taken(taken);
            }
        }
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event instanceof CamelEvent.ExchangeCreatedEvent;
    }
}
