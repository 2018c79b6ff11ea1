package org.comity.delivery.as2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.UUID;
import org.comity.partners.Partner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;

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
            bytes.writeBytes(lawful(title).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return bytes;
        });
        assertThat(answer().getBody(String.class)).startsWith("submitted ");
        assertThat(requests(title)).hasSize(1);
    }

    /** What a crash between the commit and the acknowledgement leaves: the broker offers the same message again. */
    @Test
    void offeredAgainAfterACrashItIsTheSameRequestAndIsAnswered() throws Exception {
        String title = title();
        GATEWAY.trouble.in("queueSender.reply", () -> new IllegalStateException("crashed before the answer"));
        submit(null, session -> session.createTextMessage(lawful(title)));
        await().until(() -> GATEWAY.trouble.calls("queueSender.reply") == 1);
        GATEWAY.trouble.isOver();

        assertThat(answer().getBody(String.class))
                .isEqualTo("submitted " + requests(title).getFirst());
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
        await().until(() -> isParkedAtTheBroker(id));
        assertThat(GATEWAY.texts(
                        "select reason || ' ' || problem from parked where id = ?",
                        UUID.nameUUIDFromBytes(id.getBytes(java.nio.charset.StandardCharsets.UTF_8))))
                .containsExactly("spoiled-submission E-DEL-15");
        assertThat(GATEWAY.count("select count(*) from alert where cause = 'submission-parked'"))
                .isPositive();
    }

    @Test
    void withoutAReplyAddressOfOursNothingIsDoneAndItsTextIsKeptForAPerson() throws Exception {
        String title = title();
        String id = send(null, "comity.outbound", session -> session.createTextMessage(lawful(title)));
        await().until(() -> isParkedAtTheBroker(id));
        assertThat(requests(title)).isEmpty();
        assertThat(GATEWAY.count(
                        "select count(*) from parked join payload on payload.id = parked.raw where parked.id = ?",
                        UUID.nameUUIDFromBytes(id.getBytes(java.nio.charset.StandardCharsets.UTF_8))))
                .isEqualTo(1);
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
                    session.createConsumer(session.createQueue(replies)).receive(20_000);
            assertThat(answer).as("an answer at the reply address").isNotNull();
            return answer;
        }
    }

    private static boolean isParkedAtTheBroker(String id) throws JMSException {
        try (Connection connection = connections().createConnection();
                Session session = connection.createSession()) {
            connection.start();
            Queue parked = session.createQueue("comity.parked");
            try (QueueBrowser browser = session.createBrowser(parked)) {
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
