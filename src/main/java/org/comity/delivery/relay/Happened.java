package org.comity.delivery.relay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Counts what happened, by kind, and writes into the log what concerns whoever runs the gateway, whichever process did it: a partner that
 * a command suspended stands in the log of the gateway too. Ids only; the journal has who and why.
 */
@Component
class Happened {
    private static final Logger LOG = LoggerFactory.getLogger(Happened.class);

    /** What happens to requests and messages is not said here: it happens all the time, and has pages of its own. */
    private static final Set<String> SAID = Set.of("partner", "relationships", "keys", "clock", "person", "token");

    private static final Pattern TYPE = Pattern.compile("\"type\":\"org\\.comity\\.(([a-z-]+)\\.[a-z-]+)\"");

    private final MeterRegistry meters;
    private final ObjectMapper json;

    Happened(Relay relay, ObjectProvider<MeterRegistry> meters, ObjectMapper json) {
        this.meters = meters.getIfAvailable(SimpleMeterRegistry::new);
        this.json = json;
        relay.whenSent(this::heard);
    }

    private void heard(String cloudEvent) {
        Matcher type = TYPE.matcher(cloudEvent);
        if (type.find()) {
            meters.counter("comity.events", "event", type.group(1)).increment();
            if (SAID.contains(type.group(2))) {
                LOG.info("{}{}", type.group(1), subject(cloudEvent));
            }
        }
    }

    private String subject(String cloudEvent) {
        try {
            JsonNode data = json.readTree(cloudEvent).path("data");
            for (String name : List.of("partner", "person", "digest", "seconds")) {
                if (data.has(name)) {
                    return ": " + data.path(name).asText();
                }
            }
            return "";
        } catch (JsonProcessingException broken) {
            return "";
        }
    }
}
