package org.comity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.status.Status;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;

/** THREAT-110: what partners and files say, on its way into the log, through the configuration that the program ships. */
class EscapedLayoutTest {
    private static final String FORGED =
            "2026-11-25T03:00:00.000Z  INFO 1 --- [comity] [main] org.comity.Forged : partner activated";
    private static final Pattern RECORD = Pattern.compile("(?m)^\\d{4}-\\d\\d-\\d\\dT");
    private static final int NOBODY_CALLS_MILLIS = 500;

    @TempDir
    private Path directory;

    private final LoggerContext context = new LoggerContext();
    private Logger log;

    @BeforeEach
    void configure() throws Exception {
        configure(context);
        log = context.getLogger("org.comity.Test");
    }

    private void configure(LoggerContext context) throws Exception {
        context.putProperty("LOG_FILE", directory.resolve("gateway.log").toString());
        read(context);
    }

    private static void read(LoggerContext context) throws Exception {
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.putProperty("CONSOLE_LOG_THRESHOLD", "OFF");
        context.putProperty("CONSOLE_TARGET", "System.out");
        // a command that another test ran in this process turned the file off for all of it
        context.putProperty("FILE_LOG_THRESHOLD", "TRACE");
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(EscapedLayoutTest.class.getResource("/logback-spring.xml"));
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r", "\u0085", "\u2028", "\u2029", "\u000b", "\f"})
    void aLineBreakInAMessageBeginsNoRecord(String lineBreak) throws IOException {
        log.warn(
                "revocation list {} did not come: {}", "https://pki.example/" + lineBreak + FORGED, lineBreak + FORGED);
        assertThat(records()).isEqualTo(1);
        assertThat(written().lines().filter(line -> line.startsWith("2026-11-25T03:00:00.000Z")))
                .isEmpty();
    }

    @Test
    void anExceptionBeginsNoRecordEitherWhateverItAndItsCauseSay() throws IOException {
        log.error("failed", new IllegalStateException("outer\n" + FORGED, new IOException("\r\n" + FORGED)));
        assertThat(records()).isEqualTo(1);
        assertThat(written())
                .contains("IllegalStateException: outer", "Caused by: ", "\tat org.comity.EscapedLayoutTest");
    }

    @Test
    void whatSteersATerminalOrTurnsTheReadingAroundIsWrittenOut() throws IOException {
        log.warn("{}", "\u001b[2J\u001b]0;owned\u0007 \u009b31m \u202egnp.exe\b\u0000");
        assertThat(written())
                .contains("\\u001b[2J\\u001b]0;owned\\u0007 \\u009b31m \\u202egnp.exe\\u0008\\u0000")
                .doesNotContain("\u001b", "\u009b", "\u202e", "\u0007", "\u0000");
    }

    @Test
    void aLookupStaysTextAndNobodyIsCalled() throws IOException {
        try (ServerSocket directoryServer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String lookup = "${jndi:ldap://127.0.0.1:" + directoryServer.getLocalPort() + "/a}";
            log.error("{} " + lookup + " ${java.version} %d{yyyy}", lookup, new IllegalStateException(lookup));
            assertThat(written()).contains(lookup + " " + lookup + " ${java.version} %d{yyyy}");
            directoryServer.setSoTimeout(NOBODY_CALLS_MILLIS);
            assertThatThrownBy(directoryServer::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void plainTextInAnyLanguageStaysAsItIs() throws IOException {
        log.info("保全要請 préservation\tE-DEL-02");
        assertThat(written()).contains("保全要請 préservation\tE-DEL-02");
    }

    @Test
    void aLogCollectorGetsARecordOnALineWhateverAMessageSays() throws Exception {
        log.info("as text");
        context.reset();
        context.putProperty("FILE_LOG_STRUCTURED_FORMAT", "ecs"); // as logging.structured.format.file has it set
        context.putProperty("FILE_LOG_CHARSET", "UTF-8");
        context.putObject(Environment.class.getName(), new MockEnvironment());
        configure(context);

        log.error("{}", "\n" + FORGED + "\u001b[2J 保全要請", new IOException("\r\n" + FORGED));

        List<String> lines = written().lines().toList();
        assertThat(lines).hasSize(2); // the first is the text from before
        JsonNode record = new ObjectMapper().readTree(lines.get(1));
        assertThat(record.path("message").asText()).isEqualTo("\n" + FORGED + "\u001b[2J 保全要請");
        assertThat(record.path("log").path("level").asText()).isEqualTo("ERROR");
        assertThat(record.path("error").path("stack_trace").asText()).contains(FORGED);
        assertThat(lines.get(1)).doesNotContain("\u001b");
    }

    private long records() throws IOException {
        return RECORD.matcher(written()).results().count();
    }

    private String written() throws IOException {
        return Files.readString(directory.resolve("gateway.log"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theConfigurationIsReadWithoutAWarning(boolean file) throws Exception {
        LoggerContext fresh = new LoggerContext();
        if (file) {
            configure(fresh);
        } else {
            read(fresh);
        }
        fresh.stop();
        assertThat(fresh.getStatusManager().getCopyOfStatusList())
                .filteredOn(status -> status.getLevel() >= Status.WARN)
                .filteredOn(status -> !status.getMessage().contains("[springProperty]")) // Spring Boot reads it
                .isEmpty();
    }

    /** Without it a second file of the same name would be found first. */
    @Test
    void theProgramShipsOneConfiguration() throws IOException {
        assertThat(List.of("logback.xml", "logback-test.xml", "logback-test-spring.xml"))
                .allMatch(name -> EscapedLayoutTest.class.getResource("/" + name) == null);
    }
}
