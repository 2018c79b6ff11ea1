package org.comity.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.comity.journal.DeadlineRows;
import org.comity.journal.TaskRows;
import org.comity.matters.Task;
import org.comity.matters.TaskKind;
import org.comity.messages.MessageId;
import org.comity.messages.Result;
import org.comity.people.Actor;
import org.comity.people.Role;
import org.comity.people.UnitId;
import org.comity.problems.Checked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** UC-28: who transferred personal data under CETS 224 hears of an incident that puts them at risk (CETS224/14/7/b). */
class IncidentsTest {
    private static final String RELATIONSHIPS = """
            relationships:
              JP-RS:
                four-eyes: false
                target-hours: {DR-25: 24}
                instruments:
                  CETS224: {from: 2026-11-01, source: "test"}
              JP-US:
                four-eyes: false
            """;

    private static final Actor OFFICER =
            new Actor("officer", "jp-npa", new UnitId("cyber"), Set.of(Role.OFFICER, Role.SUPERVISOR));

    @TempDir
    Path data;

    private Docket docket;

    @BeforeEach
    void anOffice() {
        docket = new Docket(data, RELATIONSHIPS);
        docket.partner("rs-mup", "RS", "Europe/Belgrade", "24/7");
        docket.partner("us-doj", "US", "America/New_York", "Mon-Fri 09:00-17:00");
        docket.until("2026-11-24T01:00:00Z");
    }

    @AfterEach
    void close() {
        docket.close();
    }

    @Test // UC-28/1, UC-28/2, UC-28/1a; DR-25
    void anIncidentIsATaskWithItsClock() {
        MessageId order = docket.asks("order", "rs-mup", "kinds/prod-8.xml");
        assertThat(found(order)).as("nothing has come yet").containsExactly("E-DSK-09");
        docket.hears(order, new Result(order, Result.Outcome.FULFILLED, List.of(), "Attached."));

        assertThat(docket.get(Incidents.class).mayFind(OFFICER, order)).isTrue();
        assertThat(found(order)).isEmpty();
        assertThat(found(order)).as("one at a time").containsExactly("E-DSK-09");
        Task task = only(order);
        assertThat(task.due()).as("the day after, by policy").contains(Instant.parse("2026-11-25T01:00:00Z"));
        assertThat(task.note()).contains("A laptop is lost.");

        docket.until("2026-11-25T02:00:00Z");
        assertThat(docket.words())
                .extracting(word -> word.replaceAll(" +", " "))
                .contains("2026-11-25T01:00:00Z order DR-25 deadline.due");
        assertThat(docket.done(order, task)).isEmpty();
        assertThat(docket.get(DeadlineRows.class).of(order))
                .filteredOn(row -> row.rule().equals("DR-25"))
                .noneMatch(row -> row.state().isRunning());
        assertThat(found(order)).as("another one").isEmpty();
    }

    @Test // UC-28/1a: whatever the treaty of the request says of it, it is not this article
    void whatCameUnderAnotherInstrumentHasNoSuchDuty() {
        MessageId asked = docket.isAsked("asked", "us-doj", "kinds/mla-treaty.xml");
        assertThat(docket.get(Incidents.class).mayFind(OFFICER, asked)).isFalse();
        assertThat(found(asked)).containsExactly("E-DSK-09");
    }

    private List<String> found(MessageId request) {
        Checked<?> found = docket.get(Incidents.class).found(OFFICER, request, "A laptop is lost.");
        return found.problems().stream().map(problem -> problem.type().code()).toList();
    }

    private Task only(MessageId request) {
        List<Task> all = docket.get(TaskRows.class).of(request).stream()
                .filter(task -> task.kind() == TaskKind.INCIDENT)
                .toList();
        assertThat(all).hasSize(1);
        return all.getFirst();
    }
}
