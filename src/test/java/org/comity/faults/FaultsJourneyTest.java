package org.comity.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.comity.OneAtATime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * UC-02, UC-03, UC-04, THREAT-118 to THREAT-121, THREAT-128: two gateways at work are hurt at random and at named steps, and an independent checker counts what
 * was lost, doubled, out of order, unproved or left without an owner. A short run; {@code -Pdeep} makes a long one with faults of every kind,
 * see docs/testing.md.
 */
@ExtendWith(OneAtATime.class)
class FaultsJourneyTest {
    private static final boolean DEEP = Boolean.getBoolean("deep");
    private static final int KILLS = Integer.getInteger("comity.faults.kills", DEEP ? 100 : 10);
    private static final int BATCH = Integer.getInteger("comity.faults.batch", 25);
    private static final Duration LENGTH =
            Duration.ofMinutes(Integer.getInteger("comity.faults.minutes", DEEP ? 120 : 15));
    /** One of each kind of kill in a minute or two; what takes no start costs a second. */
    private static final List<Fault> SHORT = List.of(
            Fault.STEP_CRASHED,
            Fault.SESSION_KILLED,
            Fault.GATEWAY_AND_DATABASE_KILLED,
            Fault.STEP_CRASHED,
            Fault.SESSION_KILLED,
            Fault.BROKER_DATA_LOST,
            Fault.DATABASE_KILLED,
            Fault.SESSION_KILLED,
            Fault.GATEWAY_KILLED,
            Fault.SESSION_KILLED);

    /** Kept beside the page that gives its sums. */
    static final Path LEDGER = Path.of("docs/faults-ledger.txt");

    /** Only these, in turn; empty: all, drawn. */
    private static final List<Fault> SORTS = Stream.of(
                    System.getProperty("comity.faults.sorts", "").split(",", -1))
            .filter(name -> !name.isEmpty())
            .map(Fault::valueOf)
            .toList();

    private static final Path FILES = Path.of(System.getProperty("comity.faults.files", "target/faults"));

    @Test
    void nothingIsLostDoubledOutOfOrderOrLeftWithoutAnOwnerWhateverIsKilled() throws Exception {
        long seed = Long.getLong("comity.faults.seed", DEEP ? new SecureRandom().nextInt(1_000_000) : 1);
        System.out.println("faults with -Dcomity.faults.seed=" + seed);
        Ledger ledger = new Ledger(DEEP ? LEDGER : FILES.resolve("ledger-short.txt"));
        Path data = FILES.resolve("seed-" + seed);
        delete(data);
        List<String> wrong = run(data, plan(seed), ledger);
        System.out.println(ledger.report());
        assertThat(wrong).as("seed %s; everything is kept in %s", seed, data).isEmpty();
        delete(data);
    }

    private static FaultRun.Plan plan(long seed) {
        return new FaultRun.Plan(KILLS, BATCH, LENGTH, seed, DEEP ? SORTS : SHORT);
    }

    private static List<String> run(Path data, FaultRun.Plan plan, Ledger ledger)
            throws IOException, GeneralSecurityException, InterruptedException {
        try (Arena arena = Arena.under(data, DEEP)) {
            if (DEEP && arena.smallDisk().isEmpty()) {
                System.out.println("no disk is filled: this machine does not let us mount one");
            }
            FaultRun faults = new FaultRun(arena, data, plan, ledger);
            List<String> wrong = faults.run();
            if (wrong.isEmpty()) {
                assertThat(faults.kills())
                        .as("kills; a short run that did not do them all in its time has shown nothing")
                        .isGreaterThanOrEqualTo(DEEP ? 0 : KILLS);
                assertThat(Spoiled.missed(arena.sides(), data))
                        .as("what is spoiled, and the checker does not find")
                        .isEmpty();
            }
            return wrong;
        }
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(one);
                }
            }
        }
    }
}
