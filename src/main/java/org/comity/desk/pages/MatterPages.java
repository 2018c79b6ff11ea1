package org.comity.desk.pages;

import org.comity.casework.HandOvers;
import org.comity.casework.OwnAccesses;
import org.comity.dashboard.MatterFile;
import org.comity.dashboard.MatterFiles;
import org.comity.dashboard.MatterList;
import org.comity.people.Actor;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** UC-11: the matters; one matter, its requests over every avenue and partner, and what was accessed without a request (UC-26). */
@Controller
class MatterPages {
    private final MatterList list;
    private final MatterFiles matters;
    private final OwnAccesses accesses;
    private final HandOvers handOvers;

    MatterPages(MatterList list, MatterFiles matters, OwnAccesses accesses, HandOvers handOvers) {
        this.list = list;
        this.matters = matters;
        this.accesses = accesses;
        this.handOvers = handOvers;
    }

    /** @param alone only those in which nobody was asked */
    @GetMapping("/matters")
    String list(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(name = "part", defaultValue = "") String part,
            @RequestParam(name = "alone", defaultValue = "false") boolean alone,
            Model model) {
        model.addAttribute("part", part);
        model.addAttribute("alone", alone);
        model.addAttribute("most", MatterList.MOST);
        model.addAttribute("matters", list.find(actor, part, alone));
        return "matters";
    }

    @GetMapping("/matters/{reference}")
    String file(@AuthenticationPrincipal Actor actor, @PathVariable("reference") String reference, Model model) {
        MatterFile matter = matters.open(actor, reference).orElseThrow(NotHere::new);
        model.addAttribute("title", VisibleText.of(matter.reference()));
        model.addAttribute("matter", matter);
        model.addAttribute("accesses", accesses.of(actor, reference).orElseThrow(NotHere::new));
        model.addAttribute("standing", handOvers.standing(actor, reference).orElseThrow(NotHere::new));
        model.addAttribute("mayRecord", accesses.mayRecord(actor, reference));
        return "matter";
    }
}
