package org.comity.desk.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.comity.desk.api.Dialogue.example;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.comity.messages.MessageId;
import org.comity.messages.Result;
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
        tick(we.approver, done, "Asked.").expect(403);
        assertThat(tick(we.officer, done, " ").expect(422).codes()).containsExactly("E-DSK-13");
        tick(we.officer, done, "Asked by telephone.").expect(200);
        tick(we.officer, done, "Asked again.").expect(409);

        JsonNode file = we.officer.file(request);
        assertThat(file.at("/tasks/0/doneBy").asText()).isEqualTo(we.officer.name);
        assertThat(file.at("/tasks/0").has("done")).isTrue();
        assertThat(file.at("/tasks/0/needed").asBoolean()).isTrue();
        assertThat(file.at("/tasks/0/said").asText()).isEqualTo("Asked by telephone.");
        assertThat(file.path("timeline").findValuesAsText("event")).contains("task.done");
    }

    @Test // UC-22/3
    void anOfficerSaysWhyItIsNotNeeded() {
        String href = opened("").path("href").asText();
        tick(we.officer, href + "/not-needed", "").expect(422);
        tick(we.officer, href + "/not-needed", "Their ministry waived it.").expect(200);
        tick(we.officer, href + "/done", "Done after all.").expect(409);

        JsonNode file = we.officer.file(request);
        assertThat(file.at("/tasks/0/needed").asBoolean()).isFalse();
        assertThat(file.at("/tasks/0/said").asText()).isEqualTo("Their ministry waived it.");
        assertThat(file.path("timeline").findValuesAsText("event")).contains("task.not-needed");
        assertThat(rows().sql("select detail::text from journal_leaf where request = ? and event = 'task.not-needed'")
                        .param(request)
                        .query(String.class)
                        .single())
                .as("the journal holds no content")
                .doesNotContain("waived");
    }

    @Test // UC-22/1
    void allOpenTasksOfTheUnitLateOnesFirst() {
        String undated = href(request, "now() + interval '1 year'", "null");
        String late = href(request, "now()", "now() - interval '2 days'");
        String other = we.sent(example("preservation-request.xml"));
        String soon = href(other, "now()", "now() + interval '2 days'");
        String done = href(other, "now()", "now() - interval '3 days'");
        tick(we.officer, done + "/done", "Done.").expect(200);

        JsonNode tasks = we.officer.get("/api/v1/tasks").expect(200).json().path("tasks");
        assertThat(tasks.findValuesAsText("href")).containsExactly(late, soon, undated);
        List<String> paged = new ArrayList<>();
        String next = "";
        do {
            JsonNode page =
                    we.officer.get("/api/v1/tasks?limit=1" + next).expect(200).json();
            paged.addAll(page.path("tasks").findValuesAsText("href"));
            next = page.has("next") ? "&cursor=" + page.path("next").asText() : "";
        } while (!next.isEmpty());
        assertThat(paged).as("page by page").containsExactly(late, soon, undated);
        assertThat(we.officer.get("/api/v1/tasks?cursor=forged").expect(400).codes())
                .containsExactly("E-DSK-12");
        assertThat(tasks.at("/0/request").asText()).isEqualTo(request);
        assertThat(tasks.at("/0/reference")).isEqualTo(we.officer.file(request).at("/request/reference"));
        assertThat(tasks.at("/2").has("due")).isFalse();
        assertThat(person("elsewhere", Role.OFFICER).get("/api/v1/tasks").json().path("tasks"))
                .isEmpty();
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

    @Test // UC-14/5c, DR-99: the request is over when its result comes, and nobody has read that
    void whatCameIsToBeCheckedBySomebody() throws Exception {
        String mla = we.sent(example("kinds/mla-31.xml"));
        MessageId result = we.say(new Result(Dialogue.id(mla), Result.Outcome.FULFILLED, List.of(), "Attached."));
        JsonNode task = we.await(mla, "FULFILLED").at("/tasks/0");
        assertThat(task.path("kind").asText()).isEqualTo("CHECK");
        assertThat(task.path("note").asText()).isEqualTo(result.toString());
        assertThat(Instant.parse(task.path("due").asText()))
                .as("as soon as a move of ours, as it was urgent")
                .isBetween(
                        Instant.now().plus(Duration.ofHours(3)), Instant.now().plus(Duration.ofHours(5)));
        assertThat(rows().sql("select rule from deadline where request = ? and state = 'ARMED'")
                        .param(mla)
                        .query(String.class)
                        .list())
                .containsExactly("DR-99");
        tick(we.officer, task.path("href").asText() + "/done", "All that was asked.")
                .expect(200);
        assertThat(rows().sql("select count(*) from deadline where request = ? and state = 'ARMED'")
                        .param(mla)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test // THREAT-91
    void whoMayNotKnowTheRequestFindsNoTaskOfIt() {
        String done = opened("").path("href").asText() + "/done";
        tick(person("elsewhere", Role.OFFICER), done, "Done.").expect(404);
        String other = we.sent(example("preservation-request.xml"));
        tick(we.officer, done.replace(request, other), "Done.").expect(404);
        tick(we.officer, "/api/v1/requests/" + request + "/tasks/" + UUID.randomUUID() + "/done", "Done.")
                .expect(404);
        tick(we.officer, "/api/v1/requests/" + request + "/tasks/none/done", "Done.")
                .expect(404);
    }

    private static OfficersClient.Answer tick(OfficersClient who, String path, String said) {
        return who.post(path, "application/json", OfficersClient.json(Map.of("said", said)), "");
    }

    /** @param opened SQL, like {@code due} */
    private static String href(String request, String opened, String due) {
        UUID id = UUID.randomUUID();
        rows().sql(
                        "insert into task (id, request, agency, matter, unit, kind, opened, due) select ?, id, agency, matter, unit, 'CONFIRMATION', "
                                + opened + ", " + due + " from request where id = ?")
                .params(id, request)
                .update();
        return "/api/v1/requests/" + request + "/tasks/" + id;
    }

    private JsonNode opened(String note) {
        rows().sql("""
                        insert into task (id, request, agency, matter, unit, kind, opened, note)
                        select gen_random_uuid(), id, agency, matter, unit, 'CONFIRMATION', now(), ? from request where id = ?""").params(note, request).update();
        return we.officer.file(request).at("/tasks/0");
    }
}
