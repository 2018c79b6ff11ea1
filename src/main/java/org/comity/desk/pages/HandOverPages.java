package org.comity.desk.pages;

import java.util.List;
import java.util.Optional;
import org.comity.casework.HandOvers;
import org.comity.dashboard.ListedRequest;
import org.comity.dashboard.MatterFile;
import org.comity.dashboard.MatterFiles;
import org.comity.dashboard.RequestFiles;
import org.comity.matters.MatterId;
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

/** UC-24: offers a matter to another unit, takes one over, gives one back; from the file of a request, or of a matter that has none. */
@Controller
class HandOverPages {
    private final HandOvers handOvers;
    private final RequestFiles files;
    private final MatterFiles matters;

    HandOverPages(HandOvers handOvers, RequestFiles files, MatterFiles matters) {
        this.handOvers = handOvers;
        this.files = files;
        this.matters = matters;
    }

    @GetMapping("/requests/{id}/hand-over")
    String ask(@AuthenticationPrincipal Actor actor, @PathVariable("id") String id, Model model) {
        return show(actor, Named.id(id), "", List.of(), model);
    }

    @GetMapping("/matters/{reference}/hand-over")
    String askOfMatter(@AuthenticationPrincipal Actor actor, @PathVariable("reference") String reference, Model model) {
        MatterFile matter = matters.open(actor, reference).orElseThrow(NotHere::new);
        return matter.requests().isEmpty()
                ? show(actor, matter, "", List.of(), model)
                : "redirect:/requests/" + matter.requests().getLast().id() + "/hand-over";
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
        Checked<MatterId> done = switch (act) {
            case "offer" -> unit(unit).then(to -> handOvers.offer(actor, request, to, words));
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

    /** As {@link #make}. */
    @PostMapping("/matters/{reference}/hand-over")
    String makeOfMatter(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("reference") String reference,
            @RequestParam(name = "do", defaultValue = "") String act,
            @RequestParam(name = "unit", defaultValue = "") String unit,
            @RequestParam(name = "words", defaultValue = "") String words,
            Model model,
            RedirectAttributes next) {
        Checked<MatterId> done = switch (act) {
            case "offer" -> unit(unit).then(to -> handOvers.offer(actor, reference, to, words));
            case "take" -> handOvers.take(actor, reference);
            case "return" -> handOvers.giveBack(actor, reference, words);
            default -> throw new NotHere();
        };
        if (!done.problems().isEmpty()) {
            MatterFile matter = matters.open(actor, reference).orElseThrow(NotHere::new);
            return show(actor, matter, words, done.problems(), model);
        }
        next.addFlashAttribute("done", "hand-over-" + act);
        return matters.open(actor, reference).isPresent() ? "redirect:/matters/" + reference : "redirect:/matters";
    }

    private static Checked<UnitId> unit(String unit) {
        try {
            return Checked.passed(new UnitId(unit));
        } catch (IllegalArgumentException notChosen) {
            return Checked.failed(DeskProblem.FIELD_MISSING.at("unit"));
        }
    }

    private String show(Actor actor, MessageId id, String words, List<Problem> problems, Model model) {
        ListedRequest request = files.find(actor, id).orElseThrow(NotHere::new);
        model.addAttribute("request", request);
        model.addAttribute("unit", request.unit());
        model.addAttribute("matter", request.matterReference());
        model.addAttribute("matterTitle", request.matterTitle());
        model.addAttribute("here", "/requests/" + id);
        return show(handOvers.standing(actor, id), words, problems, model);
    }

    private String show(Actor actor, MatterFile matter, String words, List<Problem> problems, Model model) {
        model.addAttribute("unit", matter.unit());
        model.addAttribute("matter", matter.reference());
        model.addAttribute("matterTitle", matter.title());
        model.addAttribute("here", "/matters/" + matter.reference());
        return show(handOvers.standing(actor, matter.reference()), words, problems, model);
    }

    private static String show(
            Optional<HandOvers.Standing> standing, String words, List<Problem> problems, Model model) {
        model.addAttribute("standing", standing.orElseThrow(NotHere::new));
        model.addAttribute("words", words);
        model.addAttribute("problems", problems.isEmpty() ? null : problems);
        return "hand-over";
    }
}
