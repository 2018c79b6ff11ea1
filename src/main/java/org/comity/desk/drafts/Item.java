package org.comity.desk.drafts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A part of a document as a person reads it: a name of the schema with a text, or with further parts.
 *
 * @param name without its number
 * @param number from 1 where the part can repeat, else 0
 * @param text empty for a part of parts
 */
public record Item(String name, int number, String text, List<Item> parts) {
    /** Shown on one line: what belongs together is read together. */
    private static final List<String> LINES = List.of("ipAddress", "account", "fileHash", "period");

    public Item {
        parts = List.copyOf(parts);
    }

    public boolean isLeaf() {
        return parts.isEmpty();
    }

    public boolean isLine() {
        return LINES.contains(name);
    }

    /** The parts of a document, in its order. */
    public static List<Item> of(Map<String, String> texts) {
        Map<String, Map<String, String>> below = new LinkedHashMap<>();
        texts.forEach((place, text) -> {
            int slash = place.indexOf('/');
            String step = slash < 0 ? place : place.substring(0, slash);
            Map<String, String> inner = below.computeIfAbsent(step, unseen -> new LinkedHashMap<>());
            if (slash > 0) {
                inner.put(place.substring(slash + 1), text);
            }
        });
        List<Item> items = new ArrayList<>();
        below.forEach((step, inner) -> items.add(item(step, texts.getOrDefault(step, ""), of(inner))));
        return items;
    }

    private static Item item(String step, String text, List<Item> parts) {
        int bracket = step.indexOf('[');
        return bracket < 0
                ? new Item(step, 0, text, parts)
                : new Item(
                        step.substring(0, bracket),
                        Integer.parseInt(step, bracket + 1, step.length() - 1, 10),
                        text,
                        parts);
    }
}
