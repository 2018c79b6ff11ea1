package org.comity.delivery.as2;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.comity.casework.Envelopes;
import org.comity.casework.Priorities;
import org.comity.delivery.as2.Departure.Ready;
import org.comity.envelope.Envelope;
import org.comity.partners.As2Channel;
import org.comity.partners.Partner;
import org.comity.problems.Causes;
import org.comity.problems.DeliveryProblem;
import org.comity.problems.GatewayBug;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * UC-02/3: posts the stored envelope over the partner's lane. The flow goes on when the partner has answered,
 * or has not in time; until then it holds no consumer of the queue (THREAT-125).
 */
@Component("carrier")
public class Carrier {
    private static final Logger LOG = LoggerFactory.getLogger(Carrier.class);

    /** Bytes; from here on an envelope counts against the memory that large ones share. Requests and answers have about 10 KB. */
    private static final long LARGE = 256 * 1024;

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

    public CompletionStage<Posted> post(Departure departure) {
        return switch (departure) {
            case Departure.Stays(var id) -> CompletableFuture.completedFuture(new Posted.Nothing(id));
            case Ready ready -> post(ready);
        };
    }

    private CompletionStage<Posted> post(Ready ready) {
        Lane lane = lanes.between(ready.message().agency(), ready.partner());
        CompletableFuture<Admission> turn = lane.enter(
                        clock.instant(), new Lane.Wish(isLarge(ready), Priorities.of(ready.message())))
                .toCompletableFuture();
        if (!turn.isDone()) {
            ready.made().letGo(); // who waits holds no memory
        }
        return turn.thenCompose(admission -> post(ready, lane, admission));
    }

    private CompletionStage<Posted> post(Ready ready, Lane lane, Admission admission) {
        Instant start = clock.instant();
        return switch (admission) {
            case Admission.Wait(var until, var reason) ->
                CompletableFuture.completedFuture(
                        new Posted.Held(ready.message().id(), reason, until));
            case Admission.Go go ->
                lane.post(go, () -> request(ready))
                        .handle((answer, broken) -> broken == null
                                ? new Posted.Answered(ready, answer, since(start))
                                : unreachable(ready, broken, start));
        };
    }

    private Posted unreachable(Ready ready, Throwable broken, Instant start) {
        LOG.info(
                "{} does not reach {} at {}: {}",
                ready.message().id(),
                ready.partner().id(),
                url(ready.partner()).getAuthority(),
                Causes.of(broken));
        return new Posted.Unreachable(ready, DeliveryProblem.UNREACHABLE.problem(), since(start));
    }

    private boolean isLarge(Ready ready) {
        return ready.message().isPart()
                || ready.made().get().map(Envelope::length).orElseGet(() -> envelopes.length(ready.message())) > LARGE;
    }

    private HttpRequest request(Ready ready) {
        return As2Headers.message(
                ready.message(),
                ready.made().get().orElseGet(() -> envelopes.of(ready.message())),
                url(ready.partner()),
                settings.receiptsUrlFor(ready.partner().id())
                        .map(to -> lanes.called(ready.message().agency(), to)),
                settings.answerTimeout());
    }

    private static URI url(Partner partner) {
        return partner.channel()
                .map(As2Channel::url)
                .orElseThrow(() -> new GatewayBug("what is carried by hand comes into no lane"));
    }

    private Duration since(Instant start) {
        Duration took = Duration.between(start, clock.instant());
        return took.isNegative() ? Duration.ZERO : took; // the clock may step back (THREAT-89)
    }
}
