package org.comity.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.comity.deadlines.Escalation.Planned;
import org.comity.deadlines.Escalation.Step;
import org.comity.journal.DeadlineRow;
import org.comity.journal.DeadlineRows;
import org.comity.matters.Task;
import org.comity.matters.TaskKind;
import org.comity.messages.MessageId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * UC-06/2a: however often, early or late a deadline is fired, each step of its plan is taken once at most, in order and never before its
 * time, and none once it is over. Drawn at random; each try names its seed.
 */
class FiringTest {
    private static final int TRIES = 40;
    private static final String RELATIONSHIPS = "relationships: {JP-RO: {four-eyes: false, escalate-after-hours: 30}}";

    @TempDir
    Path data;

    @Test
    void eachStepIsTakenOnceHoweverItIsFired() {
        try (Docket docket = new Docket(data, RELATIONSHIPS)) {
            docket.partner("ro-poc", "RO", "Europe/Bucharest", "24/7");
            docket.until("2026-11-24T01:00:00Z");
            MessageId request = docket.asks("one", "ro-poc", "preservation-request.xml");
            for (int seed = 0; seed < TRIES; seed++) {
                fired(docket, request, seed);
            }
        }
    }

    private static void fired(Docket docket, MessageId request, int seed) {
        Random random = new Random(seed);
        Task task = opened(docket, request, Duration.ofHours(1 + random.nextInt(900)), seed);
        UUID id = row(docket, request, task).id();
        boolean stops = random.nextInt(4) == 0;
        int rounds = 4 + random.nextInt(12);
        for (int round = 0; round < rounds; round++) {
            Duration step = Duration.ofMinutes(random.nextInt(9000));
            docket.passes(step);
            for (int times = random.nextInt(5); times > 0; times--) {
                docket.fire(id);
                isAsPlanned(docket, row(docket, request, task), seed);
            }
        }
        if (stops) {
            docket.done(request, task);
            Map<String, Long> said = said(docket, id);
            docket.passes(Duration.ofDays(60));
            docket.fire(id);
            assertThat(said(docket, id)).as("seed " + seed).isEqualTo(said);
            return;
        }
        docket.passes(Duration.ofDays(60));
        for (int times = 0; times < 12; times++) {
            docket.fire(id);
        }
        DeadlineRow over = row(docket, request, task);
        isAsPlanned(docket, over, seed);
        assertThat(over.state()).as("seed " + seed).isEqualTo(DeadlineRow.State.DUE);
        assertThat(said(docket, id)).as("seed " + seed).containsEntry("deadline.due", 1L);
        assertThat(docket.errands(id)).as("seed " + seed).isZero();
    }

    private static void isAsPlanned(Docket docket, DeadlineRow row, int seed) {
        List<Planned> done = row.plan().subList(0, row.fired());
        assertThat(done).as("seed " + seed).allMatch(planned -> !planned.at().isAfter(docket.now()));
        Map<String, Long> said = said(docket, row.id());
        assertThat(said.getOrDefault("deadline.warned", 0L))
                .as("seed " + seed)
                .isLessThanOrEqualTo(count(done, Step.WARNING));
        assertThat(said.getOrDefault("deadline.due", 0L)).as("seed " + seed).isEqualTo(count(done, Step.DUE));
    }

    private static long count(List<Planned> done, Step step) {
        return done.stream().filter(planned -> planned.step() == step).count();
    }

    /** What was journalled of the task's deadline. */
    private static Map<String, Long> said(Docket docket, UUID deadline) {
        return docket.sql().sql("""
                        select event from journal_leaf where event like 'deadline.%' and event <> 'deadline.armed'
                            and detail ->> 'task' = (select task::text from deadline where id = ?)""").param(deadline).query(String.class).list().stream()
                .collect(Collectors.groupingBy(event -> event, Collectors.counting()));
    }

    private static Task opened(Docket docket, MessageId request, Duration ahead, int seed) {
        Instant due = docket.now().plus(ahead);
        Task[] opened = new Task[1];
        docket.change(() -> opened[0] = docket.get(Tasks.class)
                .open(
                        docket.request(request),
                        TaskKind.CARRY,
                        Optional.of(due),
                        Optional.of("try " + seed),
                        docket.now()));
        return opened[0];
    }

    private static DeadlineRow row(Docket docket, MessageId request, Task task) {
        return docket.get(DeadlineRows.class).of(request).stream()
                .filter(row -> row.task().equals(Optional.of(task.id())))
                .findFirst()
                .orElseThrow();
    }
}
