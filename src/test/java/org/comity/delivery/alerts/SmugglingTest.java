package org.comity.delivery.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.comity.journal.AlertRows;
import org.comity.partners.AgencyId;
import org.comity.people.MailAddress;
import org.comity.people.PasswordHash;
import org.comity.people.Person;
import org.comity.people.Role;
import org.comity.people.UnitId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * THREAT-100: the very bytes of an alert on their way to a relay. A relay that takes a bare line end for one would see a second
 * message after {@code \n.\n}; so none may leave, whatever the alert's subject holds.
 */
class SmugglingTest {
    private static final int PATIENCE_SECONDS = 30;
    private static final Pattern BARE = Pattern.compile("(?<!\r)\n|\r(?!\n)");

    private ServerSocket relay;
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final CompletableFuture<String> data = new CompletableFuture<>();

    @BeforeEach
    void listen() throws IOException {
        relay = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
    }

    @ParameterizedTest
    @MethodSource("attempts")
    void oneAlertIsOneMailWhateverItIsAbout(String subject) throws Exception {
        bell().ring(Optional.of(officer()), Words.of(alert(subject), URI.create("https://gateway.example"), false));
        String sent = data.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        nothingIsSmuggled(sent);
        assertThat(sent).doesNotContain("\nMAIL FROM", "\n.");
        assertThat(commands).filteredOn(line -> line.startsWith("RCPT")).containsExactly("RCPT TO:<aya@npa.example>");
    }

    /** What the library does when nobody before it looked. */
    @ParameterizedTest
    @MethodSource("attempts")
    void theMailSenderLetsNoBareLineEndAndNoSingleDotOut(String text) throws Exception {
        SimpleMailMessage message = new SimpleMailMessage();
        message.setFrom("comity@npa.example");
        message.setTo("aya@npa.example");
        message.setSubject("Comity");
        message.setText(text);
        sender().send(message);
        nothingIsSmuggled(data.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    static Stream<String> attempts() {
        return Stream.of(
                "id\n.\nMAIL FROM:<eve@evil.example>\nRCPT TO:<victim@other.example>\nDATA\n",
                "id\r.\rMAIL FROM:<eve@evil.example>\r",
                "id\r\n.\r\nMAIL FROM:<eve@evil.example>\r\n",
                "id\n.\r\nMAIL FROM:<eve@evil.example>\r\n",
                "id\r\n.\nMAIL FROM:<eve@evil.example>\n",
                "id\r\r\n.\r\r\nMAIL FROM:<eve@evil.example>",
                "id\n\0.\n\nMAIL FROM:<eve@evil.example>",
                ".\r\nMAIL FROM:<eve@evil.example>");
    }

    private void nothingIsSmuggled(String sent) {
        assertThat(BARE.matcher(sent).results().count()).as("bare line ends").isZero();
        assertThat(sent).endsWith("\r\n").doesNotContain("\r\n.\r\n");
        assertThat(sent.lines().filter(line -> line.startsWith(".") && !line.startsWith("..")))
                .as("dots that are not doubled")
                .isEmpty();
        assertThat(headers(sent))
                .filteredOn(line -> line.startsWith("Subject:"))
                .hasSize(1);
        assertThat(headers(sent)).noneMatch(line -> line.startsWith("MAIL"));
        assertThat(commands).filteredOn(line -> line.startsWith("MAIL")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"urgent\nrequest", "urgent\r\n.\r\n", "urgent\r\nBcc: eve@evil.example"})
    void theSubjectLineIsOneLineWhateverTheCause(String cause) throws Exception {
        bell().ring(
                        Optional.of(officer()),
                        Words.of(alert(cause, "an id"), URI.create("https://gateway.example"), false));
        String sent = data.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(headers(sent)).noneMatch(line -> line.startsWith("Bcc:"));
        assertThat(headers(sent))
                .filteredOn(line -> line.startsWith("Subject: Comity: urgent"))
                .hasSize(1);
        assertThat(sent).doesNotContain("\r\n.\r\n");
    }

    private static List<String> headers(String mail) {
        return mail.substring(0, mail.indexOf("\r\n\r\n")).lines().toList();
    }

    private Bell bell() {
        return new Bell(
                new AlertSettings(
                        new MailAddress("comity@npa.example"),
                        URI.create("https://gateway.example"),
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(30),
                        2),
                sender(),
                new ObjectMapper(),
                new DefaultSslBundleRegistry());
    }

    private JavaMailSenderImpl sender() {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(relay.getLocalPort());
        return sender;
    }

    private static Person officer() {
        return new Person(
                "aya",
                "Aya Example",
                "jp-example",
                new UnitId("intake"),
                Set.of(Role.OFFICER),
                new PasswordHash("{noop}never used"),
                Optional.of(new MailAddress("aya@npa.example")),
                OptionalInt.of(1),
                false);
    }

    private static AlertRows.Alert alert(String subject) {
        return alert("urgent-request", subject);
    }

    private static AlertRows.Alert alert(String cause, String subject) {
        return new AlertRows.Alert(
                UUID.randomUUID(),
                new AgencyId("jp-example"),
                cause,
                subject,
                Optional.empty(),
                Instant.EPOCH,
                Optional.empty(),
                1,
                2,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** A relay that keeps bytes as they come and takes nothing but CRLF.CRLF for an end. */
    private void serve() {
        try (Socket socket = relay.accept()) {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            say(out, "220 relay");
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                commands.add(line);
                if (line.equals("DATA")) {
                    say(out, "354 go on");
                    data.complete(untilTheEnd(in));
                }
                say(out, line.equals("QUIT") ? "221 bye" : "250 ok");
            }
        } catch (IOException gone) {
            data.completeExceptionally(gone);
        }
    }

    private static String untilTheEnd(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            bytes.write(next);
            String sofar = bytes.toString(StandardCharsets.ISO_8859_1);
            if (sofar.endsWith("\r\n.\r\n")) {
                return sofar.substring(0, sofar.length() - 3);
            }
        }
        throw new IOException("the mail has no end");
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
