package org.comity.delivery.ports;

import java.time.Duration;
import java.util.Optional;
import org.comity.partners.AgencyId;
import org.comity.partners.OwnAgencies;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The partners' door.
 *
 * @param partners port of the partners' HTTPS; 0: any free one
 * @param address to listen at; empty: every address of the host
 * @param agency the own agency whose TLS certificate the officers see, and partners that call an address instead of a host name; empty:
 *     the first
 * @param connections open at a time; more wait in the kernel, and one address may hold a quarter of them (THREAT-108)
 * @param silence how long a connection may say nothing in the middle of a request
 * @param headerTime for the TLS handshake and a whole header, on the officers' port too, however steadily they trickle (THREAT-108)
 * @param idle how long a connection may rest between requests
 * @param largestBody bytes of one request: a part of 4 MB in base64, sealed, with room to spare
 * @param bodyTime for a whole body, however steadily it trickles
 * @param bodyMemory heap that large bodies, and what is made of them until they are recorded, may take at a time, four times their
 *     length each; more wait unread (THREAT-32); one partner gets half (THREAT-125); empty: half of the heap
 * @param bodyPatience how long a body waits for room before its sender hears 429
 */
@ConfigurationProperties("comity.port")
public record PortSettings(
        @DefaultValue("8444") int partners,
        @DefaultValue Optional<String> address,
        @DefaultValue Optional<String> agency,
        @DefaultValue("1000") int connections,
        @DefaultValue("10s") Duration silence,
        @DefaultValue("20s") Duration headerTime,
        @DefaultValue("60s") Duration idle,
        @DefaultValue("16MB") DataSize largestBody,
        @DefaultValue("2m") Duration bodyTime,
        @DefaultValue Optional<DataSize> bodyMemory,
        @DefaultValue("20s") Duration bodyPatience) {

    /** @param heap bytes of this process */
    public long bodyMemory(long heap) {
        return bodyMemory.map(DataSize::toBytes).orElse(heap / 2);
    }

    /** Whose TLS certificate is shown where no name says which is meant. */
    AgencyId agencyAmong(OwnAgencies own) {
        return agency.map(AgencyId::new).orElseGet(() -> own.first().id());
    }
}
