package org.comity.matters;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.comity.messages.Digest;
import org.comity.partners.AgencyId;
import org.comity.people.UnitId;

/**
 * UC-19: one act that asks the same of many partners. It owns nothing legally and has no state: each request of it is an ordinary
 * request of the same matter, with its own state, hold, deadlines and receipts.
 *
 * @param reference ours, such as {@code O-2026-000019}; never leaves the gateway
 * @param title that of the matter or of the submission; never leaves the gateway
 * @param openedBy name of the officer
 */
public record Operation(
        OperationId id,
        AgencyId agency,
        MatterId matter,
        UnitId unit,
        String reference,
        String title,
        Instant opened,
        String openedBy) {

    /**
     * What one approval binds: SHA-256 over a line {@code partner sha256} for each document, in the order of the partners' ids. Whoever
     * approves has thereby said to whom exactly what goes (THREAT-94).
     */
    public static Digest digest(SortedMap<AgencyId, Digest> documents) {
        String lines = documents.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue().hex() + "\n")
                .collect(Collectors.joining());
        return Digest.of(lines.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "Operation[" + reference + "]";
    }
}
