package org.comity.delivery.relay;

import jakarta.jms.JMSException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.comity.casework.Stuck;
import org.comity.casework.StuckErrands;
import org.comity.journal.Outbox;
import org.comity.problems.GatewayBug;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * What happens to a surprise in a queue's flow (UC-04/7a): its errand is put off for a growing pause and set aside for a person when
 * that happened too often; a gateway bug is set aside at once. While the database is away nothing of this can be written: then the errand
 * comes again when its lease ends.
 */
@Component("failures")
public class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private final Clock clock;
    private final Outbox outbox;
    private final StuckErrands stuck;
    private final RelaySettings settings;
    private final Pauses pauses;
    private final SecureRandom random = new SecureRandom();

    Failures(Clock clock, Outbox outbox, StuckErrands stuck, RelaySettings settings) {
        this.clock = clock;
        this.outbox = outbox;
        this.stuck = stuck;
        this.settings = settings;
        this.pauses = new Pauses(settings.firstPause(), settings.longestPause());
    }

    public void putOffOrSetAside(Exchange exchange) throws JMSException {
        Throwable trouble = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        Reference errand = Reference.in(exchange.getMessage());
        String subject = String.valueOf(errand.subject());
        LOG.error("{} did not end for {}", exchange.getFromRouteId(), subject, trouble);
        try {
            decide(errand.address(), subject, isBug(trouble));
        } catch (DataAccessException | TransactionException away) {
            LOG.warn("{} comes again when its lease ends: {}", subject, away.toString());
        }
    }

    private void decide(String address, String subject, boolean bug) {
        OptionalInt before = outbox.unfinished(address, subject);
        if (before.isEmpty()) {
            return; // it was finished before the surprise
        }
        int unfinished = before.getAsInt() + 1;
        if (bug) {
            stuck.setAside(address, subject, Stuck.BUG);
        } else if (unfinished >= settings.unfinished()) {
            stuck.setAside(address, subject, Stuck.FAILED);
        } else {
            outbox.putOff(address, subject, clock.instant().plus(pauses.after(unfinished, random)));
        }
    }

    private static boolean isBug(Throwable trouble) {
        return Stream.iterate(trouble, one -> one != null, Throwable::getCause).anyMatch(GatewayBug.class::isInstance);
    }
}
