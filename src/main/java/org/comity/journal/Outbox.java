package org.comity.journal;

import static java.util.Objects.requireNonNull;
import static org.comity.journal.Columns.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.comity.partners.AgencyId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The one list of what is still to be done: messages to carry and to process, deadlines, alert calls. An errand is put
 * in the transaction that makes it necessary and deleted in the one that finishes it; in between it can be claimed whenever it is due.
 * A claim moves {@code due} ahead by a lease, so work that a crash or a lost broker swallowed comes again by itself.
 *
 * <p>There is one errand for an address and subject: putting it again replaces it. Errands of one line are claimable one at a time, in
 * the order of their ids. Claims of several nodes never wait for each other and never meet (THREAT-126).
 */
@Repository
public class Outbox {
    private static final String INBOUND = "comity.inbound";

    private final JdbcClient jdbc;
    private final List<Runnable> wakeUps = new CopyOnWriteArrayList<>();
    private final NavigableSet<Instant> dues = new ConcurrentSkipListSet<>();

    Outbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param partner whose errand it is; empty: nobody's
     * @param line errands of one line are done one at a time, in order; null: no order
     * @param priority 0 first, 9 last
     * @param due when it may be claimed; may lie in the future
     */
    public void put(String address, String subject, String partner, @Nullable String line, int priority, Instant due) {
        enter(new Entry(address, subject, new Put(partner, line, priority, due)));
    }

    /** Of an errand that is no partner's and in no line. */
    public void put(String address, String subject, int priority, Instant due) {
        put(address, subject, "", null, priority, due);
    }

    /**
     * What one claim may take, at most.
     *
     * @param share of one partner's strand
     */
    public record Most(int all, int share) {}

    /** What a claim leaves alone. */
    public record Busy(Collection<String> addresses, Collection<Strand> strands) {
        public static final Busy NOTHING = new Busy(List.of(), List.of());

        private String[] full() {
            return addresses.toArray(String[]::new);
        }

        private String[] keys() {
            return strands.stream().map(Strand::key).toArray(String[]::new);
        }
    }

    /**
     * Takes what is due, most urgent first, then from each strand in turn, its longest due first; it is not handed out again before
     * {@code now + lease}. Planning it takes longer than doing it, and its plan is the same whatever it is asked for; made while the list is
     * short, it serves when it is long.
     */
    @Transactional
    public List<Errand> claim(Instant now, Duration lease, Most most, Busy busy) {
        jdbc.sql(
                        "select set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_seqscan', 'off', true)")
                .query((row, number) -> "")
                .list();
        return jdbc
                .sql(CLAIM)
                .param("now", utc(now))
                .param("until", utc(now.plus(lease)))
                .param("most", most.all())
                .param("share", most.share())
                .param("full", busy.full())
                .param("busy", busy.keys())
                .query(Outbox::read)
                .list()
                .stream()
                .sorted(Comparator.comparingInt(Errand::priority)
                        .thenComparing(Errand::due)
                        .thenComparingLong(Errand::id))
                .toList();
    }

    /** Strikes the errand off; in the transaction that finishes the work. */
    public void done(String address, String subject) {
        enter(new Entry(address, subject, null)); // the next of its line is free then
    }

    private void enter(Entry entry) {
        Optional.ofNullable(entry.put()).map(Put::due).ifPresent(this::remember);
        BeforeCommit.once(this, Entries.class, Entries::new, entries -> entries.all.add(entry));
    }

    private record Put(String partner, @Nullable String line, int priority, Instant due) {}

    /** @param put null: it is struck off */
    private record Entry(
            String address, String subject, @Nullable Put put) {
        String key() {
            return address + " " + subject;
        }
    }

    /** What one transaction puts and strikes off, in its order. */
    private final class Entries implements Runnable {
        private final List<Entry> all = new ArrayList<>();

        @Override
        public void run() {
            Map<String, Entry> last = new LinkedHashMap<>();
            all.forEach(entry -> last.put(entry.key(), entry));
            List<Entry> fresh =
                    last.values().stream().filter(entry -> entry.put() != null).toList();
            boolean mayFreeAnother = all.stream()
                    .filter(entry -> entry.put() == null)
                    .map(Outbox.this::strikesOff)
                    .reduce(false, Boolean::logicalOr);
            put(fresh);
            if (mayFreeAnother || !fresh.isEmpty()) {
                wakeAfterCommit();
            }
        }
    }

    /** @return whether it was in a line: another of it may wait for its end, or come while this transaction commits */
    private boolean strikesOff(Entry done) {
        return jdbc.sql("delete from outbox where address = ? and subject = ? returning line is not null")
                .params(done.address(), done.subject())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    private void put(List<Entry> fresh) {
        if (!fresh.isEmpty()) {
            jdbc.sql("""
                            insert into outbox (address, subject, partner, line, priority, due)
                            select address, subject, partner, line, priority, due::timestamptz
                            from unnest(?, ?, ?, ?, ?, ?) with ordinality
                                as fresh (address, subject, partner, line, priority, due, number) order by number
                            on conflict (address, subject) do update
                                set due = excluded.due, partner = excluded.partner, line = excluded.line,
                                    priority = excluded.priority, since = null, unfinished = 0""")
                    .params(
                            column(fresh, Entry::address),
                            column(fresh, Entry::subject),
                            column(fresh, entry -> requireNonNull(entry.put()).partner()),
                            column(fresh, entry -> requireNonNull(entry.put()).line()),
                            fresh.stream()
                                    .map(entry -> requireNonNull(entry.put()).priority())
                                    .toArray(Integer[]::new),
                            column(
                                    fresh,
                                    entry -> requireNonNull(entry.put()).due().toString()))
                    .update();
        }
    }

    private static String[] column(List<Entry> entries, Function<Entry, @Nullable String> of) {
        return entries.stream().map(of).toArray(String[]::new);
    }

    /** Puts it off, as a retry after trouble that was understood; the crash counter starts anew. */
    public void later(String address, String subject, Instant due) {
        remember(due);
        jdbc.sql("update outbox set due = ?, since = null, unfinished = 0 where address = ? and subject = ?")
                .params(utc(due), address, subject)
                .update();
        wakeAfterCommit();
    }

    /** Something more urgent waits for it. */
    public void urge(String address, String subject, int priority) {
        jdbc.sql("update outbox set priority = ? where address = ? and subject = ? and priority > ?")
                .params(priority, address, subject, priority)
                .update();
    }

    /**
     * Makes due at once the deadlines that run, or rest, of requests with {@code partners}: each is counted again, in its own transaction. Of
     * very many those that are due last come later, 200 a second, so that what falls due meanwhile is not behind them. What somebody works on
     * at this moment is left out; it is counted again when it is next looked at.
     *
     * @param priority of those that rest, for which nothing was to be done
     */
    public void hurryDeadlines(Collection<AgencyId> partners, int priority, Instant now) {
        jdbc.sql("""
                        insert into outbox (address, subject, priority, due)
                        select 'comity.deadlines', d.id::text, :priority, :now from deadline d join request r on r.id = d.request
                        where d.state = 'RESTING' and r.partner = any(:partners) on conflict (address, subject) do nothing""")
                .param("priority", priority)
                .param("now", utc(now))
                .param("partners", partners.stream().map(AgencyId::value).toArray(String[]::new))
                .update();
        jdbc.sql("""
                        with hurried as (
                            select o.id, o.due from outbox o join deadline d on d.id::text = o.subject join request r on r.id = d.request
                            where o.address = 'comity.deadlines' and o.due > :now and o.since is null
                                and d.state in ('ARMED', 'WARNED', 'OVERDUE') and r.partner = any(:partners)
                            order by o.id for update of o skip locked
                        ), placed as (select id, row_number() over (order by due) - 1 as place from hurried)
                        update outbox o set due = least(o.due, :now::timestamptz + place * interval '5 milliseconds')
                        from placed where o.id = placed.id""")
                .param("now", utc(now))
                .param("partners", partners.stream().map(AgencyId::value).toArray(String[]::new))
                .update();
        wakeAfterCommit();
    }

    /** Makes due at once whatever waits at {@code address} for its time. */
    public void hurry(String address) {
        jdbc.sql("update outbox set due = now() where address = ? and due > now()")
                .param(address)
                .update();
        wakeAfterCommit();
    }

    /** Puts it off after a surprise, which counts as a crash does, so that both have one bound. */
    public void putOff(String address, String subject, Instant due) {
        remember(due);
        jdbc.sql(
                        "update outbox set due = ?, since = null, unfinished = unfinished + 1 where address = ? and subject = ?")
                .params(utc(due), address, subject)
                .update();
        wakeAfterCommit();
    }

    /**
     * Whoever worked on it died, or had its lease without an end; it counts as a surprise does.
     *
     * @return how often in a row it did not end, this time included; 0 if it is not on the list
     */
    public int unended(String address, String subject) {
        return jdbc.sql(
                        "update outbox set unfinished = unfinished + 1 where address = ? and subject = ? returning unfinished")
                .params(address, subject)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    /**
     * What a clock that was wrong has put off further than anybody meant: it is due now; what was claimed by such a clock, when a lease from
     * now on ends. A received message that waits for what it answers is in no line, and left alone.
     *
     * @param after who is due later than this
     * @return how many
     */
    public int takeUp(Collection<String> addresses, Instant after, Instant now, Duration lease) {
        return jdbc.sql("update outbox set due = case when since is null then :now::timestamptz else :until end"
                        + " where address = any(:addresses) and due > :after"
                        + " and (line is not null or address <> '" + INBOUND + "')")
                .param("now", utc(now))
                .param("until", utc(now.plus(lease)))
                .param("addresses", addresses.toArray(String[]::new))
                .param("after", utc(after))
                .update();
    }

    /**
     * Deadlines that a wrong clock has put off beyond the next step of their plan are due at that step again; what it claimed, at the earliest
     * when a lease from now on ends. One that waits for an office to open is looked at once more. Where no clock stepped in the last month nothing
     * is read.
     *
     * @return how many
     */
    public int takeUpDeadlines(Instant now, Duration lease) {
        return jdbc.sql("""
                        update outbox o set due = case when o.since is null then step.at else greatest(step.at, :until::timestamptz) end
                        from deadline d cross join lateral (select
                            nullif(split_part(split_part(d.plan, ', ', d.fired + 1), ' ', 1), '')::timestamptz as at) step
                        where exists (select from alert where cause = 'clock-stepped'
                                and (acknowledged is null or acknowledged > now() - interval '30 days'))
                            and o.address = 'comity.deadlines' and d.id = case o.address when 'comity.deadlines' then o.subject::uuid end
                            and o.due > :until and o.due > step.at + interval '1 minute'""").param("until", utc(now.plus(lease))).update();
    }

    /** How often in a row work on it ended in a crash or a surprise; empty if it is not on the list. */
    public OptionalInt unfinished(String address, String subject) {
        return jdbc.sql("select unfinished from outbox where address = ? and subject = ?")
                .params(address, subject)
                .query(Integer.class)
                .optional()
                .map(OptionalInt::of)
                .orElseGet(OptionalInt::empty);
    }

    /** The subjects, by address, of errands that were claimed and neither finished nor put off: a node has them now, or had them when it ended. */
    public Map<String, Set<String>> underWay() {
        return jdbc
                .sql("select address, subject from outbox where since is not null")
                .query((row, number) -> Map.entry(row.getString("address"), row.getString("subject")))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
    }

    /** When the next claim can find something; errands that wait for another of their line do not count. */
    public Optional<Instant> nextDue(Busy busy) {
        return jdbc.sql(NEXT_DUE)
                .param("full", busy.full())
                .param("busy", busy.keys())
                .query((row, number) -> Columns.optionalInstant(row, "due"))
                .single();
    }

    /**
     * The earliest instant between the two for which this process has put anything on the list, or meant to; what lies before or behind is
     * forgotten.
     */
    public Optional<Instant> soonestPut(Instant after, Instant before) {
        dues.headSet(after, true).clear();
        dues.tailSet(before, true).clear();
        return dues.stream().findFirst();
    }

    private void remember(Instant due) {
        if (!wakeUps.isEmpty()) {
            dues.add(due);
        }
    }

    /** Calls {@code wakeUp} after each commit in this process that may have made something claimable; it must return at once. */
    public void afterCommits(Runnable wakeUp) {
        wakeUps.add(wakeUp);
    }

    private void wakeAfterCommit() {
        if (wakeUps.isEmpty()) {
            return;
        }
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            wakeUps.forEach(Runnable::run);
        } else if (TransactionSynchronizationManager.getSynchronizations().stream()
                .noneMatch(WakeUp.class::isInstance)) {
            TransactionSynchronizationManager.registerSynchronization(new WakeUp(wakeUps));
        }
    }

    private record WakeUp(List<Runnable> calls) implements TransactionSynchronization {
        @Override
        public void afterCommit() {
            calls.forEach(Runnable::run);
        }
    }

    private static Errand read(ResultSet row, int number) throws SQLException {
        return new Errand(
                row.getLong("id"),
                row.getString("address"),
                row.getString("subject"),
                row.getString("partner"),
                row.getString("line"),
                row.getInt("priority"),
                Columns.instant(row, "was_due"),
                row.getInt("unfinished"));
    }

    /** Every strand there is, by one probe of the index for each, however many errands it has. */
    public static final String STRANDS = """
            with recursive strand (priority, address, partner) as (
                (select priority, address, partner from outbox order by priority, address, partner limit 1)
                union all
                select next.priority, next.address, next.partner from strand cross join lateral (
                    select o.priority, o.address, o.partner from outbox o
                    where (o.priority, o.address, o.partner) > (strand.priority, strand.address, strand.partner)
                    order by o.priority, o.address, o.partner limit 1) next)
            """;

    private static final String IDLE = """

            where strand.address <> all(:full)
                and strand.priority || ' ' || strand.address || ' ' || strand.partner <> all(:busy)""";

    /** Those of a strand that are the first of their line, or in none. */
    public static final String OF_STRAND = """
            outbox waiting where waiting.priority = strand.priority and waiting.address = strand.address
                and waiting.partner = strand.partner
                and (line is null or id = (select min(id) from outbox first where first.line = waiting.line))
            """;

    /*
     * One index walk for each strand, from the longest due, that ends at the limit: what lies in the future is never read, however
     * much it is. The scalar subquery on `line` is one index probe for a row; written as `not exists` the planner may hash the table.
     * The first walk locks nothing and finds out how many of each strand are among the first; only as many are locked as are taken, the
     * next of the strand where another node has these, and one each of the strands that were not among the first where it has them all.
     * The strands come in the order of the inner `order by`; an outer one would lock them all before the limit.
     * Written as a join the last step walks the whole list, since the planner does not know how few it joins it with.
     * A claim need not be on disk before its work begins: one that a crash of the database forgets comes again, as it would at the end of
     * its lease.
     */
    static final String CLAIM = STRANDS + """
            , placed as (
                select strand.*, row_number() over (order by priority, turn, due) as place from strand cross join lateral (
                    select due, row_number() over (order by due) as turn from (
                        select due from\s""" + OF_STRAND + """
                        and due <= :now
                        order by due limit case strand.partner when '' then :most else least(:most, :share) end) longest
                    ) of_strand""" + IDLE + """
            ), part as (
                select priority, address, partner, min(place) as first,
                    greatest(1, count(*) filter (where place <= :most)) as size
                from placed group by priority, address, partner
            ), ready as materialized (
                select id, due from (select * from part order by first) strand cross join lateral (
                    select id, due from\s""" + OF_STRAND + """
                    and due <= :now order by due limit strand.size for update skip locked) of_strand
                limit :most)
            update outbox set due = :until, since = coalesce(since, due)
            where id = any(array(select id from ready)) and set_config('synchronous_commit', 'off', true) is not null
            returning outbox.*, (select ready.due from ready where ready.id = outbox.id) as was_due""";

    static final String NEXT_DUE = STRANDS + """
            select min(due) as due from strand cross join lateral (
                select due from\s""" + OF_STRAND + """
                order by due limit 1) of_strand""" + IDLE;
}
