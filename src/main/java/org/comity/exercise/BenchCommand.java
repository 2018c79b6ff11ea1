package org.comity.exercise;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.comity.trust.ExerciseAuthority;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.unit.DataSize;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures exchanges between two whole gateways of this machine: real TLS, real seals, PostgreSQL with fsync at both sides. Nothing is
 * left out and nothing is estimated; what is printed was counted in this run.
 *
 * <p>Messages are handed in by REST and approved while the partner is suspended, then all are let go at once. The time runs from there
 * until the last receipt of ours is verified and committed and the last acknowledgement of the partner is registered: each request is
 * two exchanges, one in each direction. Sealing is in it.
 */
@Command(name = "bench", description = "Measure exchanges between two gateways on this machine.")
public final class BenchCommand implements Callable<Integer> {
    private static final int WARM_UP = 200;

    private final Function<Path, ConfigurableApplicationContext> gateway;
    private final Clock clock = Clock.systemUTC();
    private final Told told = new Told(System.out);

    @Option(names = "--data", defaultValue = "data/bench", description = "where both sides keep everything")
    private Path data = Path.of("data", "bench");

    @Option(names = "--port", defaultValue = "8443", description = "first of the ports, as of the exercise")
    private int port = 8443;

    @Option(names = "--requests", defaultValue = "1000", description = "of each round")
    private int requests = 1000;

    @Option(names = "--rounds", defaultValue = "3", description = "after one that only warms up")
    private int rounds = 3;

    @Option(names = "--size", defaultValue = "10KB", description = "of a request's document, at least 4KB, or of its file from 64KB on")
    private String size = "10KB";

    @Option(names = "--senders", defaultValue = "8", description = "programs that hand in at the same time")
    private int senders = 8;

    /** @param gateway starts a gateway in this process from a file of settings */
    public BenchCommand(Function<Path, ConfigurableApplicationContext> gateway) {
        this.gateway = gateway;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, TimeoutException, ExecutionException {
        Stage stage = Stage.under(data, port);
        told.line("Comity bench: %d rounds of %d requests of %s".formatted(rounds, requests, size));
        ExerciseAuthority authority = stage.set(clock, Pager.listen(port + 3, told));
        try (PartnerProcess partner = PartnerProcess.start(stage.theirs());
                ConfigurableApplicationContext ours =
                        gateway.apply(stage.ours().settings())) {
            ExerciseCommand.awaitTokens(stage.theirs(), partner);
            Map<String, Desk> desks = ExerciseCommand.desks(authority.client(), stage.ours());
            told.step("both gateways are up", "");
            BenchSide side = new BenchSide(ours, stage, partner.pid());
            BenchLoad load = new BenchLoad(
                    BenchLoad.player(desks, "akiko"),
                    BenchLoad.player(desks, "kenji"),
                    DataSize.parse(size.toUpperCase(Locale.ROOT)),
                    senders);
            round(side, load, WARM_UP);
            told.step("warmed up", "");
            for (int round = 0; round < rounds; round++) {
                round(side, load, requests);
            }
        }
        BenchLimits.measure().forEach(limit -> told.line("  " + limit));
        return 0;
    }

    private void round(BenchSide side, BenchLoad load, int count)
            throws InterruptedException, TimeoutException, ExecutionException {
        side.suspend();
        long begun = System.nanoTime();
        load.handIn(count);
        told.step(
                "%d handed in and approved, %.0f a second".formatted(count, count / seconds(begun)), "");
        List<String> said = side.letGo(count);
        said.forEach(line -> told.line("            " + line));
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
