package org.comity.desk.pages;

import java.util.List;
import org.comity.casework.HandOvers;
import org.comity.dashboard.ListedRequest;
import org.comity.dashboard.RequestFiles;
import org.comity.matters.Request;
import org.comity.messages.MessageId;
import org.comity.people.Actor;
import org.comity.people.UnitId;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.comity.problems.Problem;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** UC-24: offers a matter to another unit, takes one over, gives one back. */
@Controller
class HandOverPages {
    private final HandOvers handOvers;
    private final RequestFiles files;

    HandOverPages(HandOvers handOvers, RequestFiles files) {
        this.handOvers = handOvers;
        this.files = files;
    }

    @GetMapping("/requests/{id}/hand-over")
    String ask(@AuthenticationPrincipal Actor actor, @PathVariable("id") String id, Model model) {
        return show(actor, Named.id(id), "", List.of(), model);
    }

    /** @param act {@code offer}, {@code take} or {@code return}, as its button says */
    @PostMapping("/requests/{id}/hand-over")
    String make(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @RequestParam(name = "do", defaultValue = "") String act,
            @RequestParam(name = "unit", defaultValue = "") String unit,
            @RequestParam(name = "words", defaultValue = "") String words,
            Model model,
            RedirectAttributes next) {
        MessageId request = Named.id(id);
        Checked<Request> done = switch (act) {
            case "offer" -> offer(actor, request, unit, words);
            case "take" -> handOvers.take(actor, request);
            case "return" -> handOvers.giveBack(actor, request, words);
            default -> throw new NotHere();
        };
        if (!done.problems().isEmpty()) {
            return show(actor, request, words, done.problems(), model);
        }
        next.addFlashAttribute("done", "hand-over-" + act);
        return "redirect:/requests" + (files.find(actor, request).isPresent() ? "/" + request : "");
    }

    private Checked<Request> offer(Actor actor, MessageId request, String unit, String why) {
        try {
            return handOvers.offer(actor, request, new UnitId(unit), why);
        } catch (IllegalArgumentException notChosen) {
            return Checked.failed(DeskProblem.FIELD_MISSING.at("unit"));
        }
    }

    private String show(Actor actor, MessageId id, String words, List<Problem> problems, Model model) {
        ListedRequest request = files.find(actor, id).orElseThrow(NotHere::new);
        model.addAttribute("request", request);
        model.addAttribute("standing", handOvers.standing(actor, id).orElseThrow(NotHere::new));
        model.addAttribute("words", words);
        model.addAttribute("problems", problems.isEmpty() ? null : problems);
        return "hand-over";
    }
}
