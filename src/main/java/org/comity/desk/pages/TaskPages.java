package org.comity.desk.pages;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.comity.casework.Conditions;
import org.comity.casework.Tasks;
import org.comity.dashboard.MatterList;
import org.comity.dashboard.RequestFile;
import org.comity.dashboard.RequestFiles;
import org.comity.dashboard.RequestList;
import org.comity.dashboard.TaskList;
import org.comity.dashboard.TaskPlace;
import org.comity.matters.DeliveryState;
import org.comity.matters.Direction;
import org.comity.matters.Request;
import org.comity.matters.Task;
import org.comity.matters.TaskKind;
import org.comity.messages.MessageId;
import org.comity.people.Actor;
import org.comity.people.Role;
import org.comity.problems.Checked;
import org.comity.problems.Problem;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** UC-22: all that is still to be done, and one thing of it with the form that ticks it off. */
@Controller
class TaskPages {
    /** Of a page. */
    private static final int ROWS = 50;

    private final Clock clock;
    private final TaskList list;
    private final MatterList matters;
    private final RequestList requests;
    private final RequestFiles files;
    private final Tasks tasks;
    private final Conditions conditions;

    TaskPages(
            Clock clock,
            TaskList list,
            MatterList matters,
            RequestList requests,
            RequestFiles files,
            Tasks tasks,
            Conditions conditions) {
        this.clock = clock;
        this.list = list;
        this.matters = matters;
        this.requests = requests;
        this.files = files;
        this.tasks = tasks;
        this.conditions = conditions;
    }

    @GetMapping("/tasks")
    String open(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(name = "after", defaultValue = "") String after,
            Model model) {
        TaskList.Page page = list.page(actor, TaskPlace.parse(after), ROWS);
        model.addAttribute("tasks", page.tasks());
        page.next().ifPresent(place -> model.addAttribute("next", place.cursor()));
        model.addAttribute("offered", matters.offered(actor));
        model.addAttribute("ours", requests.ours(actor, clock.instant()));
        return "tasks";
    }

    @GetMapping("/requests/{id}/tasks/{task}")
    String one(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @PathVariable("task") UUID task,
            Model model) {
        return show(actor, Named.file(files, actor, id), task, "", List.of(), model);
    }

    /** @param act {@code done} or {@code not-needed}, as its button says */
    @PostMapping("/requests/{id}/tasks/{task}")
    String tick(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @PathVariable("task") UUID task,
            @RequestParam(name = "do", defaultValue = "") String act,
            @RequestParam(name = "said", defaultValue = "") String said,
            @RequestParam(name = "with", defaultValue = "") String with,
            Model model,
            RedirectAttributes next) {
        RequestFile file = Named.file(files, actor, id);
        MessageId request = file.request().id();
        Checked<Request> ended = switch (act) {
            case "done" -> tasks.done(actor, request, task, said, MessageId.parse(with));
            case "not-needed" -> tasks.notNeeded(actor, request, task, said);
            default -> throw new NotHere();
        };
        if (ended.problems().isEmpty()) {
            next.addFlashAttribute("done", "task-" + act);
            return "redirect:/requests/" + request;
        }
        return show(actor, file, task, said, ended.problems(), model);
    }

    private String show(Actor actor, RequestFile file, UUID id, String said, List<Problem> problems, Model model) {
        Task task = file.tasks().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(NotHere::new);
        model.addAttribute("request", file.request());
        model.addAttribute("task", task);
        model.addAttribute("said", said);
        model.addAttribute(
                "term",
                task.note()
                        .filter(note -> task.kind() == TaskKind.CONDITION)
                        .flatMap(conditions::noted)
                        .orElse(null));
        model.addAttribute(
                "carriers",
                file.messages().stream()
                        .filter(sent -> sent.direction() == Direction.OUT && sent.state() != DeliveryState.DISCARDED)
                        .filter(sent -> !sent.attachments().isEmpty())
                        .toList());
        model.addAttribute("problems", problems.isEmpty() ? null : problems);
        model.addAttribute("mayTick", task.done().isEmpty() && task.kind().isTickedOff() && actor.is(Role.OFFICER));
        return "task";
    }
}
