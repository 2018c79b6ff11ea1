package org.comity.delivery.queues;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Arrays;
import org.springframework.stereotype.Component;

/** How many messages lie in each queue of the embedded broker. An external one measures itself. */
@Component
class QueueDepths implements MeterBinder {
    private final Queues.Broker broker;

    QueueDepths(Queues.Broker broker) {
        this.broker = broker;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        broker.embedded()
                .ifPresent(embedded -> Arrays.stream(Address.values())
                        .filter(address -> address != Address.STATUS) // a topic: each listener has a queue of its own
                        .forEach(
                                address -> Gauge.builder("comity.queue.messages", () -> embedded.depth(address.queue()))
                                        .tag("queue", address.queue())
                                        .register(meters)));
    }
}
