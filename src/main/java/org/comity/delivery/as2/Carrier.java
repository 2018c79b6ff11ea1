package org.comity.delivery.as2;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.comity.casework.Envelopes;
import org.comity.delivery.as2.Departure.Ready;
import org.comity.problems.DeliveryProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** UC-02/3: posts the stored envelope over the partner's lane. The same bytes every time. */
@Component("carrier")
public class Carrier {
    private static final Logger LOG = LoggerFactory.getLogger(Carrier.class);

    /** Of heap, for each part of evidence that is posted at the same time: its bytes, as the database sends them, and what else lives. */
    private static final long HEAP_FOR_ONE = 32L << 20;

    private static final Duration WHEN_FULL = Duration.ofMillis(250);

    private final Semaphore parts =
            new Semaphore((int) Math.max(1, Runtime.getRuntime().maxMemory() / HEAP_FOR_ONE));
    private final Clock clock;
    private final Lanes lanes;
    private final Envelopes envelopes;
    private final As2Settings settings;

    Carrier(Clock clock, Lanes lanes, Envelopes envelopes, As2Settings settings) {
        this.clock = clock;
        this.lanes = lanes;
        this.envelopes = envelopes;
        this.settings = settings;
    }

    public Posted post(Departure departure) throws InterruptedException {
        return switch (departure) {
            case Departure.Stays(var id) -> new Posted.Nothing(id);
            case Ready ready -> post(ready);
        };
    }

    private Posted post(Ready ready) throws InterruptedException {
        Lane lane = lanes.between(ready.message().agency(), ready.partner());
        Instant start = clock.instant();
        Optional<Lane.Wait> wait = lane.enter(start);
        if (wait.isPresent()) {
            return new Posted.Held(
                    ready.message().id(), wait.get().reason(), wait.get().until());
        }
        try {
            return inMemory(ready, lane, start);
        } finally {
            lane.leave();
        }
    }

    private Posted inMemory(Ready ready, Lane lane, Instant start) throws InterruptedException {
        if (!ready.message().isPart()) {
            return post(ready, lane, start);
        }
        if (!parts.tryAcquire()) {
            return new Posted.Held(ready.message().id(), Optional.empty(), start.plus(WHEN_FULL));
        }
        try {
            return post(ready, lane, start);
        } finally {
            parts.release();
        }
    }

    private Posted post(Ready ready, Lane lane, Instant start) throws InterruptedException {
        try {
            HttpAnswer answer = lane.post(request(ready));
            if (answer.saysUnwell()) {
                lane.failed(clock.instant());
            } else {
                lane.answered();
            }
            return new Posted.Answered(ready, answer, since(start));
        } catch (IOException broken) {
            lane.failed(clock.instant());
            LOG.info(
                    "{} does not reach {}: {}",
                    ready.message().id(),
                    ready.partner().id(),
                    Causes.of(broken));
            return new Posted.Unreachable(ready, DeliveryProblem.UNREACHABLE.problem(), since(start));
        }
    }

    private HttpRequest request(Ready ready) {
        return As2Headers.message(
                ready.message(),
                ready.made().orElseGet(() -> envelopes.of(ready.message())),
                ready.partner().channel().url(),
                settings.receiptsUrlFor(ready.partner().id()),
                settings.answerTimeout());
    }

    private Duration since(Instant start) {
        Duration took = Duration.between(start, clock.instant());
        return took.isNegative() ? Duration.ZERO : took; // the clock may step back (THREAT-89)
    }
}
