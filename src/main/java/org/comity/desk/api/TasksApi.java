package org.comity.desk.api;

import static org.comity.desk.api.ProblemsMet.orAnswer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.comity.casework.Tasks;
import org.comity.dashboard.TaskList;
import org.comity.dashboard.TaskList.OpenTask;
import org.comity.dashboard.TaskPlace;
import org.comity.messages.MessageId;
import org.comity.people.Actor;
import org.comity.problems.DeskProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** UC-22: what is still to be done around requests, and ticking it off; the file of a request lists its own, those that are done too. */
@RestController
@RequestMapping("/api/v1")
class TasksApi {
    private final Tasks tasks;
    private final TaskList list;

    TasksApi(Tasks tasks, TaskList list) {
        this.tasks = tasks;
        this.list = list;
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record OpenTasksJson(List<OpenTaskJson> tasks, Optional<String> next) {}

    /** @param href what is posted to, with {@code /done} or {@code /not-needed} behind it */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record OpenTaskJson(
            String href,
            String kind,
            String inWords,
            String request,
            String reference,
            String partner,
            String urgency,
            String unit,
            Optional<Instant> due,
            Instant opened,
            Optional<String> note) {

        static OpenTaskJson of(OpenTask task) {
            return new OpenTaskJson(
                    "/api/v1/requests/" + task.request() + "/tasks/" + task.id(),
                    task.kind().name(),
                    task.kind().inWords(),
                    task.request().toString(),
                    task.reference(),
                    task.partner().value(),
                    task.urgency().name(),
                    task.unit(),
                    task.due(),
                    task.opened(),
                    task.note());
        }
    }

    /**
     * @param said what was done
     * @param with message that carries what was made
     */
    record DoneJson(@Nullable String said, @Nullable String with) {}

    /** @param said why it is not needed */
    record NotNeededJson(@Nullable String said) {}

    private static String words(@Nullable String said) {
        return said == null ? "" : said;
    }

    @GetMapping("/tasks")
    OpenTasksJson open(
            @AuthenticationPrincipal Actor actor,
            @RequestParam("cursor") Optional<String> cursor,
            @RequestParam(name = "limit", defaultValue = "50") int limit) {
        if (limit < 1 || limit > TaskList.LARGEST_PAGE) {
            throw ProblemsMet.of(DeskProblem.PARAMETER_INVALID.at("limit"));
        }
        TaskList.Page page = list.page(actor, OperationsApi.place(cursor, TaskPlace::parse), limit);
        return new OpenTasksJson(
                page.tasks().stream().map(OpenTaskJson::of).toList(),
                page.next().map(TaskPlace::cursor));
    }

    @PostMapping("/requests/{id}/tasks/{task}/done")
    MovedJson done(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @PathVariable("task") String task,
            @RequestBody DoneJson body) {
        Optional<MessageId> with = Optional.ofNullable(body.with).map(Ids::message);
        return MovedJson.of(orAnswer(tasks.done(actor, Ids.message(id), Ids.uuid(task), words(body.said), with))
                .id());
    }

    @PostMapping("/requests/{id}/tasks/{task}/not-needed")
    MovedJson notNeeded(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @PathVariable("task") String task,
            @RequestBody NotNeededJson body) {
        return MovedJson.of(orAnswer(tasks.notNeeded(actor, Ids.message(id), Ids.uuid(task), words(body.said)))
                .id());
    }
}
