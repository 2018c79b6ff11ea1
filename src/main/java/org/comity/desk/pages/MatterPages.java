package org.comity.desk.pages;

import org.comity.casework.OwnAccesses;
import org.comity.dashboard.MatterFile;
import org.comity.dashboard.MatterFiles;
import org.comity.people.Actor;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** UC-11: one matter, its requests over every avenue and partner, and what was accessed without a request (UC-26). */
@Controller
class MatterPages {
    private final MatterFiles matters;
    private final OwnAccesses accesses;

    MatterPages(MatterFiles matters, OwnAccesses accesses) {
        this.matters = matters;
        this.accesses = accesses;
    }

    @GetMapping("/matters/{reference}")
    String file(@AuthenticationPrincipal Actor actor, @PathVariable("reference") String reference, Model model) {
        MatterFile matter = matters.open(actor, reference).orElseThrow(NotHere::new);
        model.addAttribute("title", VisibleText.of(matter.reference()));
        model.addAttribute("matter", matter);
        model.addAttribute("accesses", accesses.of(actor, reference).orElseThrow(NotHere::new));
        model.addAttribute("mayRecord", accesses.mayRecord(actor, reference));
        return "matter";
    }
}
