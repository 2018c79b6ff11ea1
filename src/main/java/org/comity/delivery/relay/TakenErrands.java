package org.comity.delivery.relay;

import jakarta.jms.JMSException;
import org.apache.camel.component.jms.JmsEndpoint;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.comity.delivery.queues.Address;
import org.springframework.stereotype.Component;

/** Tells the relay of every errand that was taken from its queue, and when the work on it ended, so that it claims the next. */
@Component
class TakenErrands extends EventNotifierSupport {
    private final Relay relay;

    TakenErrands(Relay relay) {
        this.relay = relay;
        setIgnoreCamelContextEvents(true);
        setIgnoreRouteEvents(true);
        setIgnoreServiceEvents(true);
        setIgnoreExchangeSendingEvents(true);
        setIgnoreExchangeSentEvents(true);
    }

    @Override
    public void notify(CamelEvent event) throws JMSException {
        if (!(event instanceof ExchangeEvent told) || !(told.getExchange().getFromEndpoint() instanceof JmsEndpoint)) {
            return;
        }
        String work = told.getExchange().getExchangeId();
        if (!(event instanceof CamelEvent.ExchangeCreatedEvent)) {
            relay.ended(work);
            return;
        }
        Reference taken = Reference.in(told.getExchange().getMessage());
        if (!taken.address().equals(Address.SUBMIT.queue())) { // queued by others: never an errand
            relay.taken(taken, Reference.strand(told.getExchange().getMessage()), work);
        }
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event instanceof CamelEvent.ExchangeCreatedEvent
                || event instanceof CamelEvent.ExchangeCompletedEvent
                || event instanceof CamelEvent.ExchangeFailedEvent;
    }
}
