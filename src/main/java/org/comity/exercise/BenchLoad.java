package org.comity.exercise;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.springframework.util.unit.DataSize;

/** Programs of our agency that hand requests in and approve them, by REST. */
final class BenchLoad {
    private static final String FACTS = "<facts>";
    private static final Pattern CASE = Pattern.compile("<reference>[^<]*</reference>");
    private static final String LINE = "Log entry 192.0.2.7 at 2026-11-14T03:12:44Z. ";
    private static final int PROGRAMS = 8;
    private static final DataSize LONGEST_TEXT = DataSize.ofKilobytes(16);

    private final Scene scene;
    private final AtomicInteger cases = new AtomicInteger();

    BenchLoad(Scene scene) {
        this.scene = scene;
    }

    static boolean carriesFile(DataSize size) {
        return size.compareTo(LONGEST_TEXT) > 0;
    }

    /** {@code count} requests of {@code size} each, told at length or with a file that cannot be compressed. */
    Batch of(DataSize size, int count) throws IOException {
        String example = Scene.example("preservation-request.xml");
        if (!carriesFile(size)) {
            return new Batch(padded(example, (int) size.toBytes()), Optional.empty(), count);
        }
        byte[] bytes = new byte[(int) size.toBytes()];
        new Random(count).nextBytes(bytes);
        return new Batch(example, Optional.of(new Evidence("log.bin", bytes)), count);
    }

    /** Requests of one kind. */
    final class Batch {
        private final String submission;
        private final Optional<Evidence> file;
        private final int count;

        private Batch(String submission, Optional<Evidence> file, int count) {
            this.submission = submission;
            this.file = file;
            this.count = count;
        }

        /** @return ids of the requests, which wait for approval */
        List<String> submit() throws InterruptedException, ExecutionException {
            return all(
                    Duration.ZERO,
                    IntStream.range(0, count)
                            .<Callable<String>>mapToObj(number -> this::submitOne)
                            .toList());
        }

        /** @param pace from the beginning of one to that of the next, as far as the programs can keep it */
        void approve(List<String> requests, Duration pace) throws InterruptedException, ExecutionException {
            all(
                    pace,
                    requests.stream()
                            .<Callable<String>>map(request -> () -> approveOne(request))
                            .toList());
        }

        private String submitOne() throws IOException, InterruptedException {
            Desk officer = scene.akiko();
            String ofItsOwnCase = CASE.matcher(submission)
                    .replaceFirst("<reference>BENCH-" + cases.incrementAndGet() + "</reference>");
            return file.isPresent() ? officer.submit(ofItsOwnCase, file.get()) : officer.submit(ofItsOwnCase);
        }

        private String approveOne(String request) throws IOException, InterruptedException {
            scene.approve(request, request);
            return request;
        }
    }

    private static List<String> all(Duration pace, List<Callable<String>> tasks)
            throws InterruptedException, ExecutionException {
        List<Future<String>> begun = new ArrayList<>();
        List<String> results = new ArrayList<>();
        try (ScheduledExecutorService programs = Executors.newScheduledThreadPool(PROGRAMS)) {
            for (Callable<String> task : tasks) {
                begun.add(programs.schedule(task, pace.toNanos() * begun.size(), TimeUnit.NANOSECONDS));
            }
            for (Future<String> one : begun) {
                results.add(one.get());
            }
        }
        return results;
    }

    /** The facts of the case are told at length. */
    private static String padded(String example, int size) {
        int at = example.indexOf(FACTS) + FACTS.length();
        int missing = Math.max(0, size - example.length());
        String more = LINE.repeat(missing / LINE.length() + 1).substring(0, missing);
        return example.substring(0, at) + more + example.substring(at);
    }
}
