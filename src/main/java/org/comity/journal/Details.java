package org.comity.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;
import org.comity.problems.GatewayBug;

/** The column {@code detail} of the journal: texts by name, sorted by it. */
public final class Details {
    private static final TypeReference<TreeMap<String, String>> TEXTS = new TypeReference<>() {};

    private Details() {}

    public static Map<String, String> read(ObjectMapper json, String detail) {
        try {
            return json.readValue(detail, TEXTS);
        } catch (JsonProcessingException broken) {
            throw new GatewayBug("details are texts by name", broken);
        }
    }
}
