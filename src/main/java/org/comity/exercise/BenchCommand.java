package org.comity.exercise;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.comity.trust.ExerciseAuthority;
import org.comity.trust.ExerciseKeys;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.unit.DataSize;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures exchanges between two whole gateways of this machine: real TLS, real seals, PostgreSQL with fsync at both sides. What
 * is printed was counted in this run.
 *
 * <p>Requests are handed in by REST and approved while the partner is suspended, then all are let go at once. The time runs from there
 * until the last receipt of ours is verified and committed and the last acknowledgement of the partner is received: each request is two
 * exchanges, one in each direction. Sealing is in it, and all that both sides do about a request. With a rate they are approved one by one
 * while the partner is active, and approving is in it too.
 */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measure exchanges between two gateways on this machine.")
public final class BenchCommand implements Callable<Integer> {
    private final Function<Path, ConfigurableApplicationContext> gateway;
    private final Clock clock = Clock.systemUTC();
    private final Told told = new Told(System.out);

    @Option(
            names = "--data",
            defaultValue = "data/bench",
            description = "where both sides keep everything, by default ${DEFAULT-VALUE}")
    private Path data = Path.of("data", "bench");

    @Option(names = "--port", defaultValue = "8443", description = "first of the ports, as of the exercise")
    private int port = 8443;

    @Option(
            names = "--requests",
            defaultValue = "1000",
            description = "of each round, by default ${DEFAULT-VALUE}; of a tenth as many if they carry a file")
    private int requests = 1000;

    @Option(names = "--rounds", defaultValue = "3", description = "of each kind, by default ${DEFAULT-VALUE}")
    private int rounds = 3;

    @Option(
            names = "--minutes",
            defaultValue = "0",
            description = "of each kind as many rounds more as begin within so many minutes, to see what stays")
    private int minutes;

    @Option(names = "--pause", defaultValue = "0", description = "seconds between two rounds")
    private int pause;

    @Option(
            names = "--warm-up",
            defaultValue = "1000",
            description = "requests before the first round, not counted; by default ${DEFAULT-VALUE}")
    private int warmUp = 1000;

    @Option(
            names = "--size",
            split = ",",
            defaultValue = "10KB",
            description = "of a request; up to 16KB its text is as long, beyond that it carries a file")
    private List<String> sizes = List.of();

    @Option(
            names = "--in-flight",
            split = ",",
            defaultValue = "8",
            description = "deliveries at a time in each direction")
    private List<Integer> inFlight = List.of();

    @Option(
            names = "--rate",
            defaultValue = "0",
            description = "exchanges a second that are begun, by approving requests so fast; 0: all at once")
    private int rate;

    @Option(
            names = "--keys",
            split = ",",
            defaultValue = "P256",
            description =
                    "${COMPLETION-CANDIDATES}; RSA2048 are the partner's, to whom it is allowed, and ours RSA3072")
    private List<ExerciseKeys> keys = List.of();

    /** @param gateway starts a gateway in this process from a file of settings */
    public BenchCommand(Function<Path, ConfigurableApplicationContext> gateway) {
        this.gateway = gateway;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, TimeoutException, ExecutionException {
        told.line(String.format(
                Locale.ROOT,
                "Comity bench: two gateways on %d processors, load %.1f before it began",
                Runtime.getRuntime().availableProcessors(),
                BenchLimits.load()));
        double fsyncs = BenchLimits.fsyncs(data);
        told.line(
                String.format(Locale.ROOT, "this machine: %.0f fsyncs of 8 KB a second, one after the other", fsyncs));
        try (Pager pager = Pager.listen(0, told.quietly())) {
            for (ExerciseKeys kind : keys) {
                for (int places : inFlight) {
                    measure(kind, places, fsyncs, pager.address());
                }
            }
        }
        return 0;
    }

    private void measure(ExerciseKeys kind, int places, double fsyncs, URI pager)
            throws IOException, InterruptedException, TimeoutException, ExecutionException {
        String name = kind.name().toLowerCase(Locale.ROOT);
        Stage stage = Stage.under(data.resolve(name), port).sealing(kind);
        ExerciseAuthority authority = stage.set(clock, pager);
        for (Party party : List.of(stage.ours(), stage.theirs())) {
            Files.writeString(
                    party.settings(),
                    "---\ncomity.as2.in-flight: " + places + "\ncomity.relay.share: " + Math.max(64, 2 * places) + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.APPEND);
        }
        try (PartnerProcess partner = PartnerProcess.start(stage.theirs());
                ConfigurableApplicationContext ours = gateway.apply(stage.ours().settings())) {
            ExerciseCommand.awaitTokens(stage.theirs(), partner);
            told.step("both gateways are up", "");
            var desks = ExerciseCommand.desks(authority.client(), stage.ours());
            BenchSide side = new BenchSide(ours, stage, partner.pid());
            if (kind == ExerciseKeys.RSA2048) {
                side.allowRsa2048();
            }
            BenchLoad load = new BenchLoad(new Scene(desks, told));
            atOnce(side, load.of(DataSize.ofKilobytes(10), warmUp));
            for (String text : sizes) {
                DataSize size = DataSize.parse(text.toUpperCase(Locale.ROOT));
                BenchLoad.Batch batch =
                        load.of(size, BenchLoad.carriesFile(size) ? Math.max(1, requests / 10) : requests);
                BenchLimits limits = BenchLimits.of(stage, size, fsyncs);
                told.line("");
                told.line(String.format(
                        Locale.ROOT, "  %s, %s, %d in flight; %s", name, text, places, limits.describe()));
                Instant end = clock.instant().plus(Duration.ofMinutes(minutes));
                for (int round = 0; round < rounds || clock.instant().isBefore(end); round++) {
                    Thread.sleep(Duration.ofSeconds(pause));
                    BenchSide.Counted counted = rate > 0 ? atItsRate(side, batch) : atOnce(side, batch);
                    counted.lines().forEach(line -> told.line("    " + line));
                    told.line("    " + counted.ofSize(text));
                    told.line("    " + limits.against(counted));
                }
            }
        }
    }

    private static BenchSide.Counted atOnce(BenchSide side, BenchLoad.Batch batch)
            throws InterruptedException, TimeoutException, ExecutionException {
        List<String> submitted = batch.submit();
        side.suspend();
        batch.approve(submitted, Duration.ZERO);
        return side.follow(submitted.size(), side::letGo);
    }

    private BenchSide.Counted atItsRate(BenchSide side, BenchLoad.Batch batch)
            throws InterruptedException, TimeoutException, ExecutionException {
        List<String> submitted = batch.submit();
        Duration pace = Duration.ofSeconds(BenchSide.EXCHANGES_OF_A_REQUEST).dividedBy(rate);
        return side.follow(submitted.size(), () -> batch.approve(submitted, pace));
    }
}
