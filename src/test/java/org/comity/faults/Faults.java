package org.comity.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.comity.faults.agent.Step;
import org.comity.faults.check.Rows;
import org.comity.trust.KeyKind;

/** Does the faults, drawn with a seed. Each method returns what was done, in a few words without a blank, or nothing if it could not be, or met nobody. */
final class Faults {
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final Duration UNTIL_A_STEP_IS_REACHED = Duration.ofSeconds(25);

    private final Arena arena;
    private final Random random;
    /** All of them in turn, so that none is left to luck; one that was not reached comes again when the others had their turn. */
    private final Deque<Place> places = new ArrayDeque<>();

    /** @param edge {@code before} or {@code after} */
    record Place(String edge, Step step) {
        static List<Place> all() {
            return Stream.of(Step.values())
                    .flatMap(step -> Stream.of(new Place("before", step), new Place("after", step)))
                    .toList();
        }

        @Override
        public String toString() {
            return edge + "-" + step;
        }
    }

    Faults(Arena arena, long seed) {
        this.arena = arena;
        this.random = new Random(seed);
        List<Place> drawn = new ArrayList<>(Place.all());
        Collections.shuffle(drawn, random);
        places.addAll(drawn);
    }

    /** One that this machine can do. */
    Fault draw() {
        List<Fault> possible = Stream.of(Fault.values())
                .filter(fault -> fault != Fault.DISK_FULL || arena.smallDisk().isPresent())
                .toList();
        int place = random.nextInt(possible.stream().mapToInt(Fault::weight).sum());
        for (Fault fault : possible) {
            place -= fault.weight();
            if (place < 0) {
                return fault;
            }
        }
        throw new IllegalStateException("weights are positive");
    }

    Optional<String> inflict(Fault fault) throws InterruptedException {
        Supervised victim = random.nextBoolean() ? arena.ours() : arena.theirs();
        if (random.nextInt(4) > 0) { // else it may be hurt while it starts
            awaitUp(victim);
        }
        Thread.sleep(random.nextInt(2_500));
        return switch (fault) {
            case GATEWAY_KILLED -> killed(victim, () -> {});
            case BROKER_DATA_LOST ->
                killed(victim, () -> delete(victim.side().directory().resolve("artemis")));
            case DATABASE_KILLED ->
                victim.postmaster().filter(ProcessHandle::destroyForcibly).map(done -> "postmaster");
            case GATEWAY_AND_DATABASE_KILLED -> both(victim);
            case SESSION_KILLED -> session(victim);
            case STEP_CRASHED -> step(victim);
            case GATEWAY_FROZEN -> frozen(victim.pid().stream().toList());
            case DATABASE_FROZEN ->
                frozen(victim.backends().map(ProcessHandle::pid).toList());
            case NETWORK_HURT -> network();
            case WRONG_ANSWERS -> wrongAnswers();
            case DISK_FULL -> diskFull();
            case KEY_RENEWED -> keyRenewed(victim);
            case CLOCK_MOVED -> clockMoved(victim);
        };
    }

    void awaitUp(Supervised gateway) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!gateway.isUp()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(gateway.side().agency() + " does not come up again");
            }
            Thread.sleep(100);
        }
    }

    private static Optional<String> killed(Supervised victim, Runnable between) {
        if (victim.pid().isEmpty()) {
            return Optional.empty();
        }
        boolean up = victim.isUp();
        victim.kill(between);
        return Optional.of(up ? "at-work" : "while-starting");
    }

    private Optional<String> both(Supervised victim) {
        Optional<ProcessHandle> server = victim.postmaster();
        if (victim.pid().isEmpty() || server.isEmpty()) {
            return Optional.empty();
        }
        boolean serverFirst = random.nextBoolean();
        if (serverFirst) {
            server.get().destroyForcibly();
        }
        victim.kill(() -> server.get().destroyForcibly());
        return Optional.of(serverFirst ? "database-first" : "gateway-first");
    }

    private Optional<String> session(Supervised victim) {
        List<ProcessHandle> all = victim.backends().toList();
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(all.get(random.nextInt(all.size())))
                        .filter(ProcessHandle::destroyForcibly)
                        .map(done -> "backend");
    }

    /** With both at work, else few steps are reached. */
    private Optional<String> step(Supervised victim) throws InterruptedException {
        awaitUp(arena.ours());
        awaitUp(arena.theirs());
        Set<Step> elsewhere = victim == arena.ours() ? Step.AT_THEIRS : Step.AT_OURS;
        Place place = places.stream()
                .filter(one -> !elsewhere.contains(one.step()))
                .findFirst()
                .orElseThrow();
        places.remove(place);
        places.addLast(place);
        Step step = place.step();
        int times = 1 + random.nextInt(3);
        int starts = victim.starts();
        victim.steps("crash " + place.edge() + " org.comity." + step.type() + "." + step.method() + " " + times);
        long end = System.nanoTime() + UNTIL_A_STEP_IS_REACHED.toNanos();
        while (victim.pid().isPresent() && victim.starts() == starts && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        if (victim.pid().isPresent() && victim.starts() == starts) {
            victim.steps("");
            System.out.println("not reached: " + place);
            return Optional.empty();
        }
        return Optional.of(place.toString());
    }

    private Optional<String> frozen(List<Long> processes) throws InterruptedException {
        if (processes.isEmpty()) {
            return Optional.empty();
        }
        int millis = 2_000 + random.nextInt(14_000);
        processes.forEach(one -> signal("STOP", one));
        Thread.sleep(millis);
        processes.forEach(one -> signal("CONT", one));
        return Optional.of("seconds-" + millis / 1_000);
    }

    private Optional<String> network() throws InterruptedException {
        Wire.Mood mood = one(EnumSet.complementOf(EnumSet.of(Wire.Mood.CLEAR)));
        List<Wire> wires = arena.wires();
        List<Wire> some = random.nextInt(3) == 0 ? wires : List.of(wires.get(random.nextInt(wires.size())));
        int before = hurt(some);
        some.forEach(wire -> wire.become(mood));
        Thread.sleep(3_000 + random.nextInt(9_000));
        some.forEach(wire -> wire.become(Wire.Mood.CLEAR));
        some.forEach(Wire::hangUp);
        return Optional.of(mood.name()).filter(met -> hurt(some) > before);
    }

    private static int hurt(List<Wire> wires) {
        return wires.stream().mapToInt(Wire::hurt).sum();
    }

    private Optional<String> wrongAnswers() throws InterruptedException {
        WrongPartner.Answer answer = one(EnumSet.allOf(WrongPartner.Answer.class));
        int before = arena.falseAnswers();
        arena.falseSide(random.nextBoolean(), answer);
        Thread.sleep(4_000 + random.nextInt(8_000));
        arena.trueSides();
        return Optional.of(answer.name()).filter(met -> arena.falseAnswers() > before);
    }

    /** Fills the disk to the last byte, and gives the space back some seconds later. */
    private Optional<String> diskFull() throws InterruptedException {
        Path ballast = arena.smallDisk().orElseThrow().resolve("ballast");
        byte[] block = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            FileStore disk = Files.getFileStore(ballast);
            while (disk.getUsableSpace() > 0) {
                out.write(block, 0, (int) Math.min(block.length, Math.max(1, disk.getUsableSpace())));
            }
        } catch (FileSystemException full) {
            // as it should be
        } catch (IOException full) {
            // as above, in another word
        }
        Thread.sleep(4_000 + random.nextInt(10_000));
        try {
            Files.delete(ballast);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return Optional.of("of-theirs");
    }

    private Optional<String> keyRenewed(Supervised victim) throws InterruptedException {
        awaitUp(arena.ours());
        awaitUp(arena.theirs());
        String how = one(List.of("signing-lost", "signing", "decryption"));
        try {
            switch (how) {
                case "signing-lost" -> arena.sides().renewSigningKey(victim.side());
                case "signing" -> arena.sides().renewKey(victim.side(), KeyKind.SIGNING);
                default -> arena.sides().renewKey(victim.side(), KeyKind.DECRYPTION);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Thread.sleep(12_000); // it looks every five seconds; then what it signs is parked at the other
        Supervised other = victim == arena.ours() ? arena.theirs() : arena.ours();
        other.kill(() -> {}); // whose next start reads the profile
        return Optional.of(how);
    }

    /** Of two times once with everything under way, and once with nothing written or answered, and nothing that goes through, meanwhile. */
    private Optional<String> clockMoved(Supervised victim) throws InterruptedException {
        awaitUp(victim);
        int hours = (1 + random.nextInt(12)) * (random.nextBoolean() ? 1 : -1);
        String way = hours > 0 ? "ahead" : "back";
        if (random.nextBoolean()) {
            victim.steps("clock " + Duration.ofHours(hours).toSeconds());
            Thread.sleep(6_000 + random.nextInt(10_000));
            victim.steps("");
            return Optional.of(way + "-at-work");
        }
        arena.officersRest(true);
        arena.wires().forEach(wire -> wire.become(Wire.Mood.CUT));
        Thread.sleep(1_500);
        boolean quiet = answersNothing(victim);
        if (quiet) {
            victim.steps("clock " + Duration.ofHours(hours).toSeconds());
            Thread.sleep(6_000 + random.nextInt(10_000));
            victim.steps("");
        }
        arena.wires().forEach(wire -> wire.become(Wire.Mood.CLEAR));
        arena.officersRest(false);
        return Optional.of(way).filter(moved -> quiet);
    }

    private static boolean answersNothing(Supervised gateway) throws InterruptedException {
        Rows rows = Rows.of(gateway.side().directory());
        long end = System.nanoTime() + UNTIL_A_STEP_IS_REACHED.toNanos();
        while (System.nanoTime() < end) {
            try {
                if (rows.count("select count(*) from message where state = 'RECEIVED'") == 0) {
                    return true;
                }
            } catch (IllegalStateException recovering) {
                // its database, from the fault before
            }
            Thread.sleep(200);
        }
        return false;
    }

    private <T> T one(Collection<T> of) {
        return List.copyOf(of).get(random.nextInt(of.size()));
    }

    private static void signal(String name, long process) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process))
                    .start()
                    .waitFor();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
