package org.comity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The project's own text files, for tests that compare what documents promise with what code and routes cite. */
final class SourceTree {
    private static final Set<String> ENDINGS =
            Set.of(".java", ".yaml", ".yml", ".sql", ".xsd", ".sh", ".html", ".txt", ".vector", ".properties");

    private SourceTree() {}

    static String read(String path) {
        return read(Path.of(path));
    }

    /** Every text file below the folders that exist, by path. */
    static Map<Path, String> below(String... folders) {
        Map<Path, String> texts = new TreeMap<>();
        for (String folder : folders) {
            for (Path file : files(Path.of(folder))) {
                if (ENDINGS.stream().anyMatch(file.toString()::endsWith)) {
                    texts.put(file, read(file));
                }
            }
        }
        return texts;
    }

    /** Every page below {@code docs} and the pages beside the README. */
    static Map<Path, String> pages() {
        Map<Path, String> pages = new TreeMap<>();
        Stream.concat(files(Path.of("docs")).stream(), children(Path.of("")).stream())
                .filter(file -> file.toString().endsWith(".md"))
                .forEach(file -> pages.put(file, read(file)));
        return pages;
    }

    /** What {@code pattern} finds in the texts, with the files it stands in; the first group if there is one. */
    static Map<String, Set<Path>> citations(Pattern pattern, Map<Path, String> texts) {
        Map<String, Set<Path>> found = new TreeMap<>();
        texts.forEach((file, text) -> matches(pattern, text)
                .forEach(match ->
                        found.computeIfAbsent(match, any -> new TreeSet<>()).add(file)));
        return found;
    }

    static Set<String> matches(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        pattern.matcher(text).results().map(SourceTree::wanted).forEach(found::add);
        return found;
    }

    private static String wanted(MatchResult match) {
        return match.groupCount() == 0 ? match.group() : match.group(1);
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
