package org.comity.desk.pages;

import java.util.List;
import org.comity.casework.Incidents;
import org.comity.dashboard.ListedRequest;
import org.comity.dashboard.RequestFiles;
import org.comity.matters.Request;
import org.comity.people.Actor;
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

/** UC-28: an officer says that a security incident has touched what came under CETS 224. */
@Controller
class IncidentPages {
    private final Incidents incidents;
    private final RequestFiles files;

    IncidentPages(Incidents incidents, RequestFiles files) {
        this.incidents = incidents;
        this.files = files;
    }

    @GetMapping("/requests/{id}/incident")
    String ask(@AuthenticationPrincipal Actor actor, @PathVariable("id") String id, Model model) {
        if (!incidents.mayFind(actor, Named.id(id))) {
            throw new NotHere();
        }
        return show(Named.request(files, actor, id), "", List.of(), model);
    }

    @PostMapping("/requests/{id}/incident")
    String found(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @RequestParam(name = "reason", defaultValue = "") String reason,
            Model model,
            RedirectAttributes next) {
        ListedRequest request = Named.request(files, actor, id);
        Checked<Request> done = incidents.found(actor, request.id(), reason);
        if (!done.problems().isEmpty()) {
            return show(request, reason, done.problems(), model);
        }
        next.addFlashAttribute("done", "incident");
        return "redirect:/requests/" + request.id();
    }

    private static String show(ListedRequest request, String reason, List<Problem> problems, Model model) {
        model.addAttribute("request", request);
        model.addAttribute("reason", reason);
        model.addAttribute("problems", problems.isEmpty() ? null : problems);
        return "incident";
    }
}
