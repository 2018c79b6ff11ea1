package org.comity.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.comity.exercise.TwoSides;
import org.comity.faults.check.Checker;
import org.comity.faults.check.Findings;
import org.comity.faults.check.Findings.Kind;
import org.comity.faults.check.Rows;

/** Batches of faults in one arena; after each batch everything comes to rest and is checked from the beginning. */
final class FaultRun {
    private static final Duration TO_REST = Duration.ofMinutes(25);

    private final Arena arena;
    private final Plan plan;
    private final Ledger ledger;
    private final Clock clock = Clock.systemUTC();
    private final ToldLog told;
    private final Checker checker;
    private final String commit = Program.commit();
    private int messagesBefore;
    private int receiptsBefore;
    private int overtakenBefore;
    private int withPersonsBefore;
    private int kills;
    private int done;

    /**
     * @param kills in all
     * @param batch kills until everything comes to rest
     * @param length at most
     * @param seed of the draws; when what is drawn happens depends on the machine
     * @param sorts of the faults, one after the other and from the beginning again; empty: they are drawn
     */
    record Plan(int kills, int batch, Duration length, long seed, List<Fault> sorts) {}

    FaultRun(Arena arena, Path data, Plan plan, Ledger ledger) throws IOException {
        this.arena = arena;
        this.plan = plan;
        this.ledger = ledger;
        TwoSides sides = arena.sides();
        Path log = data.resolve("told.log");
        this.told = new ToldLog(log);
        this.checker = new Checker(
                log,
                sides.authority(),
                data.resolve("check"),
                Rows.of(sides.ours().directory()),
                Rows.of(sides.theirs().directory()));
    }

    /** @return what is wrong; empty if nothing is */
    List<String> run() throws IOException, InterruptedException {
        Faults faults = new Faults(arena, plan.seed());
        faults.awaitUp(arena.ours());
        faults.awaitUp(arena.theirs());
        told.keys(arena.sides());
        long end = System.nanoTime() + plan.length().toNanos();
        List<String> wrong = new ArrayList<>();
        int batch = 0;
        while (wrong.isEmpty() && kills < plan.kills() && System.nanoTime() < end) {
            wrong.addAll(batch(faults, ++batch, end));
        }
        if (wrong.isEmpty()) {
            wrong.addAll(verified());
        }
        return wrong;
    }

    /** Every receipt once more, and the journals by the program's own word. */
    private List<String> verified() throws IOException, InterruptedException {
        List<String> wrong = new ArrayList<>();
        Findings findings = checker.checkAll().findings();
        if (!findings.isEmpty()) {
            wrong.add(findings.toString());
        }
        for (Supervised gateway : List.of(arena.ours(), arena.theirs())) {
            if (gateway.verify() != 0) {
                wrong.add("verify finds the journal of " + gateway.side().agency() + " broken");
            }
        }
        return wrong;
    }

    int kills() {
        return kills;
    }

    private List<String> batch(Faults faults, int number, long end) throws IOException, InterruptedException {
        Map<String, Integer> counts = new TreeMap<>(Map.of("batches", 1));
        Load load = new Load(arena.offices(), told, "S" + plan.seed() + "-" + number, plan.seed() * 31 + number);
        load.start();
        int goal = Math.min(plan.kills(), kills + plan.batch());
        while (kills < goal && System.nanoTime() < end) {
            Fault fault = plan.sorts().isEmpty()
                    ? faults.draw()
                    : plan.sorts().get(done++ % plan.sorts().size());
            Instant begun = clock.instant();
            Optional<String> how = faults.inflict(fault);
            how.ifPresent(what -> {
                told.say("fault", begun, fault);
                if (fault == Fault.KEY_RENEWED) {
                    told.keys(arena.sides());
                }
                counts.merge(fault + ":" + what, 1, Integer::sum);
                counts.merge(fault.isKill() ? "kills" : "other-faults", 1, Integer::sum);
            });
            kills += how.isPresent() && fault.isKill() ? 1 : 0;
            say(String.format(Locale.ROOT, "%4d %s %s", kills, fault, how.orElse("not possible, or met nobody")));
        }
        List<String> wrong = rest(faults, load);
        wrong.addAll(check(counts, load));
        return wrong;
    }

    /** Everything under way comes to its end. */
    private List<String> rest(Faults faults, Load load) throws InterruptedException {
        say("nothing new begins; waiting for what is under way");
        load.stop();
        faults.awaitUp(arena.ours());
        faults.awaitUp(arena.theirs());
        boolean drained = load.drained(TO_REST);
        long end = System.nanoTime() + TO_REST.toNanos();
        Rows ours = Rows.of(arena.sides().ours().directory());
        Rows theirs = Rows.of(arena.sides().theirs().directory());
        while (drained && System.nanoTime() < end && !Checker.isAtRest(ours, theirs)) {
            Thread.sleep(500);
        }
        load.end();
        load.drained(Duration.ofMinutes(1));
        return new ArrayList<>(load.surprises());
    }

    private List<String> check(Map<String, Integer> counts, Load load) throws IOException {
        Checker.Result result = checker.check();
        counts.put("cases", load.finished());
        counts.put("messages", result.messages() - messagesBefore);
        counts.put("receipts", result.receipts() - receiptsBefore);
        load.unparked().forEach((reason, count) -> counts.put("put-back:" + reason, count));
        counts.put("overtaken-while-parked", result.overtaken() - overtakenBefore);
        counts.put("left-to-a-person", result.withPersons() - withPersonsBefore);
        for (Kind kind : Kind.values()) {
            counts.put(kind.name().toLowerCase(Locale.ROOT), result.findings().count(kind));
        }
        counts.put("refused", load.surprises().size());
        messagesBefore = result.messages();
        receiptsBefore = result.receipts();
        overtakenBefore = result.overtaken();
        withPersonsBefore = result.withPersons();
        ledger.add(
                clock.instant().truncatedTo(ChronoUnit.SECONDS) + " commit:" + commit + " seed:" + plan.seed(), counts);
        say(counts.toString());
        return result.findings().isEmpty()
                ? List.of()
                : List.of(result.findings().toString());
    }

    private void say(String what) {
        System.out.println(clock.instant().truncatedTo(ChronoUnit.SECONDS) + " " + what);
    }
}
