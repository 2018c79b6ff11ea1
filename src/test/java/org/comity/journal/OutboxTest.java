package org.comity.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final String ADDRESS = "comity.outbound";

    private final Outbox outbox = new Outbox(DATABASE.jdbc());

    @BeforeEach
    void empty() {
        DATABASE.asOwner("truncate outbox");
    }

    @Test
    void handsOutWhatIsDueAndNothingElse() {
        outbox.put(ADDRESS, "due", 4, NOW);
        outbox.put(ADDRESS, "later", 4, NOW.plusSeconds(1));
        assertThat(subjects(NOW)).containsExactly("due");
    }

    @Test
    void handsOutTheUrgentFirstAndThenTheLongestDue() {
        outbox.put(ADDRESS, "part", 8, NOW.minusSeconds(60));
        outbox.put(ADDRESS, "new", 4, NOW.minusSeconds(1));
        outbox.put(ADDRESS, "old", 4, NOW.minusSeconds(30));
        outbox.put(ADDRESS, "urgent", 0, NOW);
        assertThat(subjects(NOW)).containsExactly("urgent", "old", "new", "part");
    }

    @Test
    void takesTheUrgentWhenThereIsMoreThanItMayTake() {
        outbox.put(ADDRESS, "part", 8, NOW.minusSeconds(60));
        outbox.put(ADDRESS, "urgent", 0, NOW);
        assertThat(outbox.claim(NOW, LEASE, new Outbox.Most(1, 1), Outbox.Busy.NOTHING))
                .extracting(Errand::subject)
                .containsExactly("urgent");
    }

    // THREAT-120: whatever swallowed the claim, the work comes again
    @Test
    void handsOutAgainWhatNobodyFinishedWithinTheLease() {
        outbox.put(ADDRESS, "message", 4, NOW);
        assertThat(subjects(NOW)).containsExactly("message");
        assertThat(subjects(NOW.plus(LEASE).minusMillis(1))).isEmpty();
        Errand second = outbox.claim(NOW.plus(LEASE), LEASE, new Outbox.Most(10, 10), Outbox.Busy.NOTHING)
                .getFirst();
        assertThat(second.unfinished()).as("nobody began it").isZero();
    }

    @Test // THREAT-124, DEL-17: crashes and surprises, not claims and retries
    void countsCrashesAndSurprisesUntilTheWorkIsPutOffForAReason() {
        outbox.put(ADDRESS, "message", 4, NOW);
        outbox.claim(NOW, LEASE, new Outbox.Most(10, 10), Outbox.Busy.NOTHING);
        outbox.unended(ADDRESS, "message");
        outbox.putOff(ADDRESS, "message", NOW.plusSeconds(7));
        assertThat(subjects(NOW)).isEmpty();
        Errand again = outbox.claim(NOW.plusSeconds(7), LEASE, new Outbox.Most(10, 10), Outbox.Busy.NOTHING)
                .getFirst();
        assertThat(again.unfinished()).isEqualTo(2);
        outbox.later(ADDRESS, "message", NOW);
        assertThat(outbox.unfinished(ADDRESS, "message")).hasValue(0);
    }

    @Test // forty surprises since the start, whatever came of them, and a gateway stood still until it was restarted
    void askingHowOftenItDidNotEndKeepsNoConnection() {
        outbox.put(ADDRESS, "message", 4, NOW);
        for (int i = 0; i < 11; i++) { // the pool has ten
            assertThat(outbox.unfinished(ADDRESS, "message")).hasValue(0);
        }
        assertThat(outbox.unfinished(ADDRESS, "nothing")).isEmpty();
    }

    @Test
    void leavesAloneAddressesThatAreFull() {
        outbox.put("comity.alerts", "alert", 0, NOW);
        outbox.put(ADDRESS, "message", 4, NOW);
        Outbox.Busy full = new Outbox.Busy(List.of("comity.alerts"), List.of());
        assertThat(outbox.nextDue(full)).contains(NOW);
        assertThat(outbox.claim(NOW, LEASE, new Outbox.Most(10, 10), full))
                .extracting(Errand::subject)
                .containsExactly("message");
        assertThat(outbox.nextDue(full)).contains(NOW.plus(LEASE));
    }

    @Test // THREAT-89
    void takesUpWhatIsFurtherOffThanAnybodyMeant() {
        Duration longest = Duration.ofHours(1);
        outbox.put(ADDRESS, "in a pause", 4, NOW.plus(longest));
        outbox.put(ADDRESS, "too far off", 4, NOW.plus(longest).plusSeconds(1));
        outbox.put(ADDRESS, "under way", 4, NOW);
        assertThat(subjects(NOW)).containsExactly("under way");
        outbox.put(ADDRESS, "under way by a wrong clock", 4, NOW);
        outbox.put(ADDRESS, "no longer a moment", 4, NOW.plus(longest.multipliedBy(5)));
        outbox.claim(NOW, longest.multipliedBy(5), new Outbox.Most(10, 10), Outbox.Busy.NOTHING);
        assertThat(outbox.takeUp(List.of(ADDRESS), NOW.plus(longest), NOW, LEASE))
                .isEqualTo(3);
        assertThat(subjects(NOW)).containsExactlyInAnyOrder("too far off", "no longer a moment");
        assertThat(subjects(NOW.plus(LEASE).minusMillis(1))).isEmpty();
        assertThat(subjects(NOW.plus(LEASE))).contains("under way by a wrong clock");
    }

    @Test
    void keepsTheOrderOfALineAndLetsOtherLinesPass() {
        outbox.put(ADDRESS, "a1", "", "a", 4, NOW);
        outbox.put(ADDRESS, "a2", "", "a", 0, NOW.minusSeconds(5));
        outbox.put(ADDRESS, "b1", "", "b", 4, NOW);
        assertThat(subjects(NOW)).containsExactly("a1", "b1");
        outbox.later(ADDRESS, "a1", NOW.plusSeconds(100));
        assertThat(subjects(NOW.plusSeconds(50))).as("a1 waits for its retry").isEmpty();
        outbox.done(ADDRESS, "a1");
        assertThat(subjects(NOW.plusSeconds(50))).containsExactly("a2");
    }

    @Test
    void hasOneErrandForAnAddressAndSubject() {
        outbox.put("comity.deadlines", "d", 4, NOW.plusSeconds(9));
        outbox.put("comity.deadlines", "d", 4, NOW);
        assertThat(subjects(NOW)).containsExactly("d");
        outbox.done("comity.deadlines", "d");
        assertThat(subjects(NOW.plusSeconds(600))).isEmpty();
    }

    @Test
    void leavesOfWhatATransactionPutAndStruckOffTheLastWord() {
        outbox.put(ADDRESS, "struck off, put again", 4, NOW);
        outbox.claim(NOW, LEASE, new Outbox.Most(10, 10), Outbox.Busy.NOTHING);
        DATABASE.inTransaction(() -> {
            outbox.put(ADDRESS, "put, struck off", 4, NOW);
            outbox.put(ADDRESS, "put twice", 4, NOW.plusSeconds(60));
            outbox.done(ADDRESS, "struck off, put again");
            outbox.done(ADDRESS, "put, struck off");
            outbox.put(ADDRESS, "struck off, put again", "partner", "line", 0, NOW);
            outbox.put(ADDRESS, "put twice", 4, NOW);
        });
        List<Errand> left = outbox.claim(NOW, LEASE, new Outbox.Most(10, 10), Outbox.Busy.NOTHING);
        assertThat(left).extracting(Errand::subject).containsExactly("struck off, put again", "put twice");
        assertThat(left.getFirst().line()).isEqualTo("line");
    }

    @Test
    void putsErrandsOfOneLineInTheOrderOfTheirTransaction() {
        DATABASE.inTransaction(
                () -> IntStream.range(0, 9).forEach(number -> outbox.put(ADDRESS, "" + number, "", "a", 4, NOW)));
        for (int number = 0; number < 9; number++) {
            assertThat(subjects(NOW)).containsExactly("" + number);
            outbox.done(ADDRESS, "" + number);
        }
    }

    @Test
    void remembersWhatWasPutForAMomentAheadAndNoMore() {
        outbox.afterCommits(() -> {});
        outbox.put(ADDRESS, "past", 4, NOW);
        outbox.put(ADDRESS, "soon", 4, NOW.plusMillis(300));
        outbox.put(ADDRESS, "in a year", 4, NOW.plus(Duration.ofDays(365)));
        assertThat(outbox.soonestPut(NOW, NOW.plusSeconds(1))).contains(NOW.plusMillis(300));
        assertThat(outbox.soonestPut(NOW.plusMillis(300), NOW.plus(Duration.ofDays(1000))))
                .isEmpty();
    }

    @Test
    void forgetsWhatARolledBackTransactionPut() {
        DATABASE.transactions().executeWithoutResult(transaction -> {
            outbox.put(ADDRESS, "never", 4, NOW);
            transaction.setRollbackOnly();
        });
        assertThat(subjects(NOW)).isEmpty();
    }

    @Test
    void wakesTheRelayAfterTheCommitAndOnce() {
        AtomicInteger woken = new AtomicInteger();
        outbox.afterCommits(woken::incrementAndGet);
        DATABASE.inTransaction(() -> {
            outbox.put(ADDRESS, "one", 4, NOW);
            outbox.put(ADDRESS, "two", 4, NOW);
            assertThat(woken).hasValue(0);
        });
        assertThat(woken).hasValue(1);
    }

    @Test
    void anEndWakesTheRelayOnlyWhereAnotherOfItsLineMayWaitForIt() {
        outbox.put(ADDRESS, "first", "", "line", 4, NOW);
        outbox.put(ADDRESS, "in no line", 4, NOW);
        AtomicInteger woken = new AtomicInteger();
        outbox.afterCommits(woken::incrementAndGet);
        outbox.done(ADDRESS, "in no line");
        assertThat(woken).hasValue(0);
        outbox.done(ADDRESS, "first");
        assertThat(woken).hasValue(1);
    }

    @Test
    void knowsWhenTheNextClaimFindsSomething() {
        assertThat(outbox.nextDue(Outbox.Busy.NOTHING)).isEmpty();
        outbox.put(ADDRESS, "deadline", 2, NOW.plusSeconds(3600));
        outbox.put(ADDRESS, "head", "", "line", 4, NOW.plusSeconds(60));
        outbox.put(ADDRESS, "behind", "", "line", 4, NOW);
        assertThat(outbox.nextDue(Outbox.Busy.NOTHING)).contains(NOW.plusSeconds(60));
    }

    // THREAT-126: two nodes, one outbox
    @Test
    void neverHandsOneErrandToTwoClaimers() throws InterruptedException {
        IntStream.range(0, 500).forEach(number -> outbox.put(ADDRESS, "s" + number, "", "line" + number % 100, 4, NOW));
        List<String> claimed = Collections.synchronizedList(new ArrayList<>());
        List<Thread> nodes = IntStream.range(0, 4)
                .mapToObj(node -> Thread.ofPlatform().start(() -> {
                    for (int round = 0; round < 40; round++) {
                        outbox.claim(NOW, LEASE, new Outbox.Most(7, 7), Outbox.Busy.NOTHING)
                                .forEach(errand -> claimed.add(errand.subject()));
                    }
                }))
                .toList();
        for (Thread node : nodes) {
            node.join();
        }
        assertThat(claimed).hasSize(100).doesNotHaveDuplicates();
    }

    /**
     * THREAT-130: whole batches after each other are in order, and two nodes that drain them at once do each errand once. With
     * {@code -Dcomity.deadlines=100000} it is the measurement of docs/testing.md.
     */
    @Test
    void drainsWhatIsDueInOneMinuteInOrderOfUrgencyAndOnce() throws InterruptedException {
        int count = Integer.getInteger("comity.deadlines", 5_000);
        arm(count);
        List<Errand> drained = drain();
        assertThat(drained).hasSize(count).extracting(Errand::subject).doesNotHaveDuplicates();
        assertThat(drained)
                .isSortedAccordingTo(Comparator.comparingInt(Errand::priority).thenComparing(Errand::due));

        empty();
        arm(count);
        List<String> claimed = Collections.synchronizedList(new ArrayList<>());
        List<Thread> nodes = IntStream.range(0, 2)
                .mapToObj(node -> Thread.ofPlatform().start(() -> drain().forEach(one -> claimed.add(one.subject()))))
                .toList();
        for (Thread node : nodes) {
            node.join();
        }
        assertThat(claimed).hasSize(count).doesNotHaveDuplicates();
    }

    /** Deadlines of every urgency, mixed, due within the last minute. */
    private static void arm(int count) {
        DATABASE.jdbc()
                .sql("insert into outbox (address, subject, priority, due)"
                        + " select 'comity.deadlines', 'd' || n, (n * 7919) % 10,"
                        + " ? - ((n::bigint * 104729) % 60000) * interval '1 millisecond' from generate_series(1, ?) n")
                .params(Columns.utc(NOW), count)
                .update();
    }

    private List<Errand> drain() {
        List<Errand> all = new ArrayList<>();
        List<Errand> batch = outbox.claim(NOW, LEASE, new Outbox.Most(200, 200), Outbox.Busy.NOTHING);
        while (!batch.isEmpty()) {
            all.addAll(batch);
            batch = outbox.claim(NOW, LEASE, new Outbox.Most(200, 200), Outbox.Busy.NOTHING);
        }
        return all;
    }

    /** THREAT-125: a flood of one partner's delays another's by its share of one claim, and what is busy is left alone. */
    @Test
    void handsOutOfEachPartnersInTurn() {
        IntStream.range(0, 300).forEach(number -> of("flooding", "f" + number, 4, NOW.minusSeconds(60)));
        of("quiet", "q1", 4, NOW.minusSeconds(1));
        of("quiet", "q2", 4, NOW);
        of("flooding", "urgent", 2, NOW);
        outbox.put(ADDRESS, "nobody's", 4, NOW);
        assertThat(claim(10, 4, Set.of()))
                .hasSize(8)
                .startsWith("urgent")
                .contains("f0", "f1", "f2", "f3", "q1", "q2", "nobody's");
        assertThat(claim(3, 3, Set.of())).containsExactly("f4", "f5", "f6");
        of("quiet", "q3", 4, NOW);
        assertThat(claim(2, 2, Set.of())).as("in turn").containsExactly("f7", "q3");
        of("quiet", "q4", 4, NOW);
        Strand busy = new Strand(4, ADDRESS, "flooding");
        assertThat(outbox.nextDue(new Outbox.Busy(List.of(), List.of(busy)))).contains(NOW);
        assertThat(claim(10, 4, Set.of(busy))).containsExactly("q4");
    }

    private void of(String partner, String subject, int priority, Instant due) {
        outbox.put(ADDRESS, subject, partner, null, priority, due);
    }

    private List<String> claim(int most, int share, Set<Strand> busy) {
        return outbox.claim(NOW, LEASE, new Outbox.Most(most, share), new Outbox.Busy(List.of(), busy)).stream()
                .map(Errand::subject)
                .toList();
    }

    /**
     * THREAT-125, THREAT-126: hundreds of partners have a backlog, and no node's claim locks what it does not take: another's, at the
     * same time, gets as much.
     */
    @Test
    void twoNodesClaimAtOnceOfHundredsOfPartners() {
        backlog(500, 50);
        armForNextYear();
        of("quiet", "urgent", 0, NOW);
        assertThat(blocksRead(Outbox.CLAIM, 200, 32)).as("pages").isLessThan(500 * 200);
        List<List<Errand>> claimed = bothClaim(new Outbox.Most(200, 32));
        assertThat(claimed.getFirst())
                .hasSize(200)
                .extracting(Errand::partner)
                .as("in turn")
                .startsWith("quiet")
                .doesNotHaveDuplicates();
        assertThat(claimed.getLast()).hasSize(200);
        List<Errand> all = claimed.stream().flatMap(List::stream).toList();
        assertThat(all).extracting(Errand::subject).doesNotHaveDuplicates();
        assertThat(all).extracting(Errand::line).filteredOn(Objects::nonNull).doesNotHaveDuplicates();
        assertThat(locked()).as("rows that were locked").isEqualTo(400);
    }

    /** One errand each of many, more than one claim takes, or many of one. */
    @Test
    void twoNodesClaimAtOnceWhereThereIsLittle() {
        backlog(300, 1);
        assertThat(bothClaim(new Outbox.Most(200, 32))).extracting(List::size).containsExactly(200, 100);
        empty();
        backlog(1, 1000);
        assertThat(bothClaim(new Outbox.Most(200, 32))).extracting(List::size).containsExactly(32, 32);
    }

    /** What a node claims, and what another one meanwhile, before the first has committed. */
    private List<List<Errand>> bothClaim(Outbox.Most most) {
        return Objects.requireNonNull(DATABASE.transactions().execute(transaction -> {
            List<Errand> first = outbox.claim(NOW, LEASE, most, Outbox.Busy.NOTHING);
            return List.of(
                    first,
                    CompletableFuture.supplyAsync(() -> outbox.claim(NOW, LEASE, most, Outbox.Busy.NOTHING))
                            .join());
        }));
    }

    /** Of each partner; every other one's are in lines of two. */
    private static void backlog(int partners, int each) {
        DATABASE.jdbc()
                .sql("insert into outbox (address, subject, partner, line, priority, due)"
                        + " select ?, 's' || p || ' ' || n, 'p' || p,"
                        + " case p % 2 when 1 then p || ' ' || n / 2 end, 4, ?::timestamptz - n * interval '1 second'"
                        + " from generate_series(1, ?) p, generate_series(1, ?) n")
                .params(ADDRESS, Columns.utc(NOW), partners, each)
                .update();
    }

    private static void armForNextYear() {
        DATABASE.jdbc()
                .sql("insert into outbox (address, subject, priority, due)"
                        + " select 'comity.deadlines', 'd' || n, 1, ?::timestamptz + n * interval '1 hour'"
                        + " from generate_series(1, 100000) n")
                .param(Columns.utc(NOW))
                .update();
        DATABASE.asOwner("analyze outbox");
    }

    /** Also those that were changed then. */
    private static int locked() {
        return DATABASE.jdbc()
                .sql("select count(*) from outbox where xmax <> 0")
                .query(Integer.class)
                .single();
    }

    /** A million armed deadlines, and finding what is due, or when the next is, reads none of the others. */
    @Test
    void readsNothingOfTheFutureToFindWhatIsDue() {
        DATABASE.jdbc()
                .sql("insert into outbox (address, subject, priority, due)"
                        + " select 'comity.deadlines', 'd' || n, n % 10, ? + n * interval '1 second'"
                        + " from generate_series(1, 1000000) n")
                .param(Columns.utc(NOW))
                .update();
        DATABASE.asOwner("analyze outbox");
        outbox.put(ADDRESS, "urgent", "", "line", 0, NOW);
        outbox.put(ADDRESS, "last", 9, NOW);

        long claim = blocksRead(Outbox.CLAIM, 100, 10);
        long next = blocksRead(Outbox.NEXT_DUE, 100, 10);
        assertThat(subjects(NOW)).containsExactly("urgent", "last");
        assertThat(outbox.nextDue(Outbox.Busy.NOTHING)).contains(NOW.plusSeconds(1));
        assertThat(claim).as("pages read by one claim").isLessThan(300);
        assertThat(next).as("pages read to know when the next is due").isLessThan(200);

        DATABASE.inTransaction(() -> {
            outbox.claim(
                    NOW, LEASE, new Outbox.Most(200, 32), Outbox.Busy.NOTHING); // by the plan that it is given there
            assertThat(DATABASE.jdbc()
                            .sql("select seq_tup_read from pg_stat_xact_user_tables where relname = 'outbox'")
                            .query(Long.class)
                            .single())
                    .as("rows read by walking the table")
                    .isZero();
        });
        outbox.put(ADDRESS, "another", 9, NOW);
        assertThat(DATABASE.rowsRead(1, () -> assertThat(subjects(NOW)).containsExactly("another"), "outbox"))
                .as("rows read by a claim, by the plan that it is given") // it read the whole list for what it found
                .isLessThan(100);
    }

    /** What EXPLAIN says that a statement touches; rolled back. */
    private static long blocksRead(String statement, int most, int share) {
        String plan = Objects.requireNonNull(DATABASE.transactions().execute(transaction -> {
            transaction.setRollbackOnly();
            return DATABASE.jdbc()
                    .sql("explain (analyze, buffers, format json) " + statement)
                    .param("now", Columns.utc(NOW))
                    .param("until", Columns.utc(NOW.plus(LEASE)))
                    .param("most", most)
                    .param("share", share)
                    .param("full", new String[0])
                    .param("busy", new String[0])
                    .query(String.class)
                    .single();
        }));
        assertThat(plan).contains("Index Scan").doesNotContain("\"Seq Scan\"");
        return Pattern.compile("\"Shared (Hit|Read) Blocks\": (\\d+)")
                .matcher(plan)
                .results()
                .limit(2) // of the plan's root, which sums up
                .mapToLong(match -> Long.parseLong(match.group(2)))
                .sum();
    }

    private List<String> subjects(Instant now) {
        return outbox.claim(now, LEASE, new Outbox.Most(100, 100), Outbox.Busy.NOTHING).stream()
                .map(Errand::subject)
                .toList();
    }
}
