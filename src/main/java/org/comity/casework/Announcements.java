package org.comity.casework;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.comity.journal.Event;
import org.comity.journal.Journal;
import org.comity.journal.Outbox;
import org.comity.problems.GatewayBug;
import org.springframework.stereotype.Component;

/**
 * Says that something happened, in the caller's transaction: once in the journal, and once as a CloudEvent (specification 1.0, structured
 * JSON) on {@code comity.status}. Ids, codes and digests only.
 */
@Component
class Announcements {
    private final Journal journal;
    private final Outbox outbox;
    private final ObjectMapper json;

    Announcements(Journal journal, Outbox outbox, ObjectMapper json) {
        this.journal = journal;
        this.outbox = outbox;
        this.json = json;
    }

    void say(Happening happening, Map<String, String> detail, Instant now) {
        journal.append(new Event(
                happening.event(),
                happening.actor(),
                now,
                happening.agency(),
                happening.matter(),
                happening.unit(),
                happening.request(),
                happening.message(),
                happening.partner(),
                detail));
        outbox.publish(cloudEvent(happening, detail, now));
    }

    private String cloudEvent(Happening happening, Map<String, String> detail, Instant now) {
        Map<String, Object> data = new LinkedHashMap<>(detail);
        put(data, "matter", happening.matter());
        put(data, "request", happening.request());
        put(data, "message", happening.message());
        put(data, "partner", happening.partner());
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("specversion", "1.0");
        event.put("id", UUID.randomUUID().toString());
        event.put("source", "urn:comity:agency:" + happening.agency());
        event.put("type", "org.comity." + happening.event());
        event.put("time", now.toString());
        happening.message().or(happening::request).ifPresent(subject -> event.put("subject", subject.toString()));
        event.put("datacontenttype", "application/json");
        event.put("data", data);
        try {
            return json.writeValueAsString(event);
        } catch (JsonProcessingException impossible) {
            throw new GatewayBug("texts are JSON", impossible);
        }
    }

    private static void put(Map<String, Object> data, String name, Optional<?> value) {
        value.ifPresent(present -> data.put(name, present.toString()));
    }
}
