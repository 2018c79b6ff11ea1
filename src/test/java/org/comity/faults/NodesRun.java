package org.comity.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.comity.faults.check.Checker;
import org.comity.faults.check.Findings.Kind;

/** Officers at work at both nodes while one part after the other is killed; then everything comes to rest and is counted. */
final class NodesRun {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** A migration as CONTRIBUTING.md allows it: the release before works on with it. */
    private static final String NEXT_RELEASE = """
            alter table message add column next text not null default 'none';
            create table next_things (id bigint primary key);
            """;

    /** What is ended. */
    enum Part {
        FIRST_NODE,
        SECOND_NODE,
        BOTH_NODES,
        /** The backup takes over; then the primary comes back and takes over from it. */
        PRIMARY_BROKER,
        /** Nothing is queued until one is back. */
        BOTH_BROKERS,
        /** Orderly, as for an update. */
        DATABASE_RESTARTED,
        DATABASE_KILLED
    }

    private final TwoNodes stage;
    private final Path data;
    private final long seed;
    private final Random random;
    private final String commit = Program.commit();
    private final Clock clock = Clock.systemUTC();
    private final Map<String, Integer> counts = new TreeMap<>();

    NodesRun(TwoNodes stage, Path data, long seed) {
        this.stage = stage;
        this.data = data;
        this.seed = seed;
        this.random = new Random(seed);
    }

    /** @return what is wrong; empty if nothing is */
    List<String> run(List<Part> parts, int deadlines, Ledger ledger)
            throws IOException, SQLException, InterruptedException {
        ToldLog told = new ToldLog(data.resolve("told.log"));
        List<Supervised> all = List.of(stage.first(), stage.second(), stage.partner());
        for (Supervised one : all) {
            awaitUp(one);
        }
        told.keys(stage.sides());
        Load load = new Load(stage.offices(), told, "N", random.nextInt(1_000_000));
        load.start();
        arm(deadlines, Duration.ofSeconds(8L * parts.size()));
        bothAreAtWork();
        for (Part part : parts) {
            await(() -> goesOnWithout(part));
            Thread.sleep(1_500 + random.nextInt(2_000));
            say(part.toString());
            told.say("fault", clock.instant(), part);
            end(part);
            counts.merge("killed:" + part, 1, Integer::sum);
        }
        say("nothing new begins; waiting for what is under way");
        load.stop();
        rest(load);
        load.end();
        List<String> wrong = new ArrayList<>(load.surprises());
        wrong.addAll(check(load, ledger));
        for (Supervised side : List.of(stage.first(), stage.partner())) {
            if (side.verify() != 0) {
                wrong.add("verify finds the journal of " + side.side().agency() + " broken");
            }
        }
        return wrong;
    }

    /** Each has told of something: its own figures say so. */
    private void bothAreAtWork() throws InterruptedException {
        for (Supervised node : List.of(stage.first(), stage.second())) {
            await(() -> node.happened() > 0);
        }
    }

    /** One node may die while the other is there; whatever else dies, one node is there. */
    private boolean goesOnWithout(Part part) {
        return switch (part) {
            case FIRST_NODE, SECOND_NODE, BOTH_NODES ->
                stage.first().isUp() && stage.second().isUp();
            case PRIMARY_BROKER, BOTH_BROKERS, DATABASE_RESTARTED, DATABASE_KILLED ->
                stage.first().isUp() || stage.second().isUp();
        };
    }

    private void end(Part part) throws IOException, InterruptedException {
        BrokerPair pair = stage.brokers();
        switch (part) {
            case FIRST_NODE -> upgraded(stage.first());
            case SECOND_NODE -> upgraded(stage.second());
            case BOTH_NODES -> {
                stage.first().kill();
                stage.second().kill();
            }
            case BOTH_BROKERS -> {
                pair.backup().kill();
                pair.primary().kill();
                Thread.sleep(3_000 + random.nextInt(5_000));
                pair.primary().start();
                await(() -> pair.primary().serves());
                pair.backup().start();
            }
            case PRIMARY_BROKER -> {
                pair.primary().kill();
                await(() -> pair.backup().serves());
                Thread.sleep(3_000 + random.nextInt(2_000));
                pair.primary().start();
                await(() -> pair.primary().serves());
            }
            case DATABASE_RESTARTED -> stage.database().restart();
            case DATABASE_KILLED -> {
                stage.database().kill();
                Thread.sleep(random.nextInt(2_000));
                stage.database().start();
            }
        }
    }

    /** SIGKILL. It comes back as the next release: the first that does migrates, while the other node works on as what it was. */
    private void upgraded(Supervised node) throws IOException {
        Path next = Files.createDirectories(data.resolve("next-release"));
        Files.writeString(next.resolve("V9999__what_comes_next.sql"), NEXT_RELEASE);
        node.set("spring.flyway.locations=classpath:db/migration,filesystem:" + next.toAbsolutePath());
        node.kill();
    }

    private void rest(Load load) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        boolean drained = load.drained(PATIENCE);
        while (drained
                && System.nanoTime() < end
                && (!Checker.isAtRest(stage.ours(), stage.theirs())
                        || stage.ours().count(MadeDeadlines.WAITING) > 0)) {
            Thread.sleep(300);
        }
    }

    private List<String> check(Load load, Ledger ledger) throws IOException {
        Checker.Result result = new Checker(
                        data.resolve("told.log"),
                        stage.sides().authority(),
                        data.resolve("check"),
                        stage.ours(),
                        stage.theirs())
                .check();
        counts.put("cases", load.finished());
        counts.put("messages", result.messages());
        counts.put("receipts", result.receipts());
        load.unparked().forEach((reason, count) -> counts.put("put-back:" + reason, count));
        counts.put("left-to-a-person", result.withPersons());
        counts.put("overtaken-while-parked", result.overtaken());
        for (Kind kind : Kind.values()) {
            counts.put(kind.name().toLowerCase(Locale.ROOT), result.findings().count(kind));
        }
        List<String> wrong = new ArrayList<>(MadeDeadlines.wrong(stage.ours()));
        counts.put("deadlines-not-once", wrong.size());
        counts.put("refused", load.surprises().size());
        ledger.add(clock.instant().truncatedTo(ChronoUnit.SECONDS) + " commit:" + commit + " seed:" + seed, counts);
        say(counts.toString());
        if (!result.findings().isEmpty()) {
            wrong.add(result.findings().toString());
        }
        return wrong;
    }

    /** As soon as there is a request that they can be copied from. */
    private void arm(int deadlines, Duration within) throws SQLException, InterruptedException {
        await(() -> stage.ours().count("select count(*) from request") > 0);
        try (Connection owner = DriverManager.getConnection(
                        stage.database().url(""),
                        "comity_owner",
                        stage.database().password());
                Statement statement = owner.createStatement()) {
            statement.execute(MadeDeadlines.armed(deadlines, within));
        }
        counts.put("deadlines", deadlines);
    }

    private static void awaitUp(Supervised one) throws InterruptedException {
        await(one::isUp);
    }

    private static void await(BooleanSupplier what) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!what.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("it does not come up again");
            }
            Thread.sleep(50);
        }
    }

    private void say(String what) {
        System.out.println(clock.instant().truncatedTo(ChronoUnit.SECONDS) + " " + what);
    }
}
