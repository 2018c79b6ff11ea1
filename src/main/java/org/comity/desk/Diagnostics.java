package org.comity.desk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.comity.dashboard.Workload;
import org.comity.journal.DatabaseDoesNotRun;
import org.comity.trust.Arithmetic;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.stereotype.Component;

/**
 * What maintainers need to help, in one file that may be sent to them: versions, settings without secrets, numbers. No key, no password, no
 * content, no name of a person; ids stand in the last lines of the log.
 */
@Component
public class Diagnostics {
    private static final int LAST_LINES = 500;

    private final Environment environment;
    private final ObjectProvider<Workload> workload;
    private final Clock clock;

    /** @param workload asked for when it is needed: its database may be what is broken */
    public Diagnostics(Environment environment, ObjectProvider<Workload> workload, Clock clock) {
        this.environment = environment;
        this.workload = workload;
        this.clock = clock;
    }

    /** Of the jar; empty where classes lie in directories. */
    public static Optional<String> version() {
        return Optional.ofNullable(Diagnostics.class.getPackage().getImplementationVersion());
    }

    /**
     * Files by name. What cannot be had says why in its place: a bundle is wanted when something is broken.
     *
     * @param more what only the caller can tell
     */
    public byte[] bundle(Map<String, Part> more) {
        return bundle(more, false);
    }

    /** @param away the database did not answer a moment ago, and is not asked once more */
    public byte[] bundle(Map<String, Part> more, boolean away) {
        Database database = away ? new Database(Optional.empty(), "away", "away") : look();
        Map<String, Part> all = new LinkedHashMap<>();
        all.put("versions.txt", () -> versions(database));
        all.put("settings.txt", () -> MaskedSettings.of(environment));
        all.put("load.txt", database.asked(figures -> figures.measure() + "\n" + figures.unreached()));
        all.put("tables.txt", database.asked(figures -> lines(figures.tables())));
        all.put("log.txt", this::lastOfTheLog);
        all.putAll(more);
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, Part> part : all.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(text(part.getValue()).getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
            zip.finish();
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** One file of the bundle. */
    @FunctionalInterface
    public interface Part {
        String text() throws Exception;
    }

    /** @param away why it does not answer; empty if it does */
    private record Database(Optional<Workload> figures, String version, String away) {

        Part asked(Function<Workload, String> question) {
            return () -> figures.map(question).orElseGet(() -> notToBeHad(away));
        }
    }

    /** Once: each question to a database that is away waits half a minute. */
    private Database look() {
        try {
            Workload figures = workload.getObject();
            return new Database(Optional.of(figures), figures.databaseVersion(), "");
        } catch (RuntimeException missing) {
            String away = why(missing);
            return new Database(Optional.empty(), "away: " + away, away);
        }
    }

    private static String notToBeHad(String why) {
        return "not to be had: " + why + "\n";
    }

    /** No message of a library: it may quote an address with its password, or a row. */
    private static String why(Throwable missing) {
        Throwable root = missing;
        while (root.getCause() != null) {
            if (root instanceof InvalidDataAccessResourceUsageException) {
                return "the tables are not there, or are not those of this release";
            }
            root = root.getCause();
        }
        if (root instanceof DatabaseDoesNotRun) {
            return "the database does not run";
        }
        return root.getClass().getSimpleName();
    }

    private static String text(Part part) {
        try {
            return part.text();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
            return "interrupted\n";
        } catch (Exception missing) {
            return notToBeHad(why(missing));
        }
    }

    private String versions(Database database) {
        return lines(Map.of(
                "at", clock.instant(),
                "comity", version().orElse("of a build directory"),
                "java", Runtime.version(),
                "system",
                        System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                                + System.getProperty("os.arch"),
                "processors", Runtime.getRuntime().availableProcessors(),
                "heap", Runtime.getRuntime().maxMemory(),
                "cryptography", Arithmetic.chosen().describe(),
                "postgresql", database.version()));
    }

    private String lastOfTheLog() throws IOException {
        String file = environment.getProperty("logging.file.name", "");
        if (file.isEmpty()) {
            return "logging.file.name is not set: the log went to the console (journalctl -u comity)\n";
        }
        ArrayDeque<String> last = new ArrayDeque<>();
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            lines.forEach(line -> {
                last.add(line);
                if (last.size() > LAST_LINES) {
                    last.remove();
                }
            });
        }
        return String.join("\n", last) + "\n";
    }

    private static String lines(Map<String, ?> named) {
        return named.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(one -> one.getKey() + ": " + one.getValue() + "\n")
                .collect(Collectors.joining());
    }
}
