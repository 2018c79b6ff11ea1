package org.comity.journal;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.comity.matters.MatterId;
import org.comity.messages.MessageId;
import org.comity.partners.AgencyId;
import org.comity.people.UnitId;

/**
 * Something that happened, as the journal keeps it: ids, codes and digests, never content (THREAT-110).
 *
 * @param name past tense behind its noun: {@code message.delivered}
 * @param actor a person's name, or {@code gateway}
 * @param detail codes, digests, instants by name; sorted, because the leaf's hash covers them
 */
public record Event(
        String name,
        String actor,
        Instant at,
        AgencyId agency,
        Optional<MatterId> matter,
        Optional<UnitId> unit,
        Optional<MessageId> request,
        Optional<MessageId> message,
        Optional<AgencyId> partner,
        Map<String, String> detail) {

    public Event {
        detail = Map.copyOf(detail);
    }

    /** In one order everywhere. */
    TreeMap<String, String> sortedDetail() {
        return new TreeMap<>(detail);
    }
}
