package org.comity.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.comity.ProgramJar;
import org.comity.exercise.TwoSides.Side;
import org.comity.faults.agent.CrashAgent;

/** How a gateway under faults is started: the program from the class path of the test, without the tests, and the agent in a jar of its own. */
record Program(Path home, Path agent) {
    /** Megabytes. */
    private static final int HEAP = 256;

    static Program in(Path home) throws IOException {
        Files.createDirectories(home);
        Path jar = home.resolve("faults-agent.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", CrashAgent.class.getName());
        String folder = CrashAgent.class.getPackageName().replace('.', '/');
        Path compiled = Path.of("target", "test-classes").resolve(folder);
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest);
                Stream<Path> classes = Files.list(compiled)) {
            for (Path one : classes.toList()) {
                entries.putNextEntry(new JarEntry(folder + "/" + one.getFileName()));
                try (InputStream in = Files.newInputStream(one)) {
                    in.transferTo(entries);
                }
            }
        }
        return new Program(home, jar);
    }

    /** @param control file that the agent obeys */
    List<String> command(Path control, Class<?> main) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ProgramJar.archive());
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djdk.xml.elementAttributeLimit=200",
                "-XX:TieredStopAtLevel=1", // half the arithmetic of a start
                "-XX:+UseSerialGC",
                "-Xmx" + HEAP + "m",
                "-javaagent:" + agent + "=" + control,
                "-cp",
                ProgramJar.classPath(),
                main.getName()));
        return command;
    }

    /** Of what runs, {@code -changed} behind it if its sources are; {@code unknown} outside of a repository. */
    static String commit() {
        String commit = git("rev-parse", "--short=8", "HEAD");
        if (commit.isEmpty()) {
            return "unknown";
        }
        return git("status", "--porcelain", "src", "pom.xml").isEmpty() ? commit : commit + "-changed";
    }

    private static String git(String... arguments) {
        try {
            Process git = new ProcessBuilder(Stream.concat(Stream.of("git"), Stream.of(arguments))
                            .toList())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException none) {
            return "";
        }
    }

    /** What its agent obeys; on no disk that is filled. */
    Path control(Side side) {
        return home.resolve(side.directory().getFileName() + ".steps");
    }

    Path console(Side side) {
        return home.resolve(side.directory().getFileName() + ".console.log");
    }
}
