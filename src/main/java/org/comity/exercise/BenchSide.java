package org.comity.exercise;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.comity.partners.AgencyId;
import org.comity.partners.Partner;
import org.comity.partners.PartnerState;
import org.comity.partners.Partners;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Our side of a bench, which runs in this process: holds the messages back, lets them go, and counts in its own journal. */
final class BenchSide {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration LOOK = Duration.ofMillis(20);

    private static final double NANOS = 1e9;

    private final JdbcClient jdbc;
    private final Partners partners;
    private final AgencyId partner;
    private final BenchCost.Processes processes;

    BenchSide(ConfigurableApplicationContext ours, Stage stage, long partnerProcess) throws IOException {
        this.jdbc = ours.getBean(JdbcClient.class);
        this.partners = ours.getBean(Partners.class);
        this.partner = stage.theirs().id();
        this.processes = new BenchCost.Processes(
                ProcessHandle.current().pid(),
                BenchCost.postmaster(stage.ours().directory()),
                partnerProcess,
                BenchCost.postmaster(stage.theirs().directory()));
    }

    /** What is approved from now on waits. */
    void suspend() {
        change(known -> known.in(PartnerState.SUSPENDED));
    }

    /**
     * What one round took.
     *
     * @param rate exchanges a second, both directions
     * @param milliseconds of CPU for each exchange, both gateways with their databases
     */
    record Counted(double rate, double milliseconds, List<String> lines) {}

    /**
     * Lets everything go that waits and follows it to the end.
     *
     * @param count requests that wait
     */
    Counted letGo(int count) throws InterruptedException, TimeoutException {
        long delivered = delivered();
        long arrived = arrived();
        long attempts = lastAttempt();
        BenchCost before = BenchCost.of(processes, fsyncs());
        long begun = System.nanoTime();
        change(known -> known.in(PartnerState.ACTIVE));
        jdbc.sql("update outbox set due = now() where address = 'comity.outbound' and due > now()")
                .update();
        while (delivered() < delivered + count || arrived() < arrived + count) {
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw new TimeoutException("not everything arrived within " + PATIENCE.toMinutes() + " minutes");
            }
            Thread.sleep(LOOK);
        }
        double seconds = (System.nanoTime() - begun) / NANOS;
        int exchanges = 2 * count;
        BenchCost each = BenchCost.of(processes, fsyncs()).since(before).dividedBy(exchanges);
        String rate = String.format(
                Locale.ROOT, "%d exchanges in %.2f s: %.0f a second", exchanges, seconds, exchanges / seconds);
        return new Counted(
                exchanges / seconds,
                each.cpu(),
                List.of(rate, "post to verified receipt: " + took(attempts), each.told()));
    }

    private String took(long after) {
        return jdbc.sql("""
                        select percentile_disc(array[0.5, 0.95, 0.99, 1]) within group (order by took_ms) as ms from attempt
                        where id > ? and outcome = 'delivered'""")
                .param(after)
                .query((row, number) -> {
                    Integer[] ms = (Integer[]) row.getArray("ms").getArray();
                    return String.format(Locale.ROOT, "p50 %d ms, p95 %d ms, p99 %d ms, longest %d ms", (Object[]) ms);
                })
                .single();
    }

    private long delivered() {
        return number("select count(*) from attempt where outcome = 'delivered'");
    }

    private long arrived() {
        return number("select count(*) from receipt where direction = 'OUT'");
    }

    private long lastAttempt() {
        return number("select coalesce(max(id), 0) from attempt");
    }

    /** Of our database's log; the broker's are not counted. */
    private long fsyncs() {
        return number("select wal_sync from pg_stat_wal");
    }

    private long number(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private void change(UnaryOperator<Partner> to) {
        partners.save(to.apply(partners.find(partner).orElseThrow()));
    }
}
