package org.comity.dashboard;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.comity.journal.AlertRows;
import org.comity.journal.DatabaseTime;
import org.comity.journal.Outbox;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How much there is to do and how long it has waited, of every own agency: for whoever runs the gateway. Numbers and ids of partners,
 * nothing of a request. Each question is answered from an index or from a list that is short while things go well.
 */
@Component
public class Workload {
    private static final List<String> RUNNING = List.of("ARMED", "WARNED", "OVERDUE");
    private static final List<String> SIDES = List.of("us", "partner");
    private static final List<String> UNDELIVERED = List.of("APPROVED", "SEALED", "PARKED");

    private final JdbcClient jdbc;
    private final DatabaseTime database;
    private final AlertRows alerts;
    private final Clock clock;

    Workload(JdbcClient jdbc, DatabaseTime database, AlertRows alerts, Clock clock) {
        this.jdbc = jdbc;
        this.database = database;
        this.alerts = alerts;
        this.clock = clock;
    }

    /**
     * @param due errands that nobody has claimed although their time has come and nothing of their line is before them, by address
     * @param oldestDue how long the oldest of them has waited, or of those that were claimed and did not end, since it was first due
     * @param parked set aside for a person, by reason
     * @param alerts open ones; {@code unheard}: those of them whose last call nobody heard
     * @param deadlines that run, by state
     * @param overdue those of them that are overdue, by whose next move it is: {@code us} or {@code partner}
     * @param undelivered outgoing messages, by state; {@code retried}: those of them that were tried or could not be sealed
     * @param end of the undelivered one that ends first
     * @param receiptsOwed that partners asked to have posted and have not taken
     * @param unnumbered entries of the journal that the sequencer has not numbered yet
     * @param clockOffset our time less the database's
     */
    public record Load(
            Map<String, Long> due,
            Duration oldestDue,
            Map<String, Long> parked,
            long alerts,
            long unheard,
            Map<String, Long> deadlines,
            Map<String, Long> overdue,
            Map<String, Long> undelivered,
            long retried,
            Optional<Instant> end,
            long receiptsOwed,
            long unnumbered,
            Duration clockOffset) {

        public long sum(Map<String, Long> counts) {
            return counts.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /**
     * A partner that does not have what we wrote: it does not take it, or we cannot seal it or must not send it.
     *
     * @param waiting messages that wait after a problem
     * @param since when the oldest of them was written
     * @param next when the next of them is tried
     */
    public record Unreached(String partner, long waiting, Instant since, Optional<Instant> next, String problem) {}

    public Load measure() {
        Instant now = clock.instant();
        Map<String, Long> due = new TreeMap<>();
        Duration oldest = due(now, due);
        return new Load(
                due,
                oldest,
                counts("select reason, count(*) from parked where resolved is null group by reason", List.of()),
                one("select count(*) from alert where acknowledged is null"),
                alerts.unheard(),
                counts(
                        "select state, count(*) from deadline where state in ('ARMED', 'WARNED', 'OVERDUE') group by state",
                        RUNNING),
                counts("""
                        select case when d.task is null and r.next_move = 'PARTNER' then 'partner' else 'us' end, count(*)
                        from deadline d join request r on r.id = d.request where d.state = 'OVERDUE' group by 1""", SIDES),
                counts(
                        "select state, count(*) from message where state in ('APPROVED', 'SEALED', 'PARKED') and direction = 'OUT' group by state",
                        UNDELIVERED),
                one(
                        "select count(*) from message where state in ('APPROVED', 'SEALED', 'PARKED') and direction = 'OUT' and last_problem is not null"),
                first(
                        "select min(not_after) from message where state in ('APPROVED', 'SEALED', 'PARKED') and direction = 'OUT' and not_after > ?",
                        clock.instant().atOffset(ZoneOffset.UTC)),
                one("select count(*) from owed_receipt"),
                one("select count(*) from journal_pending"),
                Duration.between(database.now(), clock.instant()));
    }

    /**
     * Pending requests with an instant by which they are to be acted on, which is often no clock of its own.
     *
     * @param past of them
     */
    public record ToAct(long requests, long past) {}

    public ToAct toAct() {
        return jdbc.sql("""
                        select count(*), count(*) filter (where due < ?) from request
                        where next_move <> 'NOBODY' and due is not null""")
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, number) -> new ToAct(row.getLong(1), row.getLong(2)))
                .single();
    }

    /** Worst first. */
    public List<Unreached> unreached() {
        return jdbc.sql("""
                        select partner, count(*) as waiting, min(created) as since, min(next_try) as next,
                            (array_agg(last_problem order by created desc))[1] as problem
                        from message where state in ('APPROVED', 'SEALED') and last_problem is not null
                        group by partner order by waiting desc, partner limit 100""")
                .query((row, number) -> new Unreached(
                        row.getString("partner"),
                        row.getLong("waiting"),
                        RequestRow.instant(row, "since").orElseThrow(),
                        RequestRow.instant(row, "next"),
                        Optional.ofNullable(row.getString("problem")).orElse("")))
                .list();
    }

    public String databaseVersion() {
        return jdbc.sql("select current_setting('server_version')")
                .query(String.class)
                .single();
    }

    /** About how many rows each table has, as the database last estimated. */
    public Map<String, Long> tables() {
        return counts("select relname, n_live_tup from pg_stat_user_tables order by relname", List.of());
    }

    /**
     * One walk of the index of what is due, for each strand: what lies in the future is not read, however much it is. What waits for another
     * of its line is not due, however long ago it was written.
     */
    private Duration due(Instant now, Map<String, Long> byAddress) {
        OffsetDateTime until = now.atOffset(ZoneOffset.UTC);
        Instant[] oldest = {claimedFirst().filter(now::isAfter).orElse(now)};
        jdbc.sql(Outbox.STRANDS + """
                        select address, count(*) as many, min(due) as oldest from strand cross join lateral (
                            select due from\s""" + Outbox.OF_STRAND + """
                            and due <= ?) of_strand
                        group by address""").param(until).query(row -> {
            byAddress.put(row.getString("address"), row.getLong("many"));
            Instant due = RequestRow.instant(row, "oldest").orElse(now);
            oldest[0] = due.isBefore(oldest[0]) ? due : oldest[0];
        });
        return Duration.between(oldest[0], now);
    }

    /** A claim makes due again what nobody works on, every lease anew: its age is that of the first time. */
    private Optional<Instant> claimedFirst() {
        return first("select min(since) from outbox where since is not null");
    }

    private Map<String, Long> counts(String sql, List<String> always) {
        Map<String, Long> counts = new LinkedHashMap<>();
        always.forEach(name -> counts.put(name, 0L));
        jdbc.sql(sql).query(row -> {
            counts.put(row.getString(1), row.getLong(2));
        });
        return counts;
    }

    private Optional<Instant> first(String sql, Object... parameters) {
        return jdbc.sql(sql)
                .params(parameters)
                .query((row, number) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant))
                .single();
    }

    private long one(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
