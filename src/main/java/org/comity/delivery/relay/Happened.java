package org.comity.delivery.relay;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Set;
import org.comity.journal.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Counts what happened, by kind, and writes into the log what concerns whoever runs the gateway, whichever process did it: a partner that
 * a command suspended stands in the log of the gateway too. Ids only; the journal has who and why.
 */
@Component
class Happened {
    private static final Logger LOG = LoggerFactory.getLogger(Happened.class);

    /** What happens to requests and messages is not said here: it happens all the time, and has pages of its own. */
    private static final Set<String> SAID = Set.of("partner", "relationships", "keys", "clock", "person", "token");

    private final MeterRegistry meters;

    Happened(StatusEvents events, ObjectProvider<MeterRegistry> meters) {
        this.meters = meters.getIfAvailable(SimpleMeterRegistry::new);
        events.whenTold(entry -> heard(entry.event()));
    }

    private void heard(Event event) {
        meters.counter("comity.events", "event", event.name()).increment();
        if (SAID.contains(event.name().split("\\.", 2)[0])) {
            LOG.info("{}{}", event.name(), subject(event));
        }
    }

    private static String subject(Event event) {
        if (event.partner().isPresent()) {
            return ": " + event.partner().get();
        }
        return List.of("person", "digest", "seconds").stream()
                .filter(event.detail()::containsKey)
                .findFirst()
                .map(name -> ": " + event.detail().get(name))
                .orElse("");
    }
}
