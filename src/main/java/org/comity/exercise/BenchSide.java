package org.comity.exercise;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.comity.casework.Addresses;
import org.comity.journal.Exchanges;
import org.comity.journal.Outbox;
import org.comity.partners.AgencyId;
import org.comity.partners.Allowances;
import org.comity.partners.Partner;
import org.comity.partners.PartnerState;
import org.comity.partners.Partners;
import org.comity.trust.RevocationSchedule;
import org.springframework.context.ConfigurableApplicationContext;

/** Our side of a bench, which runs in this process: holds the messages back, lets them go, and counts in its own journal. */
final class BenchSide {
    static final int EXCHANGES_OF_A_REQUEST = 2;

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final double MILLISECONDS = 1000; // of a second
    private static final double NANOS = 1e9;

    private final Exchanges exchanges;
    private final Exchanges theirs;
    private final Outbox outbox;
    private final Partners partners;
    private final RevocationSchedule revocations;
    private final AgencyId partner;
    private final BenchCost.Processes processes;

    BenchSide(ConfigurableApplicationContext ours, Stage stage, long partnerProcess) throws IOException {
        this.exchanges = ours.getBean(Exchanges.class);
        this.theirs = Exchanges.beside(stage.theirs().directory());
        this.outbox = ours.getBean(Outbox.class);
        this.partners = ours.getBean(Partners.class);
        this.revocations = ours.getBean(RevocationSchedule.class);
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

    /** As {@code partner allow --rsa-2048} does (UC-09). */
    void allowRsa2048() {
        change(known -> known.excused(new Allowances(false, false, false, false, true, Optional.empty())));
    }

    /**
     * What one round took.
     *
     * @param rate exchanges a second, both directions
     * @param milliseconds of CPU for each exchange, both gateways with their databases
     * @param fsyncs for each exchange, of both databases
     */
    record Counted(double rate, double milliseconds, double fsyncs, List<String> lines) {

        /** Half of the exchanges are acknowledgements, which are small whatever the size. */
        String ofSize(String size) {
            return String.format(
                    Locale.ROOT,
                    "messages of %s: %.1f a second, %.2f ms CPU for each and its acknowledgement",
                    size,
                    rate / EXCHANGES_OF_A_REQUEST,
                    milliseconds * EXCHANGES_OF_A_REQUEST);
        }
    }

    /** What sets messages on their way. */
    @FunctionalInterface
    interface Start {
        void go() throws InterruptedException, ExecutionException;
    }

    /** Lets everything go that waits. */
    void letGo() {
        change(known -> known.in(PartnerState.ACTIVE));
        revocations.refresh();
        outbox.hurry(Addresses.OUTBOUND);
    }

    /**
     * Follows requests from {@code start} to the last receipt.
     *
     * @param count requests that it sends
     */
    Counted follow(int count, Start start) throws InterruptedException, ExecutionException, TimeoutException {
        Exchanges.Mark mark = exchanges.mark();
        BenchCost before = cost();
        long begun = System.nanoTime();
        start.go();
        while (exchanges.delivered(mark) < count || exchanges.received(mark) < count) {
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw new TimeoutException("not everything arrived within " + PATIENCE.toMinutes() + " minutes");
            }
            Thread.sleep(LOOK);
        }
        double seconds = (System.nanoTime() - begun) / NANOS;
        int both = EXCHANGES_OF_A_REQUEST * count;
        BenchCost each = cost().since(before).dividedBy(both);
        int processors = Runtime.getRuntime().availableProcessors();
        String rate = String.format( // one that is low with processors at rest waited for something
                Locale.ROOT,
                "%d exchanges in %.2f s: %.0f a second, with %.0f%% of %d processors",
                both,
                seconds,
                both / seconds,
                100 * each.cpu() * both / MILLISECONDS / seconds / processors,
                processors);
        return new Counted(
                both / seconds,
                each.cpu(),
                each.fsyncs(),
                List.of(rate, "post to verified receipt, ours: " + took(mark), each.told(), processes.memory()));
    }

    private BenchCost cost() {
        return BenchCost.of(processes, exchanges.flushes(), theirs.flushes(), exchanges.walked() + theirs.walked());
    }

    private String took(Exchanges.Mark mark) {
        return String.format(
                Locale.ROOT,
                "p50 %d ms, p95 %d ms, p99 %d ms, longest %d ms",
                exchanges.took(mark, 0.5, 0.95, 0.99, 1).toArray());
    }

    private void change(UnaryOperator<Partner> to) {
        partners.save(to.apply(partners.find(partner).orElseThrow()));
    }
}
