package org.comity.delivery.relay;

import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What happens to a surprise in a queue's flow: it is said, and the errand stays on the list. It comes again when its lease ends and is
 * parked when that happened too often..
 */
@Component("failures")
public class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    public void leaveOnTheList(Exchange exchange) {
        Throwable trouble = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        LOG.error("{} did not end; its errand comes again", exchange.getFromRouteId(), trouble);
    }
}
