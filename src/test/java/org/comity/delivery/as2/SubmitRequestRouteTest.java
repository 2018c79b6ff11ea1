package org.comity.delivery.as2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.UUID;
import org.comity.journal.PayloadId;
import org.comity.journal.Payloads;
import org.comity.partners.Partner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.dao.DataAccessResourceFailureException;

/** UC-01 by queue, over the real broker, as an agency's own system uses it. */
class SubmitRequestRouteTest {
    private static final WholeGateway GATEWAY = WholeGateway.shared();
    private static final Partner THEM =
            ForeignAgency.joins(GATEWAY, "asked-agency").profile();

    private final String replies = "comity.reply." + UUID.randomUUID();

    @FunctionalInterface
    private interface Making {
        Message of(Session session) throws JMSException;
    }

    @AfterEach
    void isOver() {
        GATEWAY.trouble.isOver();
    }

    @Test
    void isRegisteredAndAnsweredWithItsIdUnderItsCorrelation() throws Exception { // UC-01/1, UC-01/5
        String title = title();
        submit("call-1-" + title, session -> session.createTextMessage(lawful(title)));

        Message answer = answer();
        assertThat(answer.getBody(String.class)).startsWith("submitted ");
        assertThat(answer.getJMSCorrelationID()).isEqualTo("call-1-" + title);
        assertThat(requests(title)).hasSize(1);
    }

    @Test
    void bytesOfUtf8AreAsGoodAsText() throws Exception { // THREAT-102
        String title = title();
        submit(null, session -> {
            BytesMessage bytes = session.createBytesMessage();
            bytes.writeBytes(lawful(title).getBytes(StandardCharsets.UTF_8));
            return bytes;
        });
        assertThat(answer().getBody(String.class)).startsWith("submitted ");
        assertThat(requests(title)).hasSize(1);
    }

    /** What a crash between the commit and the acknowledgement leaves: the broker offers the same message again. */
    @Test
    void offeredAgainAfterACrashItIsTheSameRequestAndIsAnswered() throws Exception {
        String title = title();
        GATEWAY.trouble.in("queueSender.reply", 1, () -> new IllegalStateException("crashed before the answer"));
        submit(null, session -> session.createTextMessage(lawful(title)));

        assertThat(answer().getBody(String.class))
                .isEqualTo("submitted " + requests(title).getFirst());
        assertThat(GATEWAY.trouble.calls("queueSender.reply")).isEqualTo(2);
        assertThat(requests(title)).hasSize(1);
    }

    @Test
    void sentAgainUnderTheSameCorrelationItIsTheSameRequest() throws Exception { // UC-01/1a
        String title = title();
        for (int time = 0; time < 2; time++) {
            submit("again-" + title, session -> session.createTextMessage(lawful(title)));
            assertThat(answer().getBody(String.class))
                    .isEqualTo("submitted " + requests(title).getFirst());
        }
        assertThat(requests(title)).hasSize(1);
        submit("again-" + title, session -> session.createTextMessage(lawful(title()))); // another document
        assertThat(answer().getBody(String.class)).contains("E-DSK-05");
    }

    @Test
    void unlawfulItIsAnsweredWithEveryProblemAndLeavesNothing() throws Exception { // UC-01/4a
        long before = GATEWAY.count("select count(*) from request");
        submit(null, session -> session.createTextMessage(example("broken-request.xml", title())));
        assertThat(answer().getBody(String.class))
                .startsWith("not submitted")
                .contains("E-LAW-01", "E-LAW-02", "E-LAW-04");
        assertThat(GATEWAY.count("select count(*) from request")).isEqualTo(before);
    }

    @Test
    void longerThanAMegabyteItIsTurnedAway() throws Exception { // DEL-15
        String long_ = lawful(title()) + "<!--" + "\u3042".repeat(400_000) + "-->"; // 1.2 MB in UTF-8, fewer characters
        submit(null, session -> session.createTextMessage(long_));
        assertThat(answer().getBody(String.class)).contains("E-DEL-15");
    }

    @Test
    void anObjectIsSetAsideUnopenedAndAPersonHearsOfIt() throws Exception { // THREAT-102, THREAT-103
        String id = submit(null, session -> session.createObjectMessage(new ArrayList<>()));
        await().until(() -> isSetAside(id));
        assertThat(GATEWAY.texts("select reason || ' ' || problem from parked where id = ?", row(id)))
                .containsExactly("spoiled-submission E-DEL-15");
        assertThat(GATEWAY.count("select count(*) from alert where cause = 'submission-parked'"))
                .isPositive();
        await().until(() -> !isQueued(id));
    }

    @Test
    void withoutAReplyAddressOfOursNothingIsDoneAndItsTextIsKeptForAPerson() throws Exception {
        String title = title();
        String id = send(null, "comity.outbound", session -> session.createTextMessage(lawful(title)));
        await().until(() -> isSetAside(id));
        assertThat(requests(title)).isEmpty();
        assertThat(kept(id)).isEqualTo(lawful(title));
    }

    @Test // UC-01/1b: three offers take three seconds, and a database may be away for longer
    void whileNothingCanBeWrittenItStaysQueuedAndIsTakenOnceThatIsOver() throws Exception {
        String title = title();
        nothingCanBeWritten();
        String id = submit(null, session -> session.createTextMessage(lawful(title)));
        await().until(() -> GATEWAY.trouble.calls("spoiledSubmissions") >= 2);
        assertThat(isSetAside(id)).isFalse();
        GATEWAY.trouble.isOver();

        assertThat(answer().getBody(String.class)).startsWith("submitted ");
        assertThat(requests(title)).hasSize(1);
        assertThat(isSetAside(id)).isFalse();
    }

    @Test // UC-01/1b, THREAT-102
    void whatCannotBeTakenAtAllStaysQueuedUntilARowTakesItsPlace() throws Exception {
        nothingCanBeWritten();
        String id = submit(null, session -> session.createObjectMessage(new ArrayList<>()));
        await().until(() -> GATEWAY.trouble.calls("spoiledSubmissions") >= 2);
        assertThat(isSetAside(id)).isFalse();
        GATEWAY.trouble.isOver();

        await().until(() -> isSetAside(id));
        await().until(() -> !isQueued(id));
    }

    @Test // UC-01/1b
    void bytesThatWereReadInVainAreKeptForAPersonAsTheyCame() throws Exception {
        String title = title();
        GATEWAY.trouble.in("onceOnly", () -> new IllegalStateException("a surprise"));
        String id = submit(null, session -> {
            BytesMessage bytes = session.createBytesMessage();
            bytes.writeBytes(lawful(title).getBytes(StandardCharsets.UTF_8));
            return bytes;
        });
        await().until(() -> isSetAside(id));
        assertThat(kept(id)).isEqualTo(lawful(title));
    }

    @Test // UC-01/1b
    void whatIsTurnedAwayAndCannotBeAnsweredIsSetAside() throws Exception {
        GATEWAY.trouble.in("queueSender.reply", () -> new IllegalStateException("no such address"));
        String turnedAway = submit(null, session -> session.createTextMessage(example("broken-request.xml", title())));
        String title = title();
        String taken = submit(null, session -> session.createTextMessage(lawful(title)));
        await().until(() -> isSetAside(turnedAway));
        await().until(() -> !isQueued(taken));
        assertThat(isSetAside(taken)).as("its request says enough").isFalse();
        assertThat(requests(title)).hasSize(1);
    }

    @Test // UC-01/1c: a second offer could not be told from a second submission
    void withoutAnyIdItIsTurnedAway() throws Exception {
        String title = title();
        ConnectionFactory withoutPool = (ConnectionFactory) connections().getConnectionFactory();
        try (Connection connection = withoutPool.createConnection();
                Session session = connection.createSession();
                MessageProducer producer = session.createProducer(session.createQueue("comity.submit"))) {
            producer.setDisableMessageID(true);
            Message message = session.createTextMessage(lawful(title));
            message.setJMSReplyTo(session.createQueue(replies));
            producer.send(message);
        }
        assertThat(answer().getBody(String.class)).contains("E-DEL-15");
        assertThat(requests(title)).isEmpty();
    }

    private static void nothingCanBeWritten() {
        GATEWAY.trouble.in("onceOnly", () -> new DataAccessResourceFailureException("read only"));
        GATEWAY.trouble.in("spoiledSubmissions", () -> new DataAccessResourceFailureException("read only"));
    }

    private static UUID row(String id) {
        return UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isSetAside(String id) {
        return GATEWAY.count("select count(*) from parked where id = ?", row(id)) == 1;
    }

    private static String kept(String id) {
        UUID raw = GATEWAY.database()
                .jdbc()
                .sql("select raw from parked where id = ?")
                .param(row(id))
                .query(UUID.class)
                .single();
        return new String(GATEWAY.bean(Payloads.class).read(new PayloadId(raw)), StandardCharsets.UTF_8);
    }

    private String submit(String correlation, Making making) throws JMSException {
        return send(correlation, replies, making);
    }

    private static String send(String correlation, String replyTo, Making making) throws JMSException {
        try (Connection connection = connections().createConnection();
                Session session = connection.createSession();
                MessageProducer producer = session.createProducer(session.createQueue("comity.submit"))) {
            Message message = making.of(session);
            message.setJMSReplyTo(session.createQueue(replyTo));
            message.setJMSCorrelationID(correlation);
            producer.send(message);
            return message.getJMSMessageID();
        }
    }

    private Message answer() throws JMSException {
        try (Connection connection = connections().createConnection();
                Session session = connection.createSession()) {
            connection.start();
            Message answer =
                    session.createConsumer(session.createQueue(replies)).receive(60_000);
            assertThat(answer).as("an answer at the reply address").isNotNull();
            return answer;
        }
    }

    private static boolean isQueued(String id) throws JMSException {
        try (Connection connection = connections().createConnection();
                Session session = connection.createSession()) {
            connection.start();
            Queue submissions = session.createQueue("comity.submit");
            try (QueueBrowser browser = session.createBrowser(submissions)) {
                for (Enumeration<?> all = browser.getEnumeration(); all.hasMoreElements(); ) {
                    if (all.nextElement() instanceof Message one && id.equals(one.getJMSMessageID())) {
                        return true;
                    }
                }
                return false;
            }
        }
    }

    private static JmsPoolConnectionFactory connections() {
        return GATEWAY.bean(JmsPoolConnectionFactory.class);
    }

    private static List<String> requests(String title) {
        return GATEWAY.texts("select r.id from request r join matter m on m.id = r.matter where m.title = ?", title);
    }

    private static String title() {
        return "matter-" + UUID.randomUUID();
    }

    private static String lawful(String title) throws JMSException {
        return example("preservation-request.xml", title);
    }

    private static String example(String file, String title) throws JMSException {
        try {
            return Files.readString(Path.of("examples", file))
                    .replaceFirst(
                            "<submission ([^>]*)to=\"[^\"]*\"( title=\"[^\"]*\")?",
                            "<submission $1to=\"" + THEM.id() + "\" title=\"" + title + "\"");
        } catch (IOException missing) {
            throw new JMSException(missing.toString());
        }
    }
}
