package org.comity.law;

import java.util.Map;
import java.util.Optional;

/**
 * What the relationship files said when they were read. Never changes; a reload makes another.
 *
 * @param calendars by id
 */
public record RecordedRelationships(Map<StatePair, Relationship> pairs, Map<String, CalendarFacts> calendars)
        implements Relationships {

    public RecordedRelationships {
        pairs = Map.copyOf(pairs);
        calendars = Map.copyOf(calendars);
    }

    @Override
    public Optional<Relationship> between(String one, String other) {
        return Optional.ofNullable(pairs.get(new StatePair(one, other)));
    }

    @Override
    public CalendarFacts calendar(String id) {
        return calendars.getOrDefault(id, CalendarFacts.unverified(id));
    }
}
