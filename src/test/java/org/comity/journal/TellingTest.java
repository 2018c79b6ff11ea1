package org.comity.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.comity.messages.MessageId;
import org.comity.partners.AgencyId;
import org.comity.trust.OwnKeys;
import org.comity.trust.TestAuthority;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.support.JdbcTransactionManager;

class TellingTest {
    private static final OwnKeys KEYS = TestAuthority.create().member("jp-npa").keys();
    private static final AgencyId AGENCY = new AgencyId("jp-npa");

    @TempDir
    Path data;

    private final TestDatabase database = TestDatabase.fresh();
    private final Journal journal = new Journal(database.jdbc(), new ObjectMapper());
    private final Telling telling = new Telling(database.jdbc(), new ObjectMapper());
    private final List<String> told = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // before each test, once the directory is there
    private Sequencer sequencer;

    @BeforeEach
    void useThisDirectory() {
        JournalSettings settings =
                new JournalSettings(data, new JournalSettings.Journal(Duration.ofMinutes(1), 10, false));
        sequencer = new Sequencer(
                database.jdbc(),
                new JdbcTransactionManager(database.dataSource()),
                new JournalKey(AGENCY, KEYS),
                settings,
                new JournalVerification(database.jdbc(), new JournalKey(AGENCY, KEYS), settings),
                Clock.fixed(TestAuthority.NOW, ZoneOffset.UTC));
    }

    @Test
    void tellsEachEntryOnceInItsOrderWithTheHashOfItsLeaf() {
        happens("request.sealed", "message.delivered");
        tell();
        happens("request.preserved");
        tell();
        tell();
        assertThat(told).hasSize(3);
        assertThat(told)
                .containsExactlyElementsOf(database.jdbc()
                        .sql(
                                "select l.event, e.hash from journal_entry e join journal_leaf l on l.id = e.leaf order by e.seq")
                        .query((row, number) ->
                                row.getString("event") + " " + HexFormat.of().formatHex(row.getBytes("hash")))
                        .list());
    }

    @Test
    void tellsWhatTheJournalHasOfIt() {
        MessageId message =
                MessageId.parse("01a213a4-8596-7d8f-a33a-385e8d8be81e@jp-npa").orElseThrow();
        Event event = new Event(
                "message.delivered",
                "gateway",
                TestAuthority.NOW,
                AGENCY,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(message),
                Optional.of(new AgencyId("us-poc")),
                Map.of("attempts", "1"));
        journal.append(event);
        sequencer.catchUp();
        List<Event> heard = new ArrayList<>();
        database.inTransaction(() -> telling.tell(entries -> entries.forEach(entry -> heard.add(entry.event()))));
        assertThat(heard).containsExactly(event);
    }

    @Test
    void tellsAgainWhatNobodyTook() {
        happens("request.sealed");
        assertThatThrownBy(() -> database.inTransaction(() -> telling.tell(entries -> {
                    throw new IllegalStateException("the broker is away");
                })))
                .hasMessageContaining("away");
        tell();
        assertThat(told).hasSize(1);
    }

    // THREAT-126: two nodes, one story
    @Test
    void tellsNothingWhileAnotherNodeTells() {
        happens("request.sealed");
        List<Integer> other = new ArrayList<>();
        database.inTransaction(() -> telling.tell(entries -> other.add(elsewhere())));
        assertThat(other).containsExactly(0);
    }

    @Test
    void saysThatThereIsMore() {
        happens(IntStream.range(0, Telling.BATCH + 1)
                .mapToObj(number -> "request.event-" + number)
                .toArray(String[]::new));
        assertThat(tell()).isEqualTo(Telling.BATCH);
        assertThat(tell()).isEqualTo(1);
        assertThat(told).hasSize(Telling.BATCH + 1).doesNotHaveDuplicates();
    }

    private int elsewhere() {
        List<Integer> count = new ArrayList<>();
        Thread node = Thread.ofPlatform()
                .start(() -> database.inTransaction(
                        () -> count.add(telling.tell(entries -> {}).size())));
        try {
            node.join();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        return count.getFirst();
    }

    private int tell() {
        List<Integer> count = new ArrayList<>();
        database.inTransaction(() -> count.add(telling.tell(entries ->
                        entries.forEach(entry -> told.add(entry.event().name() + " " + entry.hash())))
                .size()));
        return count.getFirst();
    }

    private void happens(String... events) {
        for (String event : events) {
            journal.append(JournalVerificationTest.happened(event));
        }
        sequencer.catchUp();
    }
}
