package org.comity.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.comity.exercise.TwoSides.Side;

/** Officers at work at both sides, at a steady pace, and an operator at each who puts back to work what was set aside. */
final class Load {
    private static final int AT_A_TIME = 8;
    private static final Duration BETWEEN = Duration.ofMillis(1_500);
    private static final Duration OPERATOR = Duration.ofSeconds(4);

    private final Offices offices;
    private final ToldLog told;
    private final String name;
    private final long seed;
    private final String template;
    private final AtomicInteger cases = new AtomicInteger();
    private final AtomicInteger finished = new AtomicInteger();
    private final Map<String, AtomicInteger> unparked = new ConcurrentHashMap<>();
    private final List<String> surprises = new CopyOnWriteArrayList<>();
    private final AtomicReference<String> phase = new AtomicReference<>("run");
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    /**
     * Where the officers of both sides work.
     *
     * @param pages of ours, one for each node
     * @param resting whether nobody writes or decides anything for now
     */
    record Offices(Path authority, Side ours, List<String> pages, Side theirs, BooleanSupplier resting) {}

    Load(Offices offices, ToldLog told, String name, long seed) throws IOException {
        this.offices = offices;
        this.told = told;
        this.name = name;
        this.seed = seed;
        this.template = Files.readString(Path.of("examples", "preservation-request.xml"));
    }

    /** Both sides are up, so that there are tokens. */
    void start() {
        Side ours = offices.ours();
        Side theirs = offices.theirs();
        List<String> there = List.of(theirs.page());
        var people = new Case.People(
                caller(ours, offices.pages(), "akiko"),
                caller(ours, offices.pages(), "kenji"),
                caller(theirs, there, "pat"),
                caller(theirs, there, "chris"));
        for (int i = 0; i < AT_A_TIME; i++) {
            int first = i;
            threads.add(Thread.ofVirtual().start(() -> work(people, first)));
        }
        operate(caller(ours, offices.pages(), "admin"));
        operate(caller(theirs, there, "admin"));
    }

    /** No new cases; those under way go on. */
    void stop() {
        phase.set("drain");
    }

    /** @return whether every case ended within {@code patience} */
    boolean drained(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (Thread thread : threads) {
            thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        }
        return threads.stream().noneMatch(Thread::isAlive);
    }

    void end() {
        phase.set("over");
    }

    int finished() {
        return finished.get();
    }

    /** Where a gateway said no though nothing stood in the way, or a case ended in an exception. */
    List<String> surprises() {
        return List.copyOf(surprises);
    }

    /** What operators put back to work, by reason. */
    Map<String, Integer> unparked() {
        Map<String, Integer> counts = new TreeMap<>();
        unparked.forEach((reason, count) -> counts.put(reason, count.get()));
        return counts;
    }

    private boolean isOver() {
        return phase.get().equals("over");
    }

    private void work(Case.People people, int first) {
        try {
            Thread.sleep(BETWEEN.multipliedBy(first).dividedBy(AT_A_TIME));
            while (phase.get().equals("run")) {
                int number = cases.incrementAndGet();
                try {
                    new Case(people, told, template, name + "-" + number, seed + number).play();
                    finished.incrementAndGet();
                } catch (Case.Refused | RuntimeException surprise) {
                    surprises.add("case " + number + ": " + surprise);
                } catch (Caller.NeverTold waitedInVain) {
                    told.say("unfinished", name + "-" + number);
                    surprises.add("case " + number + " did not end: " + waitedInVain.getMessage());
                }
                Thread.sleep(BETWEEN);
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void operate(Caller admin) {
        Thread.ofVirtual().start(() -> {
            try {
                while (!isOver()) {
                    Thread.sleep(OPERATOR);
                    for (var parked : admin.get("/api/v1/parked").json()) {
                        String reason = parked.path("reason").asText();
                        if (!reason.equals("EARLY")) { // goes on by itself, or is a person's to read and discard
                            unpark(admin, parked.path("id").asText(), reason);
                        }
                    }
                }
            } catch (Caller.NeverTold over) {
                // the run is over
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void unpark(Caller admin, String id, String reason) throws Caller.NeverTold, InterruptedException {
        if (admin.post("/api/v1/parked/" + id + "/unpark", Map.of()).isDone()) {
            unparked.computeIfAbsent(reason, first -> new AtomicInteger()).incrementAndGet();
        }
    }

    private Caller caller(Side side, List<String> pages, String person) {
        Properties tokens = new Properties();
        try (InputStream in = Files.newInputStream(side.tokens())) {
            tokens.load(in);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
        return new Caller(offices.authority(), pages, tokens.getProperty(person), this::isOver, offices.resting());
    }
}
