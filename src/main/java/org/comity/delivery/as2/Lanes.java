package org.comity.delivery.as2;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.comity.delivery.relay.Pauses;
import org.comity.delivery.relay.RelaySettings;
import org.comity.partners.AgencyId;
import org.comity.partners.Fingerprint;
import org.comity.partners.Partner;
import org.comity.trust.PartnerTls;
import org.springframework.stereotype.Component;

/** One lane from each own agency to each partner, made anew when the partner's profile or our TLS certificate changes. */
@Component
class Lanes {
    /** In front of all lanes together, for each place; each costs a few kilobytes. */
    private static final int WAITING_FOR_EACH = 8;

    /** Of heap, for each large envelope that is posted at the same time: its bytes, as the database sends them, and what else lives. */
    private static final long HEAP_FOR_LARGE = 32L << 20;

    private final PartnerTls tls;
    private final As2Settings settings;
    private final Node node;
    private final SecureRandom random = new SecureRandom();
    private final Map<Between, Known> lanes = new ConcurrentHashMap<>();

    Lanes(PartnerTls tls, As2Settings settings, RelaySettings relay, Clock clock) {
        if (relay.share() < 2 * settings.inFlight()) { // more come when half of them have ended
            throw new IllegalArgumentException(
                    "comity.relay.share is at least twice comity.as2.in-flight, or so many are never in flight");
        }
        this.tls = tls;
        this.settings = settings;
        this.node = new Node(
                new Places(settings.underWay()),
                new Places(WAITING_FOR_EACH * settings.underWay()),
                relay.patience(),
                new Places((int) Math.max(1, Runtime.getRuntime().maxMemory() / HEAP_FOR_LARGE)),
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("answer-", 0).factory()),
                clock);
    }

    /**
     * What the lanes share.
     *
     * @param all places for envelopes that cost little memory, and for receipts
     * @param front places to wait for one of these; half of them for lanes in front of which nobody waits
     * @param patience how long one waits there at most
     * @param large places for the others
     * @param afterwards where an answer is worked on
     */
    record Node(Places all, Places front, Duration patience, Places large, Executor afterwards, Clock clock) {}

    /** @param shown our TLS certificate on its connections: kept ones would show it for as long as they are busy */
    private record Known(Partner profile, Fingerprint shown, Lane lane) {}

    private record Between(AgencyId own, AgencyId partner) {}

    Lane between(AgencyId own, Partner partner) {
        return lanes.compute(
                        new Between(own, partner.id()),
                        (ends, known) -> known != null
                                        && known.profile().equals(partner)
                                        && known.shown().equals(tls.shownBy(own))
                                ? known
                                : new Known(partner, tls.shownBy(own), open(own, partner)))
                .lane();
    }

    /** {@code url} of ours as {@code own} is called. */
    URI called(AgencyId own, URI url) {
        return tls.called(own, url);
    }

    private Lane open(AgencyId own, Partner partner) {
        HttpClient client = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER) // THREAT-97
                .connectTimeout(settings.connectTimeout())
                .sslContext(tls.client(own, partner))
                .sslParameters(PartnerTls.parameters())
                .build();
        Circuit circuit = new Circuit(
                settings.circuitFailures(), new Pauses(settings.firstPause(), settings.longestProbePause()), random);
        return new Lane(client, circuit, settings, node);
    }
}
