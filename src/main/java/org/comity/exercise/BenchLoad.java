package org.comity.exercise;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.util.unit.DataSize;

/** Programs of our agency that hand requests in and approve them, by REST. */
final class BenchLoad {
    private static final String FACTS = "<facts>";

    private final Desk officer;
    private final Desk approver;
    private final int senders;
    private final String submission;

    BenchLoad(Desk officer, Desk approver, DataSize size, int senders) throws IOException {
        this.officer = officer;
        this.approver = approver;
        this.senders = senders;
        this.submission = padded(Scene.example("preservation-request.xml"), size);
    }

    static Desk player(Map<String, Desk> desks, String name) {
        return Optional.ofNullable(desks.get(name)).orElseThrow(() -> new CannotPlay("there is no player " + name));
    }

    void handIn(int count) throws InterruptedException, ExecutionException {
        try (ExecutorService programs = Executors.newFixedThreadPool(senders)) {
            List<Future<?>> all = new ArrayList<>();
            for (int number = 0; number < count; number++) {
                all.add(programs.submit(() -> {
                    handIn();
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
    }

    private void handIn() throws IOException, InterruptedException {
        String request = officer.submit(submission);
        String sha256 = Scene.message(officer.file(request), request)
                .path("documentSha256")
                .asText();
        approver.move(request, "approve", Map.of("message", request, "sha256", sha256));
    }

    /** The facts of the case are told at length. */
    private static String padded(String example, DataSize size) {
        int at = example.indexOf(FACTS) + FACTS.length();
        int missing = Math.max(0, (int) size.toBytes() - example.length());
        String more = "Log entry 192.0.2.7 at 2026-11-14T03:12:44Z. ".repeat(missing / 45 + 1).substring(0, missing);
        return example.substring(0, at) + more + example.substring(at);
    }
}
