package org.comity.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.comity.problems.GatewayBug;

/**
 * A journal row in the one form that is hashed: JSON on one line, keys as below, absent values left out, the instant with microseconds
 * (what its column holds), the detail sorted by name. Whoever has this paragraph and the rows can recompute every hash.
 *
 * @param id of the row
 * @param seq its number in the tree, from 0
 */
record Leaf(long id, long seq, String line) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<TreeMap<String, JsonNode>> DETAIL = new TypeReference<>() {};
    private static final List<String> NAMES =
            List.of("event", "actor", "agency", "matter", "unit", "request", "message", "partner");
    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    static Leaf read(ResultSet row, long seq) throws SQLException {
        try {
            ObjectNode leaf = JSON.createObjectNode();
            leaf.put("seq", seq);
            leaf.put("id", row.getLong("id"));
            leaf.put("at", MICROSECONDS.format(Columns.instant(row, "at")));
            for (String name : NAMES) {
                Columns.optionalText(row, name).ifPresent(value -> leaf.put(name, value));
            }
            ObjectNode detail = leaf.putObject("detail");
            JSON.readValue(row.getString("detail"), DETAIL).forEach(detail::set);
            return new Leaf(row.getLong("id"), seq, JSON.writeValueAsString(leaf));
        } catch (JsonProcessingException broken) {
            throw new GatewayBug("a jsonb column holds JSON", broken);
        }
    }

    byte[] hash() {
        return Tree.leaf(line.getBytes(StandardCharsets.UTF_8));
    }
}
