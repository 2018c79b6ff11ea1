package org.comity.desk.pages;

import java.time.Clock;
import java.time.LocalDate;
import org.comity.law.Avenues;
import org.comity.law.Avenues.Haste;
import org.comity.law.Avenues.Need;
import org.comity.people.Actor;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** UC-14/1: before anything is written, what is needed, from whom and how fast; and on which avenues it can be asked. */
@Controller
class AvenuePages {
    private final Correspondents correspondents;
    private final Office office;
    private final Clock clock;

    AvenuePages(Correspondents correspondents, Office office, Clock clock) {
        this.correspondents = correspondents;
        this.office = office;
        this.clock = clock;
    }

    @GetMapping("/requests/new")
    String choice(@AuthenticationPrincipal Actor actor, Model model) {
        model.addAttribute("correspondents", correspondents.all(actor));
        model.addAttribute("needs", Need.values());
        model.addAttribute("hastes", Haste.values());
        return "new-request";
    }

    @GetMapping("/requests/new/advice")
    String advice(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(name = "need", defaultValue = "") String need,
            @RequestParam(name = "to", defaultValue = "") String to,
            @RequestParam(name = "haste", defaultValue = "ROUTINE") String haste,
            Model model) {
        Need wanted = Avenues.need(need).orElseThrow(NotHere::new);
        Haste fast = Avenues.haste(haste).orElseThrow(NotHere::new);
        Correspondents.Correspondent asked = correspondents
                .find(actor, to)
                .filter(Correspondents.Correspondent::canBeWrittenTo)
                .orElseThrow(NotHere::new);
        model.addAttribute("need", wanted);
        model.addAttribute("haste", fast);
        model.addAttribute("correspondent", asked);
        model.addAttribute(
                "advice",
                Avenues.advise(
                        new Avenues.Ask(wanted, fast),
                        asked.partner().country(),
                        asked.relationship().orElseThrow(NotHere::new),
                        LocalDate.now(clock.withZone(office.zone()))));
        return "advice";
    }
}
