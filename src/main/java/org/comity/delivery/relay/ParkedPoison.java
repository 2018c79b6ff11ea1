package org.comity.delivery.relay;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.comity.casework.Parking;
import org.comity.journal.Errand;
import org.comity.journal.Outbox;
import org.comity.messages.MessageId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Parks the message that an errand is about. What is about no message (a deadline, an alert) must not be lost either: it is put off
 * for an hour and said aloud each time.
 */
@Component
class ParkedPoison implements Poison {
    private static final Logger LOG = LoggerFactory.getLogger(ParkedPoison.class);
    private static final Duration PUT_OFF = Duration.ofHours(1);

    private final Clock clock;
    private final Parking parking;
    private final Outbox outbox;

    ParkedPoison(Clock clock, Parking parking, Outbox outbox) {
        this.clock = clock;
        this.parking = parking;
        this.outbox = outbox;
    }

    @Override
    public void setAside(Errand errand) {
        LOG.error(
                "{} of {} was begun {} times and never ended", errand.subject(), errand.address(), errand.unfinished());
        Optional<MessageId> message = MessageId.parse(errand.subject());
        if (message.isPresent()) {
            parking.poison(message.get(), errand.address());
        } else {
            outbox.later(errand.address(), errand.subject(), clock.instant().plus(PUT_OFF));
        }
    }
}
