package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.comity.desk.api.Dialogue.example;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.comity.people.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What our own people still have to do for a request. */
class TasksOverHttpTest extends RunningGateway {
    private Dialogue we;
    private String request;

    @BeforeEach
    void twoPersonsAndARequest() {
        we = new Dialogue(this);
        request = we.sent(example("preservation-request.xml"));
    }

    @Test
    void anOfficerTicksATaskOffOnce() {
        JsonNode task = opened("Ask the registry for the number.");
        assertThat(task.path("kind").asText()).isEqualTo("CONFIRMATION");
        assertThat(task.path("note").asText()).isEqualTo("Ask the registry for the number.");
        assertThat(task.has("done")).isFalse();

        String done = task.path("href").asText() + "/done";
        we.approver.call("POST", done).expect(403);
        we.officer.call("POST", done).expect(200);
        we.officer.call("POST", done).expect(409);

        JsonNode file = we.officer.file(request);
        assertThat(file.at("/tasks/0/doneBy").asText()).isEqualTo(we.officer.name);
        assertThat(file.at("/tasks/0").has("done")).isTrue();
        assertThat(file.path("timeline").findValuesAsText("event")).contains("task.done");
    }

    @Test // UC-14/6b
    void theConfirmationDoesWhatWasToBeDone() {
        opened("");
        we.said(
                request,
                "<confirmation request=\"" + request
                        + "\"><registry>MOJ-77</registry><text>On paper.</text></confirmation>");
        assertThat(we.officer.file(request).at("/tasks/0/doneBy").asText()).isEqualTo(we.approver.name);
    }

    @Test // THREAT-91
    void whoMayNotKnowTheRequestFindsNoTaskOfIt() {
        String done = opened("").path("href").asText() + "/done";
        person("elsewhere", Role.OFFICER).call("POST", done).expect(404);
        String other = we.sent(example("preservation-request.xml"));
        we.officer.call("POST", done.replace(request, other)).expect(404);
        we.officer
                .call("POST", "/api/v1/requests/" + request + "/tasks/" + UUID.randomUUID() + "/done")
                .expect(404);
        we.officer
                .call("POST", "/api/v1/requests/" + request + "/tasks/none/done")
                .expect(404);
    }

    private JsonNode opened(String note) {
        rows().sql("""
                        insert into task (id, request, agency, matter, unit, kind, opened, note)
                        select gen_random_uuid(), id, agency, matter, unit, 'CONFIRMATION', now(), ? from request where id = ?""").params(note, request).update();
        return we.officer.file(request).at("/tasks/0");
    }
}
