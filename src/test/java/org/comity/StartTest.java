package org.comity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.comity.partners.AgencyId;
import org.comity.trust.ExerciseAuthority;
import org.comity.trust.KeyAlgorithm;
import org.comity.trust.KeyFiles;
import org.comity.trust.TrustSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The program as {@code java -jar} starts it, in a process of its own. */
class StartTest {
    private static final AgencyId AGENCY = new AgencyId("jp-start");
    private static final int PATIENCE_SECONDS = 180;
    private static final List<String> SERVE = List.of("serve", "--settings", "gateway.yaml");

    @TempDir
    private Path directory;

    @Test
    void withoutAnythingItSaysWhatItNeedsAndLeavesNothing() throws Exception {
        Ended ended = run("");
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.said()).contains("no agency: set comity.agencies").doesNotContain("\tat ");
        assertThat(directory.resolve("data")).doesNotExist();
    }

    @Test
    void exampleCertificatesExamplePasswordsMissingKeysAndShortLeasesAreRefusedAllAtOnce() throws Exception {
        ExerciseAuthority.open(directory.resolve("authority"), trust(), Clock.systemUTC())
                .equip(AGENCY, trust(), List.of("localhost"));
        Files.delete(directory.resolve("data/keys/jp-start/journal.p12"));

        Ended ended = run(settings() + """
                  desk:
                    example-passwords: true
                  relay:
                    lease: 65s
                """);

        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.said())
                .contains("signing certificate of jp-start is an example")
                .contains("has no journal key")
                .contains("example-passwords is for an exercise")
                .contains("relay.lease must be longer than comity.as2.answer-timeout")
                .doesNotContain("\tat ");
    }

    @Test // UC-18/1a
    void mistakesInTheRelationshipsStopTheStartWithTheirLines() throws Exception {
        new KeyFiles(trust(), Clock.systemUTC()).init(AGENCY, KeyAlgorithm.P256, List.of("localhost"));
        Files.writeString(directory.resolve("data/relationships.yaml"), """
                states:
                  JP: {holiday: jp}
                relationships:
                  JP-US: {counting: LENIENT}
                """);

        Ended ended = run(settings());

        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.said())
                .contains("relationships.yaml:2: states.JP.holiday: is not a field")
                .contains("relationships.yaml:4: relationships.JP-US.counting: one of BARE")
                .doesNotContain("\tat ");
    }

    @Test
    void oneKeyForTwoUsesIsRefused() throws Exception {
        new KeyFiles(trust(), Clock.systemUTC()).init(AGENCY, KeyAlgorithm.P256, List.of("localhost"));
        Path keys = directory.resolve("data/keys/jp-start");
        Files.delete(keys.resolve("journal.p12"));
        Files.copy(keys.resolve("signing.p12"), keys.resolve("journal.p12"));

        Ended ended = run(settings());

        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.said()).contains("uses one key for");
    }

    @Test // THREAT-76: partners could not say which of the two they call
    void twoAgenciesUnderOneHostNameAreRefused() throws Exception {
        for (AgencyId agency : List.of(AGENCY, new AgencyId("jp-second"))) {
            new KeyFiles(trust(), Clock.systemUTC()).init(agency, KeyAlgorithm.P256, List.of("gateway.example"));
        }
        String second = "  agencies:\n    - {id: jp-second, name: Second, country: JP, zone: Asia/Tokyo}";

        Ended ended = run(settings().replace("  agencies:", second));

        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.said()).contains("both name the host gateway.example");
    }

    @Test
    void wellLaunchedItIsClosedAndGuarded() throws Exception {
        new KeyFiles(trust(), Clock.systemUTC()).init(AGENCY, KeyAlgorithm.P256, List.of("localhost"));
        Files.createDirectories(directory.resolve("data/tmp"));
        Files.writeString(directory.resolve("data/tmp/left-by-a-kill"), "an upload");
        Files.writeString(directory.resolve("gateway.yaml"), settings());
        Process process = start(List.of("-XX:+ExitOnOutOfMemoryError"), SERVE);
        try {
            int management = await(process);
            String properties = jcmd(process, "VM.system_properties");
            Path uploads = directory.resolve("data/tmp");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(uploads)))
                    .isEqualTo("rwx------");
            assertThat(uploads.resolve("left-by-a-kill")).doesNotExist();
            assertThat(uploads.resolve("work")).isDirectory();
            assertThat(value(properties, "jdk\\.xml\\.elementAttributeLimit")).isEqualTo("200");
            onlyHealthAndFiguresAnswer(management); // THREAT-107
            Awaitility.await("ready to take and carry messages")
                    .atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                    .until(() -> get(management, "/actuator/health/readiness") == 200);
            figuresAreThoseOfTheirPageAndOfTheRules(management);
            assertThat(said())
                    .contains("PrivateTmp") // the only thing that this launch is careless about
                    .doesNotContain("ExitOnOutOfMemoryError", "HeapDump", "could alter the journal", "checksums");
            assertThat(tlsHandshake(port("partners"), "-tls1_1")).isFalse(); // THREAT-76
            assertThat(tlsHandshake(port("officers"), "-tls1_1")).isFalse();
            assertThat(tlsHandshake(port("officers"), "-tls1_2")).isTrue();
            assertThat(tlsHandshake(port("officers"), "-tls1_3")).isTrue();
        } finally {
            process.destroy();
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aCarelessLaunchIsNamed() {
        assertThat(new Surroundings(false, true, false, Optional.of("unlimited")).doubts())
                .hasSize(4)
                .anyMatch(doubt -> doubt.contains("PrivateTmp"))
                .anyMatch(doubt -> doubt.contains("ExitOnOutOfMemoryError"))
                .anyMatch(doubt -> doubt.contains("HeapDump"))
                .anyMatch(doubt -> doubt.contains("LimitCORE=0")); // THREAT-113
        assertThat(new Surroundings(true, false, true, Optional.of("0")).doubts())
                .isEmpty();
        assertThat(Surroundings.ofThisProcess().coreLimit()).isPresent();
    }

    /** docs/operations.md lists every figure of ours and no other, and no rule waits for one that nobody tells. */
    private static void figuresAreThoseOfTheirPageAndOfTheRules(int management) throws Exception {
        String told = figures(management);
        for (int second = 0; second < PATIENCE_SECONDS && !isWhole(told); second++) {
            Thread.sleep(Duration.ofSeconds(1)); // the first are counted once the gateway runs
            told = figures(management);
        }
        Set<String> names = matches(told, "(?m)^# TYPE (\\S+)");
        Set<String> ours = new TreeSet<>(names);
        ours.removeIf(name -> !name.startsWith("comity_"));
        Set<String> onThePage = matches(SourceTree.read("docs/operations.md"), "(?m)^\\| `(comity_[a-z_]+)");
        // what nothing is wrong with has no series yet
        assertThat(onThePage).containsAll(ours);
        assertThat(ours)
                .containsAll(onThePage.stream()
                        .filter(name -> !List.of(
                                        "comity_partner_unreached",
                                        "comity_parked_by_reason",
                                        "comity_outbox_due_by_address")
                                .contains(name))
                        .toList());
        Set<String> inRules = new TreeSet<>();
        String shipped = SourceTree.read("docs/alert-rules.yaml");
        assertThat(new Yaml().<Map<String, ?>>load(shipped)).containsOnlyKeys("groups");
        matches(shipped, "(?m)^ +expr: (.*)$")
                .forEach(rule -> inRules.addAll(matches(rule, "\\b([a-z]+_[a-z_]+)\\b(?![\"=])")));
        assertThat(inRules).hasSizeGreaterThan(10);
        assertThat(SourceTree.read("docs/alert-rules-test.yaml")) // what promtool runs
                .contains(matches(shipped, "(?m)- alert: (.*)$"));
        names.addAll(onThePage);
        assertThat(names).containsAll(inRules);
        assertThat(told)
                .contains(
                        "comity_certificate_days{agency=\"jp-start\",use=\"signing\"}",
                        "comity_health{part=\"alerts\"} 0.0",
                        "comity_health{part=\"db\"} 1.0",
                        "comity_health{part=\"writes\"} 1.0",
                        "comity_health{part=\"usedKeys\"} 1.0",
                        "comity_health{part=\"checkpoint\"} 1.0");
    }

    private static boolean isWhole(String told) {
        return told.contains("comity_events_total") && told.contains("comity_certificate_days{");
    }

    private static String figures(int management) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(
                                            URI.create("http://127.0.0.1:" + management + "/actuator/prometheus"))
                                    .timeout(Duration.ofSeconds(30))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }

    private static Set<String> matches(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void onlyHealthAndFiguresAnswer(int management) throws IOException, InterruptedException {
        for (String path : List.of("env", "heapdump", "loggers", "shutdown", "beans", "threaddump", "jolokia", "")) {
            assertThat(get(management, "/actuator/" + path)).as(path).isEqualTo(404);
        }
        assertThat(get(management, "/actuator/health")).as("nobody is on duty").isEqualTo(503);
    }

    private static int get(int port, String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .timeout(Duration.ofSeconds(30))
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    private static boolean tlsHandshake(int port, String version) throws IOException, InterruptedException {
        Process openssl = new ProcessBuilder(
                        "openssl", "s_client", "-connect", "127.0.0.1:" + port, version, "-cipher", "ALL:@SECLEVEL=0")
                .redirectErrorStream(true)
                .start();
        openssl.getOutputStream().close();
        String said = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        openssl.waitFor();
        return said.contains("BEGIN CERTIFICATE");
    }

    private record Ended(int exit, String said) {}

    /** @param yaml the settings; none: as a bare {@code java -jar} */
    private Ended run(String yaml) throws IOException, InterruptedException {
        Files.writeString(directory.resolve("gateway.yaml"), yaml);
        Process process = start(List.of(), yaml.isEmpty() ? List.of() : SERVE);
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), said());
    }

    private Process start(List<String> options, List<String> arguments) throws IOException {
        Path temporary = Files.createDirectories(directory.resolve("tmp"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + temporary));
        command.addAll(GatewayProcess.SHORT_LIVED);
        command.addAll(options);
        command.addAll(List.of("-cp", absolute(System.getProperty("java.class.path")), "org.comity.Gateway"));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
    }

    private static String absolute(String classPath) {
        return String.join(
                ":",
                Pattern.compile(":")
                        .splitAsStream(classPath)
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .toList());
    }

    /** @return the management port */
    private int await(Process process) throws Exception {
        int management = port("management");
        for (int second = 0; second < PATIENCE_SECONDS && process.isAlive(); second++) {
            try {
                get(management, "/actuator/health");
                return management;
            } catch (IOException notYet) {
                Thread.sleep(Duration.ofSeconds(1));
            }
        }
        throw new AssertionError("the gateway did not start:\n" + said());
    }

    private static String jcmd(Process process, String what) throws IOException, InterruptedException {
        String said = "";
        for (int second = 0; second < PATIENCE_SECONDS && process.isAlive(); second++) {
            Process jcmd = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            String.valueOf(process.pid()),
                            what)
                    .redirectErrorStream(true)
                    .start();
            said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (jcmd.waitFor() == 0) {
                return said;
            }
            Thread.sleep(Duration.ofSeconds(1)); // a process that is busy may not answer at once
        }
        throw new AssertionError("jcmd: " + said);
    }

    private static String value(String properties, String key) {
        Matcher line = Pattern.compile("(?m)^" + key + "=(.*)$").matcher(properties);
        assertThat(line.find()).as(key + " in " + properties).isTrue();
        return line.group(1);
    }

    private Path log() {
        return directory.resolve("log");
    }

    private String said() throws IOException {
        return Files.readString(log());
    }

    private int port(String name) {
        return switch (name) {
            case "officers" -> FIRST;
            case "partners" -> FIRST + 1;
            default -> FIRST + 2;
        };
    }

    private static final int FIRST = FreePorts.first();

    private String settings() {
        return String.format(Locale.ROOT, """
                server:
                  address: 127.0.0.1
                  port: %d
                management:
                  server:
                    port: %d
                comity:
                  agencies:
                    - id: jp-start
                      name: Start
                      country: JP
                      zone: Asia/Tokyo
                  trust:
                    password: secret
                  port:
                    partners: %d
                    address: 127.0.0.1
                  traces:
                    otlp: http://127.0.0.1:9/v1/traces
                """, FIRST, FIRST + 2, FIRST + 1);
    }

    private TrustSettings trust() {
        return TrustOf.password("secret", directory.resolve("data"));
    }
}
