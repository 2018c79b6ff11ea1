package org.comity.faults.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the outside was told, read back.
 *
 * @param submitted requests
 * @param approved the SHA-256 of each document, by its message; those of one matter in the order in which they were approved
 * @param files each a message, a SHA-256 and a length
 * @param held until when an officer said that the data of a request are held, by the request
 * @param keys SHA-256 of certificates of signing keys, by the agency whose they are or were
 * @param unfinished cases that did not come to their end
 * @param faults in their order
 */
record Told(
        Set<String> submitted,
        Map<String, String> approved,
        List<List<String>> files,
        Map<String, String> held,
        Map<String, Set<String>> keys,
        List<String> unfinished,
        List<Harm> faults) {

    /** What was done to a gateway, and when that began. */
    record Harm(Instant at, String what) {}

    static Told read(Path file) throws IOException {
        Told told = new Told(
                new HashSet<>(),
                new LinkedHashMap<>(),
                new ArrayList<>(),
                new HashMap<>(),
                new HashMap<>(),
                new ArrayList<>(),
                new ArrayList<>());
        for (String line : Files.readAllLines(file)) {
            List<String> words = List.of(line.split(" ", -1));
            switch (words.getFirst()) {
                case "submitted" -> told.submitted.add(words.get(1));
                case "file" -> told.files.add(words.subList(1, words.size()));
                case "key" ->
                    told.keys
                            .computeIfAbsent(words.get(1), first -> new HashSet<>())
                            .add(words.get(2));
                case "unfinished" -> told.unfinished.add(words.get(1));
                case "approved" -> told.approved.put(words.get(2), words.get(3)); // those of one matter by one thread
                case "held" -> told.held.put(words.get(1), words.get(2));
                case "fault" -> told.faults.add(new Harm(Instant.parse(words.get(1)), words.get(2)));
                default -> {}
            }
        }
        return told;
    }
}
