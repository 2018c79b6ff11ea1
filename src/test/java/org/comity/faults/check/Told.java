package org.comity.faults.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the outside was told, read back.
 *
 * @param submitted requests
 * @param approved messages
 * @param files each a message, a SHA-256 and a length
 * @param lines messages that were approved one after the other, by what keeps their order
 * @param unfinished cases that did not come to their end
 */
record Told(
        Set<String> submitted,
        List<String> approved,
        List<List<String>> files,
        Map<String, List<String>> lines,
        List<String> unfinished) {

    static Told read(Path file) throws IOException {
        Told told = new Told(
                new HashSet<>(), new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>());
        for (String line : Files.readAllLines(file)) {
            List<String> words = List.of(line.split(" ", -1));
            switch (words.getFirst()) {
                case "submitted" -> told.submitted.add(words.get(1));
                case "file" -> told.files.add(words.subList(1, words.size()));
                case "unfinished" -> told.unfinished.add(words.get(1));
                case "approved" -> {
                    told.approved.add(words.get(2));
                    // numbers grow, and the lines of one order are written by one thread
                    told.lines
                            .computeIfAbsent(words.get(3), first -> new ArrayList<>())
                            .add(words.get(2));
                }
                default -> {}
            }
        }
        return told;
    }
}
