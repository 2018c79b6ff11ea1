package org.comity.delivery.as2;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.comity.partners.AgencyId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How messages travel over AS2.
 *
 * @param connectTimeout until a partner's TLS connection stands
 * @param answerTimeout from the first byte sent until the last byte of the answer
 * @param largestAnswer bytes of an answer that are read; a signed receipt has about 5 KB
 * @param inFlight deliveries to one partner at a time from this node; more wait, so that a slow partner holds up nobody (THREAT-125)
 * @param underWay deliveries to all partners at a time from this node; half of them are for partners that answered the last time (THREAT-125)
 * @param firstPause the pause after the first failure is drawn from 0 to this, and the bound doubles each time
 * @param longestPause bound of the pause, however often it failed
 * @param refusals HTTP 4xx answers without a signed receipt before a person is asked
 * @param refusedFor and how long these must have come for: a proxy before a partner that starts says 404 for a while
 * @param circuitFailures transport failures in a row that open a partner's circuit
 * @param longestProbePause bound of the pause between probes of an open circuit
 * @param ownReceiptsUrl where partners post asynchronous receipts to us
 * @param asynchronous partners whose receipts are asked for asynchronously
 */
@ConfigurationProperties("comity.as2")
public record As2Settings(
        @DefaultValue("10s") Duration connectTimeout,
        @DefaultValue("60s") Duration answerTimeout,
        @DefaultValue("256KB") DataSize largestAnswer,
        @DefaultValue("8") int inFlight,
        @DefaultValue("512") int underWay,
        @DefaultValue("1s") Duration firstPause,
        @DefaultValue("1h") Duration longestPause,
        @DefaultValue("5") int refusals,
        @DefaultValue("15m") Duration refusedFor,
        @DefaultValue("3") int circuitFailures,
        @DefaultValue("1m") Duration longestProbePause,
        @DefaultValue Optional<URI> ownReceiptsUrl,
        @DefaultValue Set<String> asynchronous) {

    public As2Settings {
        asynchronous = Set.copyOf(asynchronous);
        if (inFlight < 1 || underWay < 2 || refusals < 1 || circuitFailures < 1) {
            throw new IllegalArgumentException(
                    "comity.as2: in-flight, refusals and circuit-failures are 1 or more, under-way 2");
        }
        if (refusedFor.isNegative()) {
            throw new IllegalArgumentException("comity.as2.refused-for is 0 s or more");
        }
        if (!firstPause.isPositive() || longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException("comity.as2: 0 < first-pause <= longest-pause");
        }
        if (!asynchronous.isEmpty() && ownReceiptsUrl.isEmpty()) {
            throw new IllegalArgumentException("comity.as2.asynchronous needs comity.as2.own-receipts-url");
        }
    }

    /** Where {@code partner} is to post its receipts; empty: in the answer. */
    Optional<URI> receiptsUrlFor(AgencyId partner) {
        return asynchronous.contains(partner.value()) ? ownReceiptsUrl : Optional.empty();
    }
}
