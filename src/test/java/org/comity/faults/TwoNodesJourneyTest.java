package org.comity.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.comity.OneAtATime;
import org.comity.faults.NodesRun.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * UC-03, UC-04, UC-06, THREAT-126, THREAT-128: two nodes share a database and a pair of brokers; each part is killed in turn, and the independent checker counts
 * what was lost, doubled or out of order, and each deadline that did not fire once. A short run; {@code -Pdeep} makes a long one, see docs/testing.md.
 */
@ExtendWith(OneAtATime.class)
class TwoNodesJourneyTest {
    private static final boolean DEEP = Boolean.getBoolean("deep");
    private static final int PARTS = Integer.getInteger("comity.nodes.kills", 40);
    private static final int DEADLINES = Integer.getInteger("comity.nodes.deadlines", DEEP ? 5_000 : 300);
    private static final List<Part> SHORT =
            List.of(Part.FIRST_NODE, Part.PRIMARY_BROKER, Part.DATABASE_RESTARTED, Part.SECOND_NODE);

    /** Kept beside the page that tells of these runs. */
    static final Path LEDGER = Path.of("docs/nodes-ledger.txt");

    private static final Path FILES = Path.of(System.getProperty("comity.faults.files", "target/faults"));

    @Test
    void nothingIsLostOrDoneTwiceWhicheverPartOfTwoNodesIsKilledAndUpgraded() throws Exception {
        long seed = Long.getLong("comity.faults.seed", DEEP ? new SecureRandom().nextInt(1_000_000) : 1);
        System.out.println("two nodes with -Dcomity.faults.seed=" + seed);
        Path data = FILES.resolve("nodes-" + seed);
        delete(data);
        Ledger ledger = new Ledger(DEEP ? LEDGER : FILES.resolve("ledger-nodes-short.txt"));
        List<String> wrong;
        try (TwoNodes stage = TwoNodes.under(data)) {
            wrong = new NodesRun(stage, data, seed).run(DEEP ? drawn(seed) : SHORT, DEADLINES, ledger);
        }
        assertThat(wrong).as("seed %s; everything is kept in %s", seed, data).isEmpty();
        delete(data);
    }

    private static List<Part> drawn(long seed) {
        Random random = new Random(seed);
        Part[] all = Part.values();
        return IntStream.range(0, PARTS)
                .mapToObj(one -> all[random.nextInt(all.length)])
                .toList();
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
