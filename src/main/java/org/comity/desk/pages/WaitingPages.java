package org.comity.desk.pages;

import org.comity.dashboard.AlertList;
import org.comity.dashboard.ParkedList;
import org.comity.partners.Partners;
import org.comity.people.Actor;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What waits for a person beside the requests: parked messages, alerts; and the partners, to read. */
@Controller
class WaitingPages {
    private final ParkedList parked;
    private final AlertList alerts;
    private final Partners partners;

    WaitingPages(ParkedList parked, AlertList alerts, Partners partners) {
        this.parked = parked;
        this.alerts = alerts;
        this.partners = partners;
    }

    @GetMapping("/parked")
    String parked(@AuthenticationPrincipal Actor actor, Model model) {
        model.addAttribute("parked", parked.open(actor));
        return "parked";
    }

    @GetMapping("/alerts")
    String alerts(@AuthenticationPrincipal Actor actor, Model model) {
        model.addAttribute("alerts", alerts.open(actor));
        return "alerts";
    }

    @GetMapping("/partners")
    String partners(Model model) {
        model.addAttribute("partners", partners.all());
        return "partners";
    }
}
