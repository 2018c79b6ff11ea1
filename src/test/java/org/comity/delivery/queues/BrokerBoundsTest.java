package org.comity.delivery.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.comity.FreePorts;
import org.comity.trust.KeyKind;
import org.comity.trust.TestAuthority;
import org.comity.trust.TestAuthority.Issued;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** THREAT-106: what one of an agency's systems can take from the embedded broker over AMQP, and what everybody else keeps. */
class BrokerBoundsTest {
    private static final TestAuthority AUTHORITY = TestAuthority.create();
    private static final String SECRET = "a password of the agency's system";
    private static final String STORE = "store-password";
    private static final int MEBIBYTE = 1024 * 1024;
    private static final int BOUND = (int) BrokerBounds.SUBMISSIONS;
    private static final int FRAME = 131_072;
    private static final int PATIENCE_MILLIS = 20_000;

    @TempDir
    private Path directory;

    private int port;
    private Queues.Broker broker;

    @BeforeEach
    void start() throws Exception {
        Issued issued = AUTHORITY.issue("localhost", KeyKind.TLS);
        KeyStore keys = empty();
        keys.setKeyEntry(
                "broker", issued.keys().getPrivate(), STORE.toCharArray(), new Certificate[] {issued.certificate()});
        KeyStore trust = empty();
        trust.setCertificateEntry("authority", AUTHORITY.certificate());
        write(trust, directory.resolve("trust.p12"));
        write(keys, directory.resolve("broker.p12"));
        port = FreePorts.first();
        broker = Queues.Broker.of(
                new BrokerSettings(
                        directory.resolve("artemis"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        new BrokerSettings.Amqp(
                                "127.0.0.1",
                                port,
                                directory.resolve("broker.p12"),
                                Optional.of(STORE),
                                Map.of("registry", SECRET, "archive", SECRET)),
                        2),
                new SecureRandom());
    }

    @AfterEach
    void stop() throws Exception {
        broker.stop();
    }

    @Test
    void aFullAddressHoldsItsSenderAndNobodyElse() throws Exception {
        int taken = 0;
        try (Connection connection = amqp("registry", "&jms.sendTimeout=10000").createConnection();
                Session session = connection.createSession();
                MessageProducer submissions = session.createProducer(session.createQueue("comity.submit"))) {
            while (taken <= 2 * BOUND) {
                submissions.send(session.createTextMessage("a submission"));
                taken++;
            }
        } catch (JMSException held) {
            assertThat(held).hasMessageContaining("Timed out");
        }
        assertThat(taken).isBetween(BOUND, BOUND + BrokerBounds.CREDITS);
        try (Connection ours = broker.connections().createConnection();
                Session session = ours.createSession()) {
            ours.start();
            session.createProducer(session.createQueue("comity.inbound")).send(session.createTextMessage("an id"));
            try (MessageConsumer consumer = session.createConsumer(session.createQueue("comity.inbound"))) {
                assertThat(consumer.receive(PATIENCE_MILLIS)).isNotNull();
            }
            // nothing that was taken is lost, and room comes back
            try (MessageConsumer consumer = session.createConsumer(session.createQueue("comity.submit"))) {
                for (int i = 0; i < taken; i++) {
                    assertThat(consumer.receive(PATIENCE_MILLIS))
                            .as("message " + i)
                            .isNotNull();
                }
            }
        }
    }

    @Test // THREAT-106: whoever offers it would have it whole in memory, and again after each restart
    void aSubmissionThatIsFarTooLargeIsRefusedAndNothingOfItStays() throws Exception {
        try (Connection connection = amqp("registry", "").createConnection();
                Session session = connection.createSession();
                MessageProducer submissions = session.createProducer(session.createQueue("comity.submit"))) {
            for (int mebibytes : new int[] {5, 16}) {
                assertThatThrownBy(() -> submissions.send(session.createTextMessage("x".repeat(mebibytes * MEBIBYTE))))
                        .isInstanceOf(JMSException.class)
                        .hasMessageContaining("a message has at most 4194304 bytes");
            }
            submissions.send(session.createTextMessage("x".repeat(PlainBodies.LONGEST)));
        }
        try (Connection ours = broker.connections().createConnection();
                Session session = ours.createSession();
                MessageConsumer consumer = session.createConsumer(session.createQueue("comity.submit"))) {
            ours.start();
            assertThat(PlainBodies.text(consumer.receive(PATIENCE_MILLIS))).hasSize(PlainBodies.LONGEST);
            assertThat(consumer.receive(500)).isNull();
        }
        try (Stream<Path> large = Files.list(directory.resolve("artemis").resolve("large"))) {
            assertThat(large).isEmpty();
        }
    }

    @Test
    void anErrandThatNobodyCanTakeIsSetAsideAfterThreeOffers() throws Exception {
        try (Connection ours = broker.connections().createConnection();
                Session session = ours.createSession(true, Session.SESSION_TRANSACTED)) {
            ours.start();
            session.createProducer(session.createQueue("comity.inbound")).send(session.createTextMessage("poison"));
            session.commit();
            try (MessageConsumer consumer = session.createConsumer(session.createQueue("comity.inbound"));
                    MessageConsumer parked = session.createConsumer(session.createQueue("comity.parked"))) {
                for (int offer = 0; offer < Address.OFFERS; offer++) {
                    assertThat(consumer.receive(PATIENCE_MILLIS))
                            .as("offer " + offer)
                            .isNotNull();
                    session.rollback();
                }
                Message aside = parked.receive(PATIENCE_MILLIS);
                assertThat(aside.getBody(String.class)).isEqualTo("poison");
                assertThat(consumer.receiveNoWait()).isNull();
            }
        }
    }

    @Test // UC-01/1b: its row may not be writable just then
    void aSubmissionIsOfferedWithGrowingPausesAndNeverMovedAway() throws Exception {
        try (Connection connection = amqp("registry", "").createConnection();
                Session session = connection.createSession()) {
            session.createProducer(session.createQueue("comity.submit")).send(session.createTextMessage("poison"));
        }
        List<Duration> pauses = new ArrayList<>();
        try (Connection ours = broker.connections().createConnection();
                Session session = ours.createSession(true, Session.SESSION_TRANSACTED);
                MessageConsumer consumer = session.createConsumer(session.createQueue("comity.submit"))) {
            ours.start();
            long last = System.nanoTime();
            for (int offer = 0; offer <= Address.OFFERS; offer++) {
                assertThat(consumer.receive(PATIENCE_MILLIS))
                        .as("offer " + offer)
                        .isNotNull();
                pauses.add(Duration.ofNanos(System.nanoTime() - last));
                last = System.nanoTime();
                session.rollback();
            }
        }
        assertThat(pauses.get(2)).isGreaterThan(Duration.ofMillis(1_900));
        assertThat(pauses.get(3)).isGreaterThan(Duration.ofMillis(3_900));
    }

    @Test
    void oneSystemHasABoundedNumberOfConsumersAndAnotherIsNotTouched() throws Exception {
        List<Connection> open = new ArrayList<>();
        try {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 200; i++) {
                            Connection connection = amqp("registry", "").createConnection();
                            open.add(connection);
                            connection.start();
                            Session session = connection.createSession();
                            session.createConsumer(session.createTopic("comity.status"));
                        }
                    })
                    .isInstanceOf(JMSException.class);
            assertThat(open).hasSizeBetween(2, 64);
            try (Connection other = amqp("archive", "").createConnection();
                    Session session = other.createSession()) {
                assertThat(session.createConsumer(session.createTopic("comity.status")))
                        .isNotNull();
            }
        } finally {
            for (Connection connection : open) {
                connection.close();
            }
        }
    }

    @Test
    void aFrameLargerThanWasAgreedEndsItsConnectionOnly() throws Exception {
        try (Connection other = amqp("archive", "").createConnection();
                Session session = other.createSession();
                SSLSocket socket = tls()) {
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            InputStream in = socket.getInputStream();
            signIn(out, in);
            out.write("AMQP\0\1\0\0".getBytes(StandardCharsets.ISO_8859_1));
            assertThat(in.readNBytes(8)).startsWith("AMQP".getBytes(StandardCharsets.US_ASCII));
            out.writeInt(8 * FRAME); // the length of a frame that goes on for ever
            out.write(new byte[] {2, 0, 0, 0});
            out.flush();
            assertThat(bytesUntilClosed(out, in)).isLessThan(64L * MEBIBYTE);
            session.createProducer(session.createQueue("comity.submit")).send(session.createTextMessage("still here"));
        }
    }

    /** Sends what the frame promised until the broker has had enough; fails if it swallows everything. */
    private static long bytesUntilClosed(OutputStream out, InputStream in) throws IOException {
        byte[] filling = new byte[FRAME];
        long sent = 0;
        try {
            for (int i = 0; i < 512; i++) {
                out.write(filling);
                out.flush();
                sent += filling.length;
            }
            assertThat(in.readAllBytes()).as("what it says before it closes").isNotNull();
        } catch (SocketException closed) {
            return sent;
        }
        return sent;
    }

    /** SASL PLAIN by hand: a client library would split the frame. */
    private static void signIn(DataOutputStream out, InputStream in) throws IOException {
        out.write("AMQP\3\1\0\0".getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        assertThat(in.readNBytes(8)).startsWith("AMQP\3".getBytes(StandardCharsets.ISO_8859_1));
        frame(in);
        byte[] response = ("\0registry\0" + SECRET).getBytes(StandardCharsets.US_ASCII);
        byte[] mechanism = "PLAIN".getBytes(StandardCharsets.US_ASCII);
        // described type 0x41 (sasl-init), a list of two: symbol8 and binary8
        int list = 1 + 2 + mechanism.length + 2 + response.length;
        out.writeInt(8 + 3 + 2 + list);
        out.write(new byte[] {2, 1, 0, 0, 0, 0x53, 0x41, (byte) 0xc0, (byte) list, 2});
        out.write(new byte[] {(byte) 0xa3, (byte) mechanism.length});
        out.write(mechanism);
        out.write(new byte[] {(byte) 0xa0, (byte) response.length});
        out.write(response);
        out.flush();
        byte[] outcome = frame(in);
        assertThat(outcome).as("sasl-outcome ok").contains(0x44).endsWith(0x50, 0);
    }

    private static byte[] frame(InputStream in) throws IOException {
        byte[] size = in.readNBytes(4);
        int length = ByteBuffer.wrap(size).getInt();
        return in.readNBytes(length - 4);
    }

    private SSLSocket tls() throws Exception {
        KeyStore trust = empty();
        trust.setCertificateEntry("authority", AUTHORITY.certificate());
        TrustManagerFactory anchors = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        anchors.init(trust);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, anchors.getTrustManagers(), null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private JmsConnectionFactory amqp(String user, String more) {
        JmsConnectionFactory factory = new JmsConnectionFactory("amqps://127.0.0.1:" + port
                + "?transport.trustStoreLocation=" + directory.resolve("trust.p12") + "&transport.trustStorePassword="
                + STORE + "&transport.verifyHost=false&jms.connectTimeout=15000" + more);
        factory.setUsername(user);
        factory.setPassword(SECRET);
        return factory;
    }

    private static KeyStore empty() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static void write(KeyStore store, Path file) throws Exception {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, STORE.toCharArray());
        }
    }
}
