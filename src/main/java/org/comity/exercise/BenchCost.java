package org.comity.exercise;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What both sides have spent so far.
 *
 * @param ours CPU milliseconds of our gateway's process
 * @param ourDatabase of its PostgreSQL, all its processes
 * @param ourFsyncs of our database's log
 * @param walked rows of both databases that were read by walking through whole tables
 * @param allocated bytes of heap by our gateway
 */
record BenchCost(
        double ours,
        double ourDatabase,
        double theirs,
        double theirDatabase,
        double ourFsyncs,
        double theirFsyncs,
        double walked,
        double allocated) {
    /** Of Linux, whatever its kernel's own tick is (USER_HZ). */
    private static final double MILLISECONDS_OF_A_TICK = 10;

    private static final int USER_TIME = 11;
    private static final int OF_CHILDREN = 2;

    /** By process id. */
    record Processes(long ours, long ourDatabase, long theirs, long theirDatabase) {

        /** What is held now: of our heap what a collection leaves, of both processes what the system has given them. */
        String memory() {
            ManagementFactory.getMemoryMXBean().gc();
            return String.format(
                    Locale.ROOT,
                    "held: %d MB of our heap, %d MB resident here, %d MB at the partner's",
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20,
                    resident(ours),
                    resident(theirs));
        }
    }

    static BenchCost of(Processes processes, long ourFsyncs, long theirFsyncs, long walked) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        return new BenchCost(
                cpu(processes.ours()),
                withChildren(processes.ourDatabase()),
                cpu(processes.theirs()),
                withChildren(processes.theirDatabase()),
                ourFsyncs,
                theirFsyncs,
                walked,
                threads.getTotalThreadAllocatedBytes());
    }

    BenchCost since(BenchCost before) {
        return new BenchCost(
                ours - before.ours,
                ourDatabase - before.ourDatabase,
                theirs - before.theirs,
                theirDatabase - before.theirDatabase,
                ourFsyncs - before.ourFsyncs,
                theirFsyncs - before.theirFsyncs,
                walked - before.walked,
                allocated - before.allocated);
    }

    BenchCost dividedBy(int exchanges) {
        return new BenchCost(
                ours / exchanges,
                ourDatabase / exchanges,
                theirs / exchanges,
                theirDatabase / exchanges,
                ourFsyncs / exchanges,
                theirFsyncs / exchanges,
                walked / exchanges,
                allocated / exchanges);
    }

    /** Milliseconds of all four. */
    double cpu() {
        return ours + ourDatabase + theirs + theirDatabase;
    }

    /** Of both databases. */
    double fsyncs() {
        return ourFsyncs + theirFsyncs;
    }

    String told() {
        return String.format(
                Locale.ROOT,
                "each: %.2f ms CPU (ours %.2f + database %.2f, partner %.2f + database %.2f), %.0f KB allocated here, %.2f fsyncs of our"
                        + " database and %.2f of the partner's, %.0f rows read by walking through whole tables",
                cpu(),
                ours,
                ourDatabase,
                theirs,
                theirDatabase,
                allocated / 1024,
                ourFsyncs,
                theirFsyncs,
                walked);
    }

    /** The embedded server's first process. */
    static long postmaster(Path party) throws IOException {
        try (Stream<Path> files = Files.find(
                party, 4, (file, about) -> file.getFileName().toString().equals("postmaster.pid"))) {
            Path file = files.findFirst().orElseThrow(() -> new IOException("no PostgreSQL runs below " + party));
            return Long.parseLong(Files.readAllLines(file).getFirst().strip());
        }
    }

    /** Megabytes. */
    private static long resident(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException ended) {
            return 0;
        }
    }

    private static double withChildren(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(first -> Stream.concat(Stream.of(first), first.children()))
                .mapToDouble(process -> process.pid() == pid ? cpuAndEnded(pid) : cpu(process.pid()))
                .sum();
    }

    private static double cpu(long pid) {
        return ticks(pid, OF_CHILDREN) * MILLISECONDS_OF_A_TICK;
    }

    /** With what its children spent that have ended. */
    private static double cpuAndEnded(long pid) {
        return ticks(pid, 2 * OF_CHILDREN) * MILLISECONDS_OF_A_TICK;
    }

    /** A process that ended meanwhile has spent nothing more. */
    private static double ticks(long pid, int fields) {
        try {
            String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
            String[] after = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Stream.of(after)
                    .skip(USER_TIME)
                    .limit(fields)
                    .mapToLong(Long::parseLong)
                    .sum();
        } catch (IOException ended) {
            return 0;
        }
    }
}
