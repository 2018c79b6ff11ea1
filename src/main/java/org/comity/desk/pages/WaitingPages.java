package org.comity.desk.pages;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.comity.casework.OpenAlerts;
import org.comity.casework.Unparking;
import org.comity.dashboard.AlertList;
import org.comity.dashboard.ParkedList;
import org.comity.people.Actor;
import org.comity.people.DutyLine;
import org.comity.people.People;
import org.comity.people.Role;
import org.comity.problems.Checked;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What waits for a person beside the requests: parked messages, alerts; and the partners, to read. */
@Controller
class WaitingPages {
    private final ParkedList parked;
    private final AlertList alerts;
    private final Unparking unparking;
    private final OpenAlerts calling;
    private final Correspondents correspondents;
    private final People people;

    WaitingPages(
            ParkedList parked,
            AlertList alerts,
            Unparking unparking,
            OpenAlerts calling,
            Correspondents correspondents,
            People people) {
        this.parked = parked;
        this.alerts = alerts;
        this.unparking = unparking;
        this.calling = calling;
        this.correspondents = correspondents;
        this.people = people;
    }

    @GetMapping("/parked")
    String parked(@AuthenticationPrincipal Actor actor, Model model) {
        model.addAttribute("parked", parked.open(actor));
        model.addAttribute("mayUnpark", actor.is(Role.ADMINISTRATOR) || actor.is(Role.SUPERVISOR));
        return "parked";
    }

    @PostMapping("/parked/{id}/unpark")
    String unpark(
            @AuthenticationPrincipal Actor actor, @PathVariable("id") UUID id, Model model, RedirectAttributes next) {
        UUID known = parked.find(actor, id).orElseThrow(NotHere::new).id();
        return resolved(unparking.unpark(actor, known), "unparked", actor, model, next);
    }

    @PostMapping("/parked/{id}/discard")
    String discard(
            @AuthenticationPrincipal Actor actor, @PathVariable("id") UUID id, Model model, RedirectAttributes next) {
        UUID known = parked.find(actor, id).orElseThrow(NotHere::new).id();
        return resolved(unparking.discard(actor, known), "discarded", actor, model, next);
    }

    private String resolved(Checked<UUID> done, String word, Actor actor, Model model, RedirectAttributes next) {
        if (done.problems().isEmpty()) {
            next.addFlashAttribute("done", word);
            return "redirect:/parked";
        }
        model.addAttribute("problems", done.problems());
        return parked(actor, model);
    }

    @GetMapping("/alerts")
    String alerts(@AuthenticationPrincipal Actor actor, Model model) {
        model.addAttribute("groups", alerts.grouped(actor));
        model.addAttribute("nobodyOnDuty", DutyLine.of(actor.agency(), people).hasNobodyOnDuty());
        return "alerts";
    }

    /** Where the link of a call leads: this alert alone. */
    @GetMapping("/alerts/{id}")
    String alert(@AuthenticationPrincipal Actor actor, @PathVariable("id") UUID id, Model model) {
        model.addAttribute(
                "groups",
                alerts.find(actor, id).stream()
                        .map(one -> new AlertList.Group(one.cause(), one.partner(), List.of(one), 1))
                        .toList());
        alerts.over(actor, id).ifPresent(over -> model.addAttribute("over", over));
        model.addAttribute("nobodyOnDuty", false);
        return "alerts";
    }

    @PostMapping("/alerts/{id}/acknowledge")
    String acknowledge(@AuthenticationPrincipal Actor actor, @PathVariable("id") UUID id, RedirectAttributes next) {
        if (!alerts.isKnown(actor, id)) {
            throw new NotHere();
        }
        boolean done = calling.acknowledge(actor, id).problems().isEmpty();
        Optional<AlertList.Alert> left = alerts.find(actor, id);
        if (done) {
            next.addFlashAttribute("done", left.map(WaitingPages::heard).orElse("acknowledged"));
        } else if (left.isEmpty()) { // somebody was faster; else it is quiet, or not this person's: the list says so
            next.addFlashAttribute("over", alerts.over(actor, id).orElseThrow());
        }
        return "redirect:/alerts";
    }

    /** It waits for a second person, and its calls are put off; or its request is closed to who heard of it, and they go on. */
    private static String heard(AlertList.Alert alert) {
        return alert.quietUntil().isPresent() ? "put-off" : "passed-on";
    }

    @GetMapping("/partners")
    String partners(@AuthenticationPrincipal Actor actor, Model model) {
        model.addAttribute("correspondents", correspondents.all(actor));
        return "partners";
    }
}
