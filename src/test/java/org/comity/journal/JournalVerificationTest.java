package org.comity.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.comity.partners.AgencyId;
import org.comity.trust.OwnKeys;
import org.comity.trust.TestAuthority;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** An insider who owns the database switches the triggers off; the tests do the same. */
class JournalVerificationTest {
    private static final TestAuthority AUTHORITY = TestAuthority.create();
    private static final AgencyId AGENCY = new AgencyId("jp-npa");
    private static final OwnKeys KEYS = AUTHORITY.member("jp-npa").keys();
    private static final int EVERY = 10; // leaves between checkpoints

    private static final Duration PAUSE = Duration.ofSeconds(60);

    private Instant now = TestAuthority.NOW;

    @TempDir
    Path data;

    private final TestDatabase database = TestDatabase.fresh();

    @SuppressWarnings("NullAway.Init") // before each test, once the directory is there
    private Sequencer sequencer;

    @BeforeEach
    void useThisDirectory() {
        sequencer = sequencer(KEYS);
    }

    @Test
    void findsAnUntouchedJournalIntact() {
        happen(25);
        assertThat(verification().verify()).isInstanceOfSatisfying(Verdict.Intact.class, intact -> {
            assertThat(intact.size()).isEqualTo(25);
            assertThat(intact.checkpoints()).isEqualTo(4); // three, and the last one's copy in the file
        });
    }

    @Test // half a million a year: they are read as the leaves are
    void findsItIntactOrCutOffHoweverManyCheckpointsThereAre() {
        int many = 1_030;
        for (int number = 0; number < many; number++) {
            append("e" + number);
            now = now.plus(PAUSE);
            sequencer.catchUp();
        }
        assertThat(verification().verify())
                .isInstanceOfSatisfying(
                        Verdict.Intact.class,
                        intact -> assertThat(intact.checkpoints()).isEqualTo(many + 1));
        tamper("journal_entry", "delete from journal_entry where seq >= " + (many - 5));
        assertThat(verification().verify()).isEqualTo(new Verdict.Truncated(many - 5, many));
    }

    @Test
    void whatHappenedInOneTransactionIsThereWithItsCommitInItsOrder() {
        Journal journal = new Journal(database.jdbc(), new ObjectMapper());
        database.transactions().executeWithoutResult(transaction -> {
            IntStream.range(0, 9).forEach(number -> journal.append(happened("e" + number)));
            sequencer.catchUp();
        });
        sequencer.catchUp();
        assertThat(database.jdbc()
                        .sql("select event from journal_entry join journal_leaf on id = leaf order by seq")
                        .query(String.class)
                        .list())
                .containsExactly("e0", "e1", "e2", "e3", "e4", "e5", "e6", "e7", "e8");
    }

    /** By the gateway, about nothing in particular. */
    static Event happened(String name) {
        return new Event(
                name,
                "gateway",
                TestAuthority.NOW,
                AGENCY,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    @Test
    void numbersLeavesWithoutGapsWhenTransactionsRolledBack() {
        happen(3);
        database.transactions().executeWithoutResult(transaction -> {
            append("never");
            transaction.setRollbackOnly();
        });
        happen(3);
        assertThat(database.jdbc()
                        .sql("select seq from journal_entry order by seq")
                        .query(Long.class)
                        .list())
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
        assertThat(verification().verify().isIntact()).isTrue();
    }

    // THREAT-126: two nodes, one sequence
    @Test
    void numbersEachLeafOnceWhenTwoNodesTry() throws InterruptedException {
        IntStream.range(0, 2_500).forEach(number -> append("e" + number));
        List<Thread> nodes = IntStream.range(0, 2)
                .mapToObj(node ->
                        Thread.ofPlatform().start(() -> IntStream.range(0, 20).forEach(round -> sequencer.sequence())))
                .toList();
        for (Thread node : nodes) {
            node.join();
        }
        sequencer.catchUp();
        assertThat(verification().verify())
                .isInstanceOfSatisfying(
                        Verdict.Intact.class,
                        intact -> assertThat(intact.size()).isEqualTo(2_500));
    }

    // THREAT-114
    @Test
    void namesTheFirstLeafWhoseRowWasEdited() {
        happen(25);
        tamper(
                "journal_leaf",
                "update journal_leaf set actor = 'somebody' where id in (select leaf from journal_entry where seq in (7, 9))");
        assertThat(verification().verify())
                .isInstanceOfSatisfying(
                        Verdict.Altered.class,
                        altered -> assertThat(altered.from())
                                .isEqualTo(altered.to())
                                .isEqualTo(7));
    }

    // THREAT-114: an insider who knows the hashing rewrites row, hash and frontier
    @Test
    void namesTheCheckpointThatARewrittenLeafContradicts() {
        happen(25);
        tamper(
                "journal_leaf",
                "update journal_leaf set actor = 'somebody' where id = (select leaf from journal_entry where seq = 12)");
        byte[] fitting = database.jdbc()
                .sql("select l.* from journal_leaf l join journal_entry e on e.leaf = l.id where e.seq = 12")
                .query((row, number) -> Leaf.read(row, 12).hash())
                .single();
        tamper(
                "journal_entry",
                "update journal_entry set hash = '\\x" + HexFormat.of().formatHex(fitting) + "' where seq = 12");
        assertThat(verification().verify()).isInstanceOfSatisfying(Verdict.Altered.class, altered -> {
            assertThat(altered.from()).isEqualTo(10);
            assertThat(altered.to()).isEqualTo(19);
        });
    }

    // THREAT-115
    @Test
    void seesThatTheLastLeavesAreGone() {
        happen(25);
        tamper("journal_entry", "delete from journal_entry where seq >= 18");
        assertThat(verification().verify()).isEqualTo(new Verdict.Truncated(18, 25));
    }

    // THREAT-115: ... and that a leaf in the middle is gone
    @Test
    void namesALeafThatIsGone() {
        happen(25);
        tamper("journal_entry", "delete from journal_entry where seq = 4");
        assertThat(verification().verify())
                .isInstanceOfSatisfying(
                        Verdict.Altered.class,
                        altered -> assertThat(altered.from()).isEqualTo(4));
    }

    // THREAT-116: the whole database is put back to an older state; only the file outside remembers
    @Test
    void seesThatTheDatabaseWasPutBack() {
        happen(25);
        assertThat(verification().isRolledBack()).isFalse();
        tamper("journal_checkpoint", "delete from journal_checkpoint where size > 20");
        tamper("journal_entry", "delete from journal_entry where seq >= 20");
        database.jdbc().sql("update journal_frontier set size = 20").update();
        assertThat(verification().isRolledBack()).isTrue();
        assertThat(verification().verify()).isEqualTo(new Verdict.Truncated(20, 25));
    }

    // THREAT-116, THREAT-126: a node that signed nothing itself
    @Test
    void seesThatTheDatabaseWasPutBackThoughAnotherNodeSigned(@TempDir Path elsewhere) {
        happen(10);
        JournalSettings other = new JournalSettings(elsewhere, new JournalSettings.Journal(PAUSE, EVERY, false));
        JournalVerification node = new JournalVerification(database.jdbc(), new JournalKey(AGENCY, KEYS), other);
        node.followOthers();
        assertThat(node.isUnwitnessed()).isTrue(); // that it is gone is a start's to judge
        node.witnessAnew();
        happen(15);
        node.followOthers();
        tamper("journal_checkpoint", "delete from journal_checkpoint where size > 20");
        tamper("journal_entry", "delete from journal_entry where seq >= 20");
        database.jdbc().sql("update journal_frontier set size = 20").update();
        assertThat(node.isRolledBack()).isTrue();
        node.followOthers();
        assertThat(node.isRolledBack()).isTrue();
    }

    // THREAT-116: a standby that lacked the last of it took over, or somebody put the database back, and the gateway
    // ran on
    @Test
    void theFileStaysAndTheGatewayEndsIfTheDatabaseIsPutBackWhileItRuns() throws Exception {
        happen(10);
        byte[] nodes = database.jdbc()
                .sql("select nodes from journal_frontier")
                .query(byte[].class)
                .single();
        happen(5);
        CountDownLatch ended = new CountDownLatch(1);
        Numbering numbering = new Numbering(sequencer, verification(), ended::countDown);
        numbering.start();
        assertThat(ended.await(1, TimeUnit.SECONDS)).as("all is well").isFalse();
        numbering.stop();
        tamper("journal_checkpoint", "delete from journal_checkpoint where size > 10");
        tamper("journal_entry", "delete from journal_entry where seq >= 10");
        database.jdbc()
                .sql("update journal_frontier set size = 10, nodes = ?")
                .param(nodes)
                .update();
        happen(10);
        assertThat(verification().isRolledBack())
                .as("what is signed from now on does not hide it")
                .isTrue();
        numbering.start();
        assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
        numbering.stop();
    }

    @Test
    void whoGoesOnWithADatabaseThatHasNoCheckpointHasNoWitness() {
        happen(10);
        tamper("journal_checkpoint", "delete from journal_checkpoint");
        assertThat(verification().isRolledBack()).isTrue();
        verification().witnessAnew();
        assertThat(verification().isRolledBack()).isFalse();
    }

    @Test
    void saysForHowLongAnEntryHasWaitedForItsNumber() {
        happen(1);
        assertThat(verification().unnumberedFor(now)).isZero();
        append("waits");
        Instant happened = Instant.parse("2026-03-02T09:00:00Z");
        assertThat(verification().unnumberedFor(happened.plusSeconds(601)).toMinutes())
                .isEqualTo(10);
    }

    @Test // after millions were put back at once, health asked for ten seconds of both processors at a time
    void saysSoByOneEntryHoweverManyWait() {
        IntStream.range(0, 300).forEach(number -> append("e" + number));
        int times = 12; // more than make the server plan it for whatever it is asked
        assertThat(database.rowsRead(times, () -> verification().unnumberedFor(now)))
                .isLessThan(10L * times);
    }

    // THREAT-115: a rewritten journal under another key
    @Test
    void refusesACheckpointThatAnotherKeySigned() {
        happen(10);
        Sequencer forger = sequencer(TestAuthority.create().member("jp-npa").keys());
        IntStream.range(0, 10).forEach(number -> append("e" + number));
        forger.catchUp();
        assertThat(verification().verify())
                .isInstanceOfSatisfying(
                        Verdict.Altered.class,
                        altered -> assertThat(altered.what()).contains("signature"));
    }

    @Test
    void signsACheckpointAsASignedNote() throws IOException {
        happen(10);
        String note = Files.readString(data.resolve("journal/checkpoint"));
        assertThat(note).matches("comity/jp-npa\n10\n[A-Za-z0-9+/]{43}=\n\n\u2014 comity/jp-npa [A-Za-z0-9+/=]+\n");
    }

    @Test // THREAT-116
    void aFileThatCannotBeWrittenHoldsUpNoNumberAndItsAgeIsKnown() throws Exception {
        Path inTheWay = Files.writeString(data.resolve("journal"), "no directory");
        happen(10);
        Instant signed = now;
        assertThat(database.jdbc()
                        .sql("select size from journal_frontier")
                        .query(Long.class)
                        .single())
                .isEqualTo(10);
        Files.delete(inTheWay);
        assertThat(verification().witnessLag(signed.plusSeconds(600))).isGreaterThanOrEqualTo(Duration.ofMinutes(10));
        verification().witnessAnew();
        assertThat(verification().witnessLag(signed.plusSeconds(600))).isZero();
        happen(10);
        assertThat(verification().witnessLag(now.plusSeconds(600))).isZero();
    }

    @Test
    void letsNobodyChangeTheJournalBySql() {
        happen(1);
        for (String sql : List.of(
                "update journal_leaf set actor = 'x'", "delete from journal_entry", "truncate journal_checkpoint")) {
            assertThatThrownBy(() -> database.asOwner(sql)).hasMessageContaining("the journal only grows");
        }
    }

    private void happen(int times) {
        for (int number = 0; number < times; number++) {
            append("e" + number);
            if (number % EVERY == EVERY - 1) {
                sequencer.catchUp();
            }
        }
        now = now.plus(PAUSE); // the rest is signed when the pause is over
        sequencer.catchUp();
    }

    private void append(String message) {
        database.jdbc()
                .sql(
                        "insert into journal_leaf (at, event, actor, agency, message, detail)"
                                + " values (?, 'message.sealed', 'gateway', 'jp-npa', ?, '{\"mic\":\"ab\",\"b\":\"1\",\"attempt\":\"2\"}')")
                .params(Columns.utc(Instant.parse("2026-03-02T09:00:00.123456789Z")), message)
                .update();
    }

    private void tamper(String table, String sql) {
        database.asOwner("alter table " + table + " disable trigger only_grows");
        database.asOwner(sql);
        database.asOwner("alter table " + table + " enable trigger only_grows");
    }

    private Sequencer sequencer(OwnKeys keys) {
        return new Sequencer(
                database.jdbc(),
                new JdbcTransactionManager(database.dataSource()),
                new JournalKey(AGENCY, keys),
                settings(),
                verification(),
                clock());
    }

    private Clock clock() {
        InstantSource source = () -> now;
        return source.withZone(ZoneOffset.UTC);
    }

    private JournalVerification verification() {
        return new JournalVerification(database.jdbc(), new JournalKey(AGENCY, KEYS), settings());
    }

    private JournalSettings settings() {
        return new JournalSettings(data, new JournalSettings.Journal(PAUSE, EVERY, false));
    }
}
