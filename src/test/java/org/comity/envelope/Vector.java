package org.comity.envelope;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** One file of {@code vectors/}: keys with their values, {@code recipe} perhaps several times. See {@code vectors/README.md}. */
record Vector(Path file, List<String> lines) {
    static final Path ROOT = Path.of("src/test/resources/vectors");

    static Stream<Vector> all() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files
                    .filter(file -> file.toString().endsWith(".vector"))
                    .sorted()
                    .map(Vector::read)
                    .toList()
                    .stream();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Vector read(Path file) {
        try {
            return new Vector(file, Files.readAllLines(file));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    String key(String name) {
        return all(name).stream().findFirst().orElseThrow(() -> new AssertionError(file + " lacks " + name));
    }

    Instant now() {
        return Instant.parse(key("now"));
    }

    /** The steps that begin with {@code stage}, without it. */
    List<String> steps(String stage) {
        return all("recipe").stream()
                .filter(step -> step.startsWith(stage + " "))
                .map(step -> step.substring(stage.length() + 1))
                .toList();
    }

    List<String> all(String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2).strip())
                .toList();
    }

    @Override
    public String toString() {
        return ROOT.relativize(file).toString();
    }
}
