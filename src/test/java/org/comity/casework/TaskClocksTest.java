package org.comity.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.comity.journal.DeadlineRow;
import org.comity.journal.DeadlineRows;
import org.comity.journal.TaskRows;
import org.comity.matters.Task;
import org.comity.matters.TaskKind;
import org.comity.messages.MessageId;
import org.comity.messages.Withdrawal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** UC-06/1c: an open task that has a due day is a clock like any other. */
class TaskClocksTest {
    private static final String RELATIONSHIPS = """
            relationships:
              JP-RO:
                four-eyes: false
                confirmation:
                  RO: {required: true, days: 14}
                most-chasers: 0
            """;

    @TempDir
    Path data;

    private Docket docket;
    private MessageId request;

    @BeforeEach
    void aRequestInUrgency() {
        docket = new Docket(data, RELATIONSHIPS);
        docket.partner("ro-poc", "RO", "Europe/Bucharest", "24/7");
        docket.until("2026-11-24T01:00:00Z");
        request = docket.asks("one", "ro-poc", "preservation-request.xml");
    }

    @AfterEach
    void close() {
        docket.close();
    }

    @Test // DR-11
    void theConfirmationHasOneClockThatStopsWhenItIsTickedOff() {
        Task task = only(TaskKind.CONFIRMATION);
        assertThat(task.due()).contains(Instant.parse("2026-12-07T14:59:59Z")); // fourteen days after, in Tokyo
        DeadlineRow row = only(task);
        assertThat(row.rule()).isEqualTo("DR-11");
        assertThat(row.falls()).isEqualTo(task.due());
        assertThat(rows("DR-11")).hasSize(1);

        docket.until("2026-12-01T00:00:00Z");
        assertThat(state(task)).isEqualTo(DeadlineRow.State.WARNED);
        assertThat(docket.done(request, task)).isEmpty();
        assertThat(state(task)).isEqualTo(DeadlineRow.State.STOPPED);
        docket.until("2026-12-08T00:00:00Z");
        assertThat(docket.words()).filteredOn(word -> word.contains("DR-11")).noneMatch(word -> word.contains("due"));
        assertThat(docket.open("deadline-ahead", row.id())).isZero();
    }

    @Test // DR-93
    void aDayThatSomebodySetIsWarnedOfAndWhenItIsOverFirstTheOfficerAndThenASupervisorHear() {
        Task task = opened(TaskKind.TRANSLATION, "2026-12-04T08:00:00Z", "a");
        Task other = opened(TaskKind.TRANSLATION, "2026-12-05T08:00:00Z", "b");
        docket.until("2026-12-12T00:00:00Z");
        assertThat(docket.words())
                .filteredOn(word -> word.contains("DR-93"))
                .extracting(word -> word.replaceAll(" +", " "))
                .containsExactly(
                        "2026-11-27T08:00:00Z one DR-93 deadline.warned",
                        "2026-11-28T08:00:00Z one DR-93 deadline.warned",
                        "2026-12-02T08:00:00Z one DR-93 deadline.warned",
                        "2026-12-02T08:00:00Z one DR-93 deadline.escalated",
                        "2026-12-03T08:00:00Z one DR-93 deadline.warned",
                        "2026-12-03T08:00:00Z one DR-93 deadline.escalated",
                        "2026-12-04T08:00:00Z one DR-93 deadline.due",
                        "2026-12-05T08:00:00Z one DR-93 deadline.due");
        assertThat(state(task)).isEqualTo(DeadlineRow.State.DUE);
        assertThat(docket.done(request, other)).isEmpty();
        assertThat(docket.open("deadline-due", only(other).id())).isZero();
        assertThat(docket.open("deadline-due", only(task).id())).isOne();
    }

    @Test
    void onceTheOfficerHasHeardOnlyWhatIsLateIsEscalated() {
        Task task = opened(TaskKind.CARRY, "2026-12-04T08:00:00Z", "a");
        docket.until("2026-12-03T00:00:00Z");
        docket.acknowledgesAll();
        docket.until("2026-12-06T09:00:00Z");
        assertThat(docket.words())
                .filteredOn(word -> word.contains("DR-96"))
                .extracting(word -> word.replaceAll(" +", " "))
                .endsWith(
                        "2026-12-04T08:00:00Z one DR-96 deadline.due",
                        "2026-12-06T08:00:00Z one DR-96 deadline.escalated");
        assertThat(state(task)).isEqualTo(DeadlineRow.State.DUE);
    }

    @Test
    void whenTheRequestIsOverWhatWasOnlyForItsCourseLapsesAndTheRestGoesOn() {
        Task confirmation = only(TaskKind.CONFIRMATION);
        Task carry = opened(TaskKind.CARRY, "2026-12-04T08:00:00Z", "a");
        docket.says(new Withdrawal(request, "no longer needed"));
        assertThat(docket.request(request).state().isFinal()).isTrue();
        assertThat(state(confirmation)).isEqualTo(DeadlineRow.State.STOPPED);
        assertThat(find(confirmation).done().orElseThrow().by()).isEqualTo("gateway");
        assertThat(state(carry)).isEqualTo(DeadlineRow.State.ARMED);
        assertThat(find(carry).done()).isEmpty();
    }

    private Task opened(TaskKind kind, String due, String note) {
        docket.change(() -> docket.get(Tasks.class)
                .open(docket.request(request), kind, Optional.of(Instant.parse(due)), Optional.of(note), docket.now()));
        return tasks().stream()
                .filter(task -> task.note().equals(Optional.of(note)))
                .findFirst()
                .orElseThrow();
    }

    private List<Task> tasks() {
        return docket.get(TaskRows.class).of(request);
    }

    private Task find(Task task) {
        return docket.get(TaskRows.class).find(request, task.id()).orElseThrow();
    }

    private Task only(TaskKind kind) {
        List<Task> all = tasks().stream().filter(task -> task.kind() == kind).toList();
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private DeadlineRow only(Task task) {
        List<DeadlineRow> all = docket.get(DeadlineRows.class).of(request).stream()
                .filter(row -> row.task().equals(Optional.of(task.id())))
                .toList();
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private DeadlineRow.State state(Task task) {
        return only(task).state();
    }

    private List<DeadlineRow> rows(String rule) {
        return docket.get(DeadlineRows.class).of(request).stream()
                .filter(row -> row.rule().equals(rule))
                .toList();
    }
}
