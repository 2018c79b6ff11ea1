package org.comity.delivery.as2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.comity.FreePorts;
import org.comity.desk.Passwords;
import org.comity.envelope.SealedMessage;
import org.comity.journal.AlertRows;
import org.comity.journal.Outbox;
import org.comity.people.ApiToken;
import org.comity.people.Door;
import org.comity.people.MailAddress;
import org.comity.people.PasswordHash;
import org.comity.people.Person;
import org.comity.people.Role;
import org.comity.people.TokenSecret;
import org.comity.people.UnitId;
import org.comity.problems.Checked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** UC-08 from a partner's urgent request to the mail in the duty officer's box: a real SMTP server, the real queue and clock. */
@ExtendWith(OutputCaptureExtension.class)
class DutyCallsRouteTest {
    private static final GreenMail MAIL =
            new GreenMail(new ServerSetup(FreePorts.first(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final String PASSWORD = "duty officers sign in with this";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static WholeGateway gateway;
    private static ForeignAgency them;
    private static String administrator;

    @BeforeAll
    static void start() {
        MAIL.start();
        gateway = new WholeGateway(Map.of(
                "spring.mail.host", "127.0.0.1",
                "spring.mail.port", String.valueOf(MAIL.getSmtp().getPort()),
                "comity.alerts.again", AGAIN.toMillis() + "ms",
                "comity.alerts.retry", "300ms",
                "comity.alerts.from", "comity@us-agency.example",
                "comity.alerts.page", "https://gateway.example:8443"));
        them = ForeignAgency.joins(gateway, "urgent-agency");
        administrator = token("operator");
    }

    @AfterAll
    static void stop() {
        them.close();
        gateway.close();
        MAIL.stop();
    }

    @BeforeEach
    void whoIsOnDuty() {
        person("first", OptionalInt.of(1), Role.OFFICER);
        person("second", OptionalInt.of(2), Role.OFFICER);
        person("boss", OptionalInt.empty(), Role.SUPERVISOR);
        gateway.people().save(gateway.officer().disable()); // the harness's own supervisor has no address
    }

    @AfterEach
    void nobodyIsCalledAnyMore() throws Exception {
        for (JsonNode alert : alerts()) {
            acknowledge(alert.path("id").asText(), administrator);
            acknowledge(alert.path("id").asText(), token("boss"));
        }
        if (!MAIL.isRunning()) {
            MAIL.start();
        }
        MAIL.purgeEmailFromAllMailboxes();
    }

    @Test
    void anUrgentRequestCallsTheFirstThenTheNextThenTheSupervisorUntilSomebodyAcknowledges() throws Exception {
        SealedMessage request = them.seal(Requests.lawful());
        assertThat(them.posts(request).statusCode()).isEqualTo(200);

        await().atMost(PATIENCE).until(() -> called().size() >= 7); // twice each, then the first again
        assertThat(called().subList(0, 7))
                .containsExactly("first", "first", "second", "second", "boss", "boss", "first");
        MimeMessage mail = MAIL.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("Comity: urgent request");
        assertThat(Arrays.toString(mail.getFrom())).isEqualTo("[comity@us-agency.example]");
        String text = mail.getContent().toString();
        String alert = alerts().getFirst().path("id").asText();
        assertThat(text)
                .contains(request.id().toString(), "https://gateway.example:8443/alerts/" + alert)
                .doesNotContainIgnoringCase("hospital", "ransom", "npa.example", "SUZUKI"); // ids only

        assertThat(acknowledge(alert, token("second"))).isEqualTo(204);
        int heard = called().size();
        await().atMost(PATIENCE)
                .until(() -> called().size() > heard + 1); // UC-08/3i: of another unit, who cannot open it
        assertThat(alerts()).hasSize(1);

        assertThat(acknowledge(alert, token("boss"))).isEqualTo(204);
        int calls = called().size();
        Thread.sleep(AGAIN.multipliedBy(3));
        assertThat(called().size()).isBetween(calls, calls + 1); // one may have been on its way
        assertThat(errands(alert)).isEmpty();
        assertThat(acknowledge(alert, token("second")))
                .as("once: it says that somebody has")
                .isEqualTo(409);
    }

    @Test
    void oneRecipientAndOneLineWhateverTheTexts() throws Exception { // THREAT-99, THREAT-101
        String evil = "x\r\nBcc: victim@other.example\r\n\r\nSubject: no";
        raise("urgent-request" + evil, "id" + evil);

        await().atMost(PATIENCE).until(() -> !called().isEmpty());
        MimeMessage mail = MAIL.getReceivedMessages()[0];
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(mail.getRecipients(RecipientType.BCC)).isNull();
        assertThat(MAIL.getReceivedMessagesForDomain("other.example")).isEmpty();
        assertThat(mail.getSubject()).doesNotContain("\n");
    }

    @Test
    void aMailServerThatIsAwayIsTriedAgainAndSeen() throws Exception { // UC-08/2a
        MAIL.stop();
        String alert = raise("message-parked", "one");

        await().atMost(PATIENCE).until(() -> called(alert) >= 2);
        assertThat(alerts().getFirst().path("trouble").asText()).isEqualTo("call-failed");
        assertThat(health()).contains("\"DOWN\"").contains("did not get through\":1");

        MAIL.start();
        await().atMost(PATIENCE).until(() -> MAIL.getReceivedMessages().length > 0);
        await().atMost(PATIENCE).until(() -> alerts().getFirst().path("trouble").isMissingNode());
    }

    @Test
    void nobodyOnDutyIsSaidLoudlyAndOnce(CapturedOutput log) throws Exception {
        for (String name : List.of("first", "second", "boss")) {
            Person person = gateway.people().find(name).orElseThrow();
            gateway.people().save(person.disable());
        }
        String alert = raise("message-parked", "two");

        await().atMost(PATIENCE).until(() -> called(alert) >= 3);
        String said = alert
                + " (message-parked): nobody of us-agency is on duty"; // other gateways of the tests say so of theirs
        assertThat(log.getAll().split(Pattern.quote(said), -1)).hasSize(2);
        assertThat(gateway.database()
                        .jdbc()
                        .sql("select trouble from alert where id = ?::uuid")
                        .param(alert)
                        .query(String.class)
                        .single())
                .isEqualTo("nobody-on-duty");
        assertThat(health()).contains("us-agency on duty\":0");

        whoIsOnDuty();
        await().atMost(PATIENCE).until(() -> MAIL.getReceivedMessages().length > 0);
    }

    @Test // UC-08/1b and 3c, THREAT-89: a clock that was put back may have made its errand due
    void nobodyIsCalledBeforeItsTimeWhateverTheErrandSays() {
        for (String silent : List.of("quiet_until", "held_back")) {
            UUID alert = gateway.bean(AlertRows.class)
                    .raise(
                            WholeGateway.US.id(),
                            "message-parked",
                            silent,
                            Optional.empty(),
                            Optional.empty(),
                            WholeGateway.CLOCK.instant(),
                            () -> {})
                    .orElseThrow();
            gateway.database()
                    .jdbc()
                    .sql("update alert set " + silent + " = now() + interval '10 minutes' where id = ?")
                    .param(alert)
                    .update();
            gateway.bean(Outbox.class).put("comity.alerts", alert.toString(), 1, WholeGateway.CLOCK.instant());
            await().atMost(PATIENCE)
                    .until(() -> gateway.count(
                                    "select count(*) from outbox o join alert a on o.subject = a.id::text where a.id = ? and o.due = "
                                            + silent,
                                    alert)
                            == 1);
        }
        assertThat(MAIL.getReceivedMessages()).isEmpty();
    }

    @Test
    void theLinkLeadsThroughSignInToTheAlertAndItsButton() throws Exception {
        String alert = raise("deadline-ahead", "three");
        String link = "/alerts/" + alert;
        HttpResponse<byte[]> asked = officers(HttpRequest.newBuilder(address(link)), "");
        assertThat(asked.headers().firstValue("Location").orElse("")).endsWith("/sign-in");
        String session = cookie(asked);

        HttpResponse<byte[]> form = officers(HttpRequest.newBuilder(address("/sign-in")), session);
        HttpResponse<byte[]> signedIn =
                officers(post("/sign-in", Map.of("name", "first", "password", PASSWORD, "_csrf", csrf(form))), session);
        assertThat(signedIn.headers().firstValue("Location").orElse("")).contains(link);
        session = cookie(signedIn);

        HttpResponse<byte[]> page = officers(HttpRequest.newBuilder(address(link)), session);
        assertThat(text(page)).contains("Deadline ahead", link + "/acknowledge");
        officers(post(link + "/acknowledge", Map.of("_csrf", csrf(page))), session);
        assertThat(alerts()).isEmpty();
        assertThat(text(officers(HttpRequest.newBuilder(address("/alerts")), session)))
                .contains("Nobody is called about it any more");

        officers(post(link + "/acknowledge", Map.of("_csrf", csrf(page))), session); // UC-08/3h
        assertThat(text(officers(HttpRequest.newBuilder(address("/alerts")), session)))
                .contains("acknowledged already, by first");
        String settled = raise("answer-refused", "four");
        gateway.bean(AlertRows.class).settle(UUID.fromString(settled), "the-partner", WholeGateway.CLOCK.instant());
        assertThat(text(officers(HttpRequest.newBuilder(address("/alerts/" + settled)), session)))
                .contains("what it called for is done")
                .doesNotContain("the-partner");
        assertThat(acknowledge(settled, token("first"))).isEqualTo(409);
    }

    private static String text(HttpResponse<byte[]> page) {
        return new String(page.body(), StandardCharsets.UTF_8);
    }

    /** As casework raises one in its transactions. */
    private static String raise(String cause, String subject) {
        UUID id = gateway.bean(AlertRows.class)
                .raise(
                        WholeGateway.US.id(),
                        cause,
                        subject,
                        Optional.empty(),
                        Optional.empty(),
                        WholeGateway.CLOCK.instant(),
                        () -> {})
                .orElseThrow();
        gateway.bean(Outbox.class).put("comity.alerts", id.toString(), 1, WholeGateway.CLOCK.instant());
        return id.toString();
    }

    /** Whom the mails went to, in the order of their calls (the mail server groups them by mailbox). */
    private static List<String> called() {
        return Arrays.stream(MAIL.getReceivedMessages())
                .sorted(Comparator.comparingInt(DutyCallsRouteTest::number))
                .map(DutyCallsRouteTest::recipient)
                .toList();
    }

    private static int number(MimeMessage mail) {
        try {
            Matcher number =
                    Pattern.compile("Call: ([0-9]+)").matcher(mail.getContent().toString());
            assertThat(number.find()).isTrue();
            return Integer.parseInt(number.group(1));
        } catch (jakarta.mail.MessagingException | IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static String recipient(MimeMessage mail) {
        try {
            String address = mail.getAllRecipients()[0].toString();
            return address.substring(0, address.indexOf('@'));
        } catch (jakarta.mail.MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static int called(String alert) {
        return gateway.bean(AlertRows.class)
                .find(UUID.fromString(alert))
                .orElseThrow()
                .called();
    }

    private static List<String> errands(String alert) {
        return gateway.database()
                .jdbc()
                .sql("select address from outbox where subject = ?")
                .param(alert)
                .query(String.class)
                .list();
    }

    private static List<JsonNode> alerts() throws Exception {
        HttpResponse<byte[]> answer = them.sends(
                HttpRequest.newBuilder(address("/api/v1/alerts")).header("Authorization", "Bearer " + token("first")));
        return JSON.convertValue(
                JSON.readTree(answer.body()).path("alerts"),
                JSON.getTypeFactory().constructCollectionType(List.class, JsonNode.class));
    }

    private static int acknowledge(String alert, String token) throws Exception {
        return them.sends(HttpRequest.newBuilder(address("/api/v1/alerts/" + alert + "/acknowledge"))
                        .header("Authorization", "Bearer " + token)
                        .POST(BodyPublishers.noBody()))
                .statusCode();
    }

    private static String health() throws Exception {
        HttpResponse<byte[]> answer = them.sends(HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + gateway.managementPort() + "/actuator/health")));
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static URI address(String path) {
        return URI.create("https://localhost:" + gateway.officersPort() + path);
    }

    private static HttpRequest.Builder post(String path, Map<String, String> fields) {
        String body = String.join(
                "&",
                fields.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .toList());
        return HttpRequest.newBuilder(address(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
    }

    private static HttpResponse<byte[]> officers(HttpRequest.Builder request, String session) throws Exception {
        return them.sends(session.isEmpty() ? request : request.header("Cookie", session));
    }

    private static String cookie(HttpResponse<byte[]> answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", -1)[0];
    }

    private static String csrf(HttpResponse<byte[]> page) {
        Matcher field = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"")
                .matcher(new String(page.body(), StandardCharsets.UTF_8));
        assertThat(field.find()).isTrue();
        return field.group(1);
    }

    private static void person(String name, OptionalInt rank, Role role) {
        PasswordHash hash = ((Checked.Passed<PasswordHash>) new Passwords(false).hash(PASSWORD)).value();
        gateway.people()
                .save(new Person(
                        name,
                        name,
                        WholeGateway.US.id().value(),
                        new UnitId("elsewhere"),
                        Set.of(role),
                        hash,
                        Optional.of(new MailAddress(name + "@us-agency.example")),
                        rank,
                        false));
    }

    /** One that stays the same when the server comes back. */
    private static String token(String person) {
        TokenSecret secret = TokenSecret.random(Door.REST, new SecureRandom());
        gateway.people()
                .save(ApiToken.issue(
                        UUID.randomUUID(), person, secret, "test", WholeGateway.CLOCK.instant(), Duration.ofHours(1)));
        return secret.reveal();
    }
}
