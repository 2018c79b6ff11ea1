package org.comity.desk.drafts;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which rows of a draft say nothing. A preset (a zone, an algorithm) that nobody touched says nothing by itself. */
final class EmptyRows {
    private final Map<String, String> texts;

    EmptyRows(Map<String, String> texts) {
        this.texts = texts;
    }

    /** Elements that have rows, the inner ones first: an outer row is empty when all in it is. */
    List<String> elements() {
        Set<String> elements = new TreeSet<>();
        for (String place : texts.keySet()) {
            for (int bracket = place.indexOf('['); bracket > 0; bracket = place.indexOf('[', bracket + 1)) {
                elements.add(place.substring(0, bracket));
            }
        }
        return elements.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    static boolean saysSomething(Map<String, String> texts, String row) {
        return texts.entrySet().stream()
                .anyMatch(entry -> !entry.getValue().isBlank()
                        && !isPreset(entry.getKey())
                        && (entry.getKey().equals(row) || entry.getKey().startsWith(row + "/")));
    }

    static boolean isPreset(String place) {
        return place.endsWith("/zone") || place.endsWith("/@algorithm") || place.endsWith("/@item");
    }

    static String parent(String place) {
        return place.substring(0, Math.max(place.lastIndexOf('/'), 0));
    }
}
