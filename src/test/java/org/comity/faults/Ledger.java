package org.comity.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What was done and counted in batch after batch, a line each, so that counts add up over runs. A line that begins with # is not counted. */
final class Ledger {
    private static final double RULE_OF_THREE = 3;

    private final Path file;

    Ledger(Path file) throws IOException {
        this.file = file.toAbsolutePath();
        Files.createDirectories(this.file.getParent());
    }

    /** @param head words that are not counted: the day, the seed */
    void add(String head, Map<String, Integer> counts) throws IOException {
        String line = counts.entrySet().stream()
                .map(one -> one.getKey() + "=" + one.getValue())
                .collect(Collectors.joining(" ", head + " ", "\n"));
        Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Of all batches. */
    Map<String, Integer> sums() throws IOException {
        return sums(line -> true);
    }

    /** Of the batches that the checker of today has counted, which sees more than the one before it. */
    Map<String, Integer> sumsOfToday() throws IOException {
        return sums(line -> line.contains(" wrongly_parked="));
    }

    private Map<String, Integer> sums(Predicate<String> which) throws IOException {
        Map<String, Integer> sums = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            Arrays.stream((line.startsWith("#") || !which.test(line) ? "" : line).split(" ", -1))
                    .map(word -> word.split("=", -1))
                    .filter(word -> word.length == 2 && word[1].matches("\\d+"))
                    .forEach(word -> sums.merge(word[0], Integer.valueOf(word[1]), Integer::sum));
        }
        return sums;
    }

    private static List<Faults.Place> notEndedAt(Map<String, Integer> sums) {
        return Faults.Place.all().stream()
                .filter(place -> !sums.containsKey(Fault.STEP_CRASHED + ":" + place))
                .toList();
    }

    /** N kills that the checker of today has counted, what went wrong in all, and the bound 3/N on how often it goes wrong in one (95 of 100). */
    String report() throws IOException {
        Map<String, Integer> sums = sums();
        int kills = sumsOfToday().getOrDefault("kills", 0);
        StringBuilder report = new StringBuilder(String.format(
                Locale.ROOT,
                "%d kills in %d batches%n",
                sums.getOrDefault("kills", 0),
                sums.getOrDefault("batches", 0)));
        sums.forEach((name, count) -> report.append(String.format(Locale.ROOT, "  %6d  %s%n", count, name)));
        report.append(String.format("not ended at yet: %s%n", notEndedAt(sums)));
        report.append(String.format(
                Locale.ROOT,
                "with nothing wrong in N = %d kills, less than 3/N = %.2f %% of kills do harm (95 %%)%n",
                kills,
                100 * RULE_OF_THREE / Math.max(1, kills)));
        return report.toString();
    }
}
