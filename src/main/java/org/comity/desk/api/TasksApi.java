package org.comity.desk.api;

import static org.comity.desk.api.ProblemsMet.orAnswer;

import org.comity.casework.Tasks;
import org.comity.people.Actor;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Ticking off what is to be done for a request; the request's file lists it. */
@RestController
@RequestMapping("/api/v1/requests/{id}/tasks/{task}")
class TasksApi {
    private final Tasks tasks;

    TasksApi(Tasks tasks) {
        this.tasks = tasks;
    }

    @PostMapping("/done")
    MovedJson done(
            @AuthenticationPrincipal Actor actor, @PathVariable("id") String id, @PathVariable("task") String task) {
        return MovedJson.of(
                orAnswer(tasks.done(actor, Ids.message(id), Ids.uuid(task))).id());
    }
}
