package org.comity.delivery.as2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.provider.EventFormatProvider;
import io.cloudevents.jackson.JsonFormat;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.comity.FreePorts;
import org.comity.messages.Acknowledgement;
import org.comity.messages.Content;
import org.comity.messages.Decision;
import org.comity.messages.MessageId;
import org.comity.messages.Preserved;
import org.comity.trust.KeyKind;
import org.comity.trust.TestAuthority.Issued;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;

/**
 * What is said on {@code comity.status} over the whole life of a request, as an agency's own system hears it with an AMQP 1.0 client over
 * TLS, and as the process itself does; and what else such a system may not do (THREAT-104, THREAT-105).
 */
class StatusRouteTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SECRET = "a password of the agency's system";
    private static final String STORE = "store-password";

    @TempDir
    private static Path directory;

    private static WholeGateway gateway;
    private static ForeignAgency them;
    private static Officer officer;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        Issued broker = WholeGateway.AUTHORITY.issue("localhost", KeyKind.TLS);
        port = FreePorts.first();
        gateway = new WholeGateway(Map.of(
                "comity.broker.amqp.port",
                String.valueOf(port),
                "comity.broker.amqp.key-store",
                keyStore(broker).toString(),
                "comity.broker.amqp.key-store-password",
                STORE,
                "comity.broker.amqp.users.registry",
                SECRET));
        them = ForeignAgency.joins(gateway, "told-agency");
        officer = Officer.named(WholeGateway.LIAISON, gateway, them);
    }

    @AfterAll
    static void stop() {
        them.close();
        gateway.close();
    }

    @Test
    void aWholeLifeIsToldInCloudEventsWithoutContent() throws Exception {
        try (Subscriber outside = new Subscriber(amqp("registry", SECRET));
                Subscriber inside = new Subscriber(gateway.bean(JmsPoolConnectionFactory.class))) {
            String request = officer.submits(them.id().value());
            MessageId id = MessageId.parse(request).orElseThrow();
            await().atMost(PATIENCE)
                    .until(() -> officer.file(request).toString().contains("\"DELIVERED\""));
            says(new Acknowledgement(id, "R-1"));
            says(new Decision(id, new Decision.Accepted("SECRET-REMARK of the partner")));
            Instant from = Instant.parse(
                            officer.file(request).path("request").path("opened").asText())
                    .truncatedTo(ChronoUnit.SECONDS);
            says(new Preserved(id, from, from.plus(Duration.ofDays(80)), "SECRET-HOLDER"));
            await().atMost(PATIENCE).until(() -> officer.state(request).equals("PRESERVED"));

            List<String> journalled = journalled(request);
            await().atMost(PATIENCE).until(() -> outside.about(request).size() >= journalled.size());
            assertThat(outside.about(request))
                    .extracting(event -> event.getType().replace("org.comity.", ""))
                    .containsExactlyInAnyOrderElementsOf(journalled)
                    .contains("request.submitted", "request.accepted", "request.preserved", "deadline.armed");
            await().atMost(PATIENCE).until(() -> inside.about(request).size() >= journalled.size());
            assertThat(inside.about(request))
                    .extracting(CloudEvent::getId)
                    .containsExactlyInAnyOrderElementsOf(outside.about(request).stream()
                            .map(CloudEvent::getId)
                            .toList())
                    .doesNotHaveDuplicates();
            for (String text : outside.texts) {
                assertThat(text).doesNotContainIgnoringCase("hospital", "ransom", "SUZUKI", "198.51.100", "SECRET-");
            }
            CloudEvent event = outside.about(request).getFirst();
            assertThat(event.getSource()).isEqualTo(URI.create("urn:comity:agency:us-agency"));
            assertThat(event.getTime()).isNotNull();
            assertThat(event.getDataContentType()).isEqualTo("application/json");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "comity.outbound",
                "comity.inbound",
                "comity.deadlines",
                "comity.alerts",
                "comity.receipts",
                "comity.parked",
                "comity.status",
                "activemq.management",
                "activemq.notifications",
                "$sys.mqtt.sessions",
                "somewhere.else"
            })
    void anAgencysSystemWritesNowhereButToItsSubmissions(String address) throws Exception { // THREAT-105
        try (Connection connection = amqp("registry", SECRET).createConnection()) {
            Session session = connection.createSession();
            Destination there =
                    address.equals("comity.status") ? session.createTopic(address) : session.createQueue(address);
            assertThatThrownBy(() -> session.createProducer(there).send(session.createTextMessage("x")))
                    .isInstanceOf(JMSException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "comity.submit",
                "comity.outbound",
                "comity.inbound",
                "comity.parked",
                "activemq.management",
                "activemq.notifications",
                "comity.reply.other.answers",
                "somewhere.else"
            })
    void andReadsNothingButStatusAndItsReplies(String address) throws Exception { // THREAT-105
        try (Connection connection = amqp("registry", SECRET).createConnection()) {
            connection.start();
            Session session = connection.createSession();
            assertThatThrownBy(() -> session.createConsumer(session.createQueue(address)))
                    .isInstanceOf(JMSException.class);
            session.createConsumer(session.createQueue("comity.reply.registry.answers"))
                    .close();
        }
    }

    @Test
    void nobodyComesInWithoutAPasswordOrWithoutTls() { // THREAT-104
        assertThatThrownBy(() -> amqp("registry", "wrong").createConnection().start())
                .isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> amqp("", "").createConnection().start()).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> new JmsConnectionFactory(
                                "registry",
                                SECRET,
                                "amqp://localhost:" + port + "?amqp.idleTimeout=5000&jms.connectTimeout=5000")
                        .createConnection()
                        .start())
                .isInstanceOf(JMSException.class);
    }

    private static JmsConnectionFactory amqp(String user, String password) {
        JmsConnectionFactory factory = new JmsConnectionFactory("amqps://localhost:" + port
                + "?transport.trustStoreLocation=" + directory.resolve("trust.p12")
                + "&transport.trustStorePassword=" + STORE + "&transport.verifyHost=false&jms.connectTimeout=15000");
        if (!user.isEmpty()) {
            factory.setUsername(user);
            factory.setPassword(password);
        }
        return factory;
    }

    /** What the journal says happened to the request; each of it is told once. */
    private static List<String> journalled(String request) {
        return gateway.database()
                .jdbc()
                .sql("select event from journal_leaf where request = ?")
                .param(request)
                .query(String.class)
                .list();
    }

    private static void says(Content content) throws Exception {
        assertThat(them.posts(them.seal(content)).statusCode()).isEqualTo(200);
    }

    private static Path keyStore(Issued broker) throws Exception {
        KeyStore keys = empty();
        keys.setKeyEntry(
                "broker", broker.keys().getPrivate(), STORE.toCharArray(), new Certificate[] {broker.certificate()});
        KeyStore trust = empty();
        trust.setCertificateEntry("authority", WholeGateway.AUTHORITY.certificate());
        write(trust, directory.resolve("trust.p12"));
        return write(keys, directory.resolve("broker.p12"));
    }

    private static KeyStore empty() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Path write(KeyStore store, Path file) throws Exception {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, STORE.toCharArray());
        }
        return file;
    }

    /** Everything on {@code comity.status} from now on, each parsed by the CloudEvents library. */
    private static final class Subscriber implements AutoCloseable {
        final List<String> texts = new CopyOnWriteArrayList<>();
        final List<CloudEvent> events = new CopyOnWriteArrayList<>();
        private final Connection connection;

        Subscriber(ConnectionFactory broker) throws JMSException {
            connection = broker.createConnection();
            Session session = connection.createSession();
            MessageConsumer consumer = session.createConsumer(session.createTopic("comity.status"));
            consumer.setMessageListener(this::hear);
            connection.start();
        }

        private void hear(Message message) {
            try {
                String text = message instanceof BytesMessage
                        ? new String(message.getBody(byte[].class), StandardCharsets.UTF_8)
                        : ((TextMessage) message).getText();
                texts.add(text);
                events.add(EventFormatProvider.getInstance()
                        .resolveFormat(JsonFormat.CONTENT_TYPE)
                        .deserialize(text.getBytes(StandardCharsets.UTF_8)));
            } catch (JMSException broken) {
                throw new IllegalStateException(broken);
            }
        }

        List<CloudEvent> about(String request) {
            return events.stream()
                    .filter(event -> new String(event.getData().toBytes(), StandardCharsets.UTF_8)
                            .contains("\"request\":\"" + request + "\""))
                    .toList();
        }

        @Override
        public void close() throws JMSException {
            connection.close();
        }
    }
}
