package org.comity.delivery.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.comity.delivery.as2.MovableClock;
import org.comity.delivery.queues.QueueSender;
import org.comity.delivery.queues.TestQueues;
import org.comity.journal.Outbox;
import org.comity.journal.Strand;
import org.comity.journal.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jms.JmsException;

class RelayTest {
    private final Set<Thread> others = relays().collect(Collectors.toSet());
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    /** It sleeps for an hour unless it is woken, or something becomes due before. */
    private RelaySettings settings() {
        return settings(LEASE);
    }

    private RelaySettings settings(Duration lease) {
        return new RelaySettings(
                lease,
                10,
                30,
                4,
                2,
                Duration.ofHours(1),
                Duration.ofSeconds(1),
                Duration.ofMinutes(1),
                data.resolve("at-work"));
    }

    private static final Duration LEASE = Duration.ofMinutes(2);

    private static final Strand NOBODYS = new Strand(4, "comity.outbound", "");

    @TempDir
    Path data;

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final List<Reference> setAside = new ArrayList<>();
    private Outbox outbox;
    private Relay relay;

    @BeforeEach
    void start() {
        DATABASE.jdbc().sql("delete from outbox").update();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("comity.broker.data", data.toString())));
        context.registerBean(JdbcClient.class, DATABASE::jdbc);
        context.registerBean(Clock.class, Clock::systemUTC);
        context.register(TestQueues.configuration(), QueueSender.class, Outbox.class);
        context.refresh();
        outbox = context.getBean(Outbox.class);
        relay = anotherProcess();
    }

    @AfterEach
    void stop() {
        relay.stop();
        context.close();
    }

    @Test
    void queuesWhatIsDueAndLeavesItOnTheList() throws Exception { // UC-02/2
        outbox.put("comity.outbound", "a", 4, past());
        relay.round();
        assertThat(receive("comity.outbound", 1)).containsExactly("a");
        assertThat(waiting()).isEqualTo(1);
    }

    @Test
    void queuesTheUrgentBeforeTheRoutineAndPartsLast() throws Exception {
        outbox.put("comity.outbound", "part", 8, past());
        outbox.put("comity.outbound", "routine", 4, past());
        outbox.put("comity.outbound", "emergency", 0, past());
        relay.round();
        assertThat(receive("comity.outbound", 3)).containsExactly("emergency", "routine", "part");
    }

    @Test
    void queuesTheSecondOfALineOnlyWhenTheFirstIsDone() throws Exception { // UC-02/2a
        outbox.put("comity.outbound", "first", "", "matter partner", 4, past());
        outbox.put("comity.outbound", "second", "", "matter partner", 4, past());
        relay.round();
        assertThat(receive("comity.outbound", 1)).containsExactly("first");
        relay.round();
        assertThat(receive("comity.outbound", 0)).isEmpty();
        outbox.done("comity.outbound", "first");
        relay.round();
        assertThat(receive("comity.outbound", 1)).containsExactly("second");
    }

    @Test // THREAT-89
    void whatWasPutOffByAClockThatWasAheadIsDueWhenTheClockIsBack() throws Exception {
        MovableClock clock = new MovableClock();
        Relay moved = new Relay(outbox, context.getBean(QueueSender.class), setAside::add, settings(), clock);
        moved.round();
        clock.isAheadBy(Duration.ofHours(5));
        moved.round();
        outbox.put("comity.outbound", "tried in vain", 4, clock.instant().plusSeconds(2));
        outbox.put("comity.inbound", "early", 4, clock.instant().plus(Duration.ofDays(1)));
        outbox.put("comity.deadlines", "of next year", 1, clock.instant().plus(Duration.ofDays(300)));
        clock.isAheadBy(Duration.ZERO);
        moved.round();
        assertThat(receive("comity.outbound", 1)).containsExactly("tried in vain");
        assertThat(claimed()).isEqualTo(1);
    }

    @Test // THREAT-89: it was begun while the clock was ahead
    void whatCommitsSoonAfterTheClockIsBackIsDueToo() {
        MovableClock clock = new MovableClock();
        Relay moved = new Relay(outbox, context.getBean(QueueSender.class), setAside::add, settings(), clock);
        clock.isAheadBy(Duration.ofHours(2));
        moved.round();
        clock.isAheadBy(Duration.ZERO);
        moved.round();
        outbox.put("comity.outbound", "late", 2, clock.instant().plus(Duration.ofHours(2)));
        clock.isAheadBy(Duration.ofSeconds(11));
        moved.round();
        assertThat(DATABASE.jdbc()
                        .sql("select due <= now() + interval '10 minutes' from outbox where subject = 'late'")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test // THREAT-89
    void whatAProcessBeforePutOffByAWrongClockIsDueAtTheStart() throws Exception {
        outbox.put(
                "comity.outbound", "hours off", 4, Clock.systemUTC().instant().plus(Duration.ofHours(5)));
        outbox.put(
                "comity.outbound", "in a pause", 4, Clock.systemUTC().instant().plus(Duration.ofMinutes(50)));
        relay.round();
        assertThat(receive("comity.outbound", 1)).containsExactly("hours off");
        assertThat(claimed()).isEqualTo(1);
    }

    @Test
    void isWokenByACommitThatMakesSomethingDue() throws Exception {
        relay.start();
        awaitAsleep();
        DATABASE.inTransaction(() -> outbox.put("comity.inbound", "woken", 4, past()));
        assertThat(receive("comity.inbound", 1)).containsExactly("woken");
    }

    /** Put past the outbox that would wake it, before it looks: only its own look at the next due instant can find it. */
    @Test
    void wakesByItselfWhenSomethingBecomesDue() throws Exception {
        DATABASE.jdbc()
                .sql("insert into outbox (address, subject, priority, due)"
                        + " values ('comity.deadlines', 'soon', 1, now() + interval '2 seconds')")
                .update();
        relay.start();
        assertThat(receive("comity.deadlines", 1)).containsExactly("soon");
    }

    @Test
    void claimsNothingAnyMoreOnceItHasStopped() throws Exception {
        relay.start();
        awaitAsleep();
        Thread thread = thread();
        relay.stop();
        assertThat(thread.isAlive()).isFalse();
        outbox.put("comity.inbound", "after the end", 4, past());
        assertThat(claimed()).isZero();
    }

    @Test // THREAT-124: between the broker's commit and the database's
    void statusEventsThatComeAgainAfterACrashAreTaken() throws Exception {
        QueueSender queues = context.getBean(QueueSender.class);
        var event = new QueueSender.StatusEvent("a hash", "{\"type\":\"org.comity.message.delivered\"}");
        try (Connection connection = connections().createConnection();
                Session session = connection.createSession();
                MessageConsumer listener = session.createConsumer(session.createTopic("comity.status"))) {
            connection.start();
            queues.tell(List.of(event));
            queues.tell(List.of(event, new QueueSender.StatusEvent("another", "{}")));
            assertThat(List.of(text(listener), text(listener), text(listener)))
                    .containsExactly(event.json(), event.json(), "{}");
        }
    }

    private static String text(MessageConsumer listener) throws Exception {
        return listener.receive(30_000).getBody(String.class);
    }

    @Test // THREAT-124
    void setsAsideWhatWasAtWorkWhenTheProcessDiedTooOften() throws Exception {
        outbox.put("comity.inbound", "poison", 4, past());
        outbox.put("comity.inbound", "waits in the queue", 4, past());
        outbox.put("comity.inbound", "ended", 4, past());
        for (int crash = 0; crash < 2; crash++) {
            relay.round();
            for (String begun : List.of("poison", "ended")) {
                relay.taken(new Reference("comity.inbound", begun), new Strand(4, "comity.inbound", ""), begun);
            }
            relay.ended("ended");
            assertThat(setAside).isEmpty();
            relay = anotherProcess();
            relay.start(); // before the routes, to which the broker offers it again at once
            relay.stop();
            makeDue();
        }
        assertThat(setAside).containsExactly(new Reference("comity.inbound", "poison"));
        assertThat(outbox.unfinished("comity.inbound", "ended")).hasValue(0);
        assertThat(outbox.unfinished("comity.inbound", "waits in the queue")).hasValue(0);
    }

    @Test // THREAT-124
    void setsAsideWhatIsStillAtWorkWhenItsLeaseEndsTooOften() {
        outbox.put("comity.inbound", "hangs", 4, past());
        relay.round();
        relay.taken(new Reference("comity.inbound", "hangs"), new Strand(4, "comity.inbound", ""), "work");
        makeDue();
        relay.round();
        assertThat(setAside).isEmpty();
        makeDue();
        relay.round();
        assertThat(setAside).containsExactly(new Reference("comity.inbound", "hangs"));
    }

    @Test // THREAT-124: or one envelope would be posted twice at once
    void whatIsAtWorkWhenItsLeaseEndsGetsAnotherAndNoCopy() throws Exception {
        outbox.put("comity.outbound", "slow", 4, past());
        relay.round();
        assertThat(receive("comity.outbound", 1)).containsExactly("slow");
        relay.taken(new Reference("comity.outbound", "slow"), NOBODYS, "work");
        makeDue();
        relay.round();
        assertThat(receive("comity.outbound", 0)).isEmpty();
        assertThat(outbox.claim(Instant.now(), LEASE, new Outbox.Most(9, 9), Outbox.Busy.NOTHING))
                .as("its lease is renewed")
                .isEmpty();
        relay.ended("work");
        makeDue();
        relay.round();
        assertThat(receive("comity.outbound", 1)).as("it is not done").containsExactly("slow");
    }

    @Test // an alert is only put off by that, and whoever hangs at its call keeps no later call
    void whatWasSetAsideWhileItHungIsQueuedAgainWhenItIsPutAgain() throws Exception {
        outbox.put("comity.alerts", "alert", 0, past());
        relay.round();
        assertThat(receive("comity.alerts", 1)).containsExactly("alert");
        relay.taken(new Reference("comity.alerts", "alert"), new Strand(0, "comity.alerts", ""), "hangs");
        for (int lease = 0; lease < 2; lease++) {
            makeDue();
            relay.round();
        }
        assertThat(setAside).hasSize(1);
        outbox.later("comity.alerts", "alert", past());
        relay.round();
        assertThat(receive("comity.alerts", 1)).containsExactly("alert");
    }

    @Test // THREAT-124
    void poisonIsSetAsideWhileTheBrokerIsAwayAndOneThatCannotBeHidesNoOther() {
        for (String subject : List.of("first", "second", "sound")) {
            outbox.put("comity.inbound", subject, 4, past());
        }
        for (String subject : List.of("first", "second")) {
            outbox.unended("comity.inbound", subject);
            outbox.unended("comity.inbound", subject);
        }
        Relay cutOff = new Relay(
                outbox,
                senderWithoutBroker(),
                errand -> {
                    setAside.add(errand);
                    throw new IllegalStateException("its row cannot be locked");
                },
                settings(),
                context.getBean(Clock.class));
        assertThatThrownBy(cutOff::round).isInstanceOf(JmsException.class);
        assertThat(setAside).extracting(Reference::subject).containsExactly("first", "second");
    }

    private static QueueSender senderWithoutBroker() {
        JmsPoolConnectionFactory refusing = new JmsPoolConnectionFactory();
        refusing.setConnectionFactory(new ActiveMQConnectionFactory("tcp://127.0.0.1:1"));
        try (var beans = new AnnotationConfigApplicationContext()) {
            beans.registerBean(JmsPoolConnectionFactory.class, () -> refusing);
            beans.register(QueueSender.class);
            beans.refresh();
            return beans.getBean(QueueSender.class);
        }
    }

    @Test // THREAT-124: a partner hung while an operator restarted the gateway five times
    void whatAnOrderlyEndCutsOffCountsAsNoCrash() {
        outbox.put("comity.outbound", "hangs", 4, past());
        relay.round();
        relay.taken(new Reference("comity.outbound", "hangs"), NOBODYS, "work");
        relay.stop();
        relay.destroy();
        relay = anotherProcess();
        relay.start();
        assertThat(outbox.unfinished("comity.outbound", "hangs")).hasValue(0);
    }

    @Test // THREAT-124: claims without a consumer
    void setsNothingAsideThatNobodyBegan() {
        outbox.put("comity.inbound", "waits", 4, past());
        for (int claim = 0; claim < 9; claim++) {
            relay.round();
            makeDue();
        }
        assertThat(setAside).isEmpty();
    }

    @Test // THREAT-130: what waits too long is in its queue once, and for no person to look at
    void theBrokerDropsWhatNobodyTakesBeforeItIsClaimedAgain() throws Exception {
        outbox.put("comity.alerts", "waits", 0, past());
        RelaySettings brief = settings(Duration.ofSeconds(10));
        process(brief).round();
        Thread.sleep(brief.inQueue().plusMillis(500));
        assertThat(receive("comity.alerts", 0)).isEmpty();
        assertThat(receive("comity.parked", 0)).isEmpty();
        makeDue();
        relay.round();
        assertThat(receive("comity.alerts", 1)).containsExactly("waits");
    }

    @Test // THREAT-130
    void anAddressWithoutRoomTakesNobodyElsesPlace() throws Exception {
        for (int i = 0; i < 50; i++) {
            outbox.put("comity.alerts", "alert " + i, 0, past());
        }
        outbox.put("comity.outbound", "message", 4, past());
        while (relay.round()) {
            // until it stops by itself
        }
        assertThat(receive("comity.outbound", 1)).containsExactly("message");
        assertThat(claimed()).isEqualTo(31);
    }

    private Relay anotherProcess() {
        return process(settings());
    }

    private Relay process(RelaySettings settings) {
        return new Relay(
                outbox, context.getBean(QueueSender.class), setAside::add, settings, context.getBean(Clock.class));
    }

    private static void makeDue() {
        DATABASE.jdbc().sql("update outbox set due = now() - interval '1 s'").update();
    }

    @Test
    void claimsNoMoreThanIsTaken() {
        for (int i = 0; i < 50; i++) {
            outbox.put("comity.outbound", "m" + i, 4, past());
        }
        while (relay.round()) {
            // until it stops by itself
        }
        assertThat(claimed()).isEqualTo(30);
        for (int i = 0; i < 9; i++) {
            relay.taken(new Reference("comity.outbound", "m" + i), NOBODYS, "m" + i);
        }
        relay.round();
        assertThat(claimed()).as("no room for a whole batch yet").isEqualTo(30);
        relay.taken(new Reference("comity.outbound", "m9"), NOBODYS, "m9");
        relay.round();
        assertThat(claimed()).isEqualTo(40);
    }

    @Test // THREAT-125
    void claimsOfOnePartnerAShareAndTheNextWhenTheseEnd() throws Exception {
        Strand flooding = new Strand(4, "comity.inbound", "flooding");
        for (int i = 0; i < 20; i++) {
            outbox.put("comity.inbound", "f" + i, "flooding", null, 4, past());
        }
        while (relay.round()) {
            // until it stops by itself
        }
        assertThat(claimed()).isEqualTo(4);
        outbox.put("comity.inbound", "of another", "quiet", null, 4, past());
        relay.round();
        assertThat(claimed()).isEqualTo(5);
        List<String> queued = receive("comity.inbound", 5);
        assertThat(queued).endsWith("of another");
        for (int i = 0; i < 4; i++) {
            relay.taken(new Reference("comity.inbound", queued.get(i)), flooding, "work " + i);
        }
        relay.round();
        assertThat(claimed()).as("none has ended").isEqualTo(5);
        relay.ended("work 0");
        relay.round();
        assertThat(claimed()).as("three are at work").isEqualTo(5);
        relay.ended("work 1");
        relay.round();
        assertThat(claimed()).as("half of its share is free").isEqualTo(7);
    }

    @Test // at a shared broker: half a lease, or all of it when the other node dies
    void whatAnotherNodeTookAndEndedHoldsUpNothing() throws Exception {
        for (int i = 0; i < 8; i++) {
            outbox.put("comity.inbound", "f" + i, "flooding", null, 4, past());
        }
        while (relay.round()) {
            // until it stops by itself
        }
        assertThat(claimed()).isEqualTo(4);
        List<String> there = receive("comity.inbound", 4);
        there.forEach(subject -> outbox.done("comity.inbound", subject));
        await().atMost(LEASE.dividedBy(2)).until(() -> {
            relay.round();
            return claimed() > 0;
        });
    }

    /** Its first look found nothing. */
    private void awaitAsleep() {
        await().until(() -> thread().getState() == Thread.State.TIMED_WAITING
                && Arrays.stream(thread().getStackTrace())
                        .anyMatch(frame -> frame.getMethodName().equals("tryAcquire")));
    }

    /** Of this relay; gateways of other tests may have one too. */
    private Thread thread() {
        return relays().filter(one -> !others.contains(one)).findFirst().orElseThrow();
    }

    private static Stream<Thread> relays() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(one -> one.getName().equals("relay"));
    }

    private JmsPoolConnectionFactory connections() {
        return context.getBean(JmsPoolConnectionFactory.class);
    }

    private List<String> receive(String queue, int count) throws JMSException {
        List<String> texts = new ArrayList<>();
        try (Connection connection = connections().createConnection();
                Session session = connection.createSession();
                MessageConsumer consumer = session.createConsumer(session.createQueue(queue))) {
            connection.start();
            for (int i = 0; i <= count; i++) {
                Message next = consumer.receive(i < count ? 20_000 : 100);
                if (next != null) {
                    texts.add(next.getBody(String.class));
                }
            }
        }
        return texts;
    }

    private static long waiting() {
        return DATABASE.jdbc()
                .sql("select count(*) from outbox")
                .query(Long.class)
                .single();
    }

    private static long claimed() {
        return DATABASE.jdbc()
                .sql("select count(*) from outbox where since is not null")
                .query(Long.class)
                .single();
    }

    private static Instant past() {
        return Instant.now().minusSeconds(1);
    }
}
