package org.comity.desk.pages;

import org.comity.dashboard.ListedRequest;
import org.comity.dashboard.RequestFiles;
import org.comity.people.Actor;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** UC-11/2b: what an open form is about has changed meanwhile. Only that is said: what somebody types is never replaced. */
@Controller
class ChangedPages {
    private final RequestFiles files;
    private final Beside beside;

    ChangedPages(RequestFiles files, Beside beside) {
        this.files = files;
        this.beside = beside;
    }

    /**
     * @param seen the standing that the form was made for
     * @return a bar, or nothing at all while it stands so
     */
    @GetMapping("/requests/{id}/changed")
    Object changed(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @RequestParam(name = "seen", defaultValue = "") String seen,
            Model model) {
        ListedRequest request = Named.request(files, actor, id);
        if (beside.standing(actor, request).equals(seen)) {
            return ResponseEntity.noContent().build();
        }
        model.addAttribute("request", request);
        return "changed";
    }
}
