package org.comity.desk.pages;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.comity.desk.drafts.Item;
import org.comity.partners.AgencyId;

/**
 * The documents of an operation as an approver reads them: once what all of them say, then of each what it says otherwise. Both are found
 * by comparing the documents, so that nothing of any of them is missing (THREAT-94).
 */
record OperationReading(List<Item> common, Map<AgencyId, List<Item>> differing) {

    /** @param documents the texts of each by their places, as {@code DocumentTexts} reads them */
    static OperationReading of(Map<AgencyId, Map<String, String>> documents) {
        Map<String, String> common = new LinkedHashMap<>();
        documents.values().stream().findFirst().ifPresent(common::putAll);
        documents
                .values()
                .forEach(texts ->
                        common.entrySet().removeIf(entry -> !entry.getValue().equals(texts.get(entry.getKey()))));
        Map<AgencyId, List<Item>> differing = new LinkedHashMap<>();
        documents.forEach((partner, texts) -> {
            Map<String, String> own = new LinkedHashMap<>(texts);
            own.keySet().removeAll(common.keySet());
            differing.put(partner, Item.of(own));
        });
        return new OperationReading(Item.of(common), differing);
    }
}
