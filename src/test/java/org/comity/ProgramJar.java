package org.comity;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The program as tests start it in processes of their own: its classes in a jar, and beside it the archive in which Java keeps what a start
 * has loaded and verified (JEP 350), so that the next one is spared a third of its arithmetic. Java takes no archive of classes in a directory.
 */
public final class ProgramJar {
    private static final Path CLASSES = Path.of("target", "classes");
    private static final Path JAR = Path.of("target", "program.jar");
    private static final Path ARCHIVE = Path.of("target", "program.jsa").toAbsolutePath();

    private ProgramJar() {}

    /** Without the tests: what a test configures must not be found by the gateway's own scan. */
    public static String classPath() {
        String jar = Packed.PATH.toString();
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .map(entry -> Path.of(entry).endsWith(CLASSES) ? jar : entry)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** For a process that only uses the archive, if there is one. */
    public static List<String> archive() {
        return Files.exists(ARCHIVE) ? options("-XX:SharedArchiveFile=" + ARCHIVE) : List.of();
    }

    /** For one that loads what a gateway needs: as it ends orderly it makes the archive if there is none that fits. */
    public static List<String> madeArchive() {
        return options("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + ARCHIVE);
    }

    private static List<String> options(String... options) {
        return Stream.concat(Stream.of("-Xlog:disable"), Stream.of(options))
                .toList(); // else it tells of each signed jar
    }

    /** Once in a process. */
    private static final class Packed {
        static final Path PATH = packed();

        /** The processes of tests that run side by side take turns. */
        private static Path packed() {
            try (FileChannel turn = FileChannel.open(
                    Path.of("target", "program.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                turn.lock(); // until it is closed
                deleteHalfAnArchive();
                if (!isNewerThanTheClasses()) {
                    Path fresh = JAR.resolveSibling("program.jar.new");
                    pack(fresh);
                    Files.move(fresh, JAR, StandardCopyOption.ATOMIC_MOVE);
                }
                return JAR.toAbsolutePath();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        /** Whoever was killed while it wrote one: its head is written last, and until then Java makes no other. */
        private static void deleteHalfAnArchive() throws IOException {
            if (Files.exists(ARCHIVE)) {
                boolean isWhole;
                try (InputStream in = Files.newInputStream(ARCHIVE)) {
                    isWhole = !Arrays.equals(in.readNBytes(Integer.BYTES), new byte[Integer.BYTES]);
                }
                if (!isWhole) {
                    Files.delete(ARCHIVE);
                }
            }
        }

        /** A directory is as old as what was last deleted from it. */
        private static boolean isNewerThanTheClasses() throws IOException {
            if (!Files.exists(JAR)) {
                return false;
            }
            FileTime packed = Files.getLastModifiedTime(JAR);
            try (Stream<Path> classes = Files.walk(CLASSES)) {
                return classes.map(Packed::modified).allMatch(changed -> changed.compareTo(packed) < 0);
            }
        }

        private static FileTime modified(Path path) {
            try {
                return Files.getLastModifiedTime(path);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        private static void pack(Path jar) {
            int exit = ToolProvider.findFirst("jar")
                    .orElseThrow()
                    .run(System.out, System.err, "-c", "-M", "-f", jar.toString(), "-C", CLASSES.toString(), ".");
            if (exit != 0) {
                throw new IllegalStateException("the classes cannot be packed");
            }
        }
    }
}
