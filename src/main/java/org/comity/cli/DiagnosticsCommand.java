package org.comity.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.comity.desk.Diagnostics;
import org.springframework.core.env.Environment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/**
 * What maintainers need to help, in a file without secrets. Works beside a gateway, and where none will start as long as its settings can be read:
 * it starts no database and migrates none, and says in its place what it could not have.
 */
@Command(
        name = "diagnostics",
        mixinStandardHelpOptions = true,
        description =
                "Write versions, settings without secrets, health, figures, table sizes and the last lines of the log into a zip file.")
final class DiagnosticsCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @ParentCommand
    private Commands root = new Commands();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            defaultValue = "comity-diagnostics.zip",
            description = "a new file; ${DEFAULT-VALUE}")
    private Path output = Path.of("comity-diagnostics.zip");

    @Override
    public Integer call() throws IOException {
        try (Parts parts = root.openToLook()) {
            Environment environment = parts.get(Environment.class);
            String management =
                    "http://127.0.0.1:" + environment.getProperty("management.server.port", "8445") + "/actuator/";
            byte[] bundle = parts.get(Diagnostics.class)
                    .bundle(Map.of(
                            "mistakes.txt", () -> mistakes(parts),
                            "health.json", () -> read(management + "health"),
                            "figures.txt", () -> read(management + "prometheus"),
                            "threads.txt",
                                    () ->
                                            "Only the gateway itself knows its threads: page \"Status\", Download diagnostics; or jcmd <pid>"
                                                    + " Thread.dump_to_file <file>, with the consumers\n"));
            Files.write(output, bundle, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            root.out()
                    .println("Wrote " + output
                            + ": no key, no password, no content. Read it before you send it: the log names ids of"
                            + " messages and partners.");
            return 0;
        }
    }

    private static String mistakes(Parts parts) {
        List<String> sentences = parts.get(GatewayParts.Mistaken.class).sentences();
        return sentences.isEmpty() ? "none in the settings below comity.\n" : String.join("\n", sentences) + "\n";
    }

    private static String read(String url) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(url))
                                    .timeout(PATIENCE)
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }
}
