package org.comity.desk.pages;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.comity.dashboard.ListedRequest;
import org.comity.dashboard.MatterList;
import org.comity.dashboard.RequestFiles;
import org.comity.desk.Office;
import org.comity.law.Avenues;
import org.comity.law.Avenues.Haste;
import org.comity.law.Avenues.Need;
import org.comity.messages.MessageId;
import org.comity.messages.Urgency;
import org.comity.people.Actor;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** UC-14/1: before anything is written, what is needed, from whom and how fast; and on which avenues it can be asked. */
@Controller
class AvenuePages {
    /** What can be asked of data that a holder keeps. */
    private static final List<Need> FOLLOWING = List.of(Need.STORED_DATA, Need.SUBSCRIBER);

    private final Correspondents correspondents;
    private final RequestFiles files;
    private final MatterList matters;
    private final Office office;
    private final Clock clock;

    AvenuePages(Correspondents correspondents, RequestFiles files, MatterList matters, Office office, Clock clock) {
        this.correspondents = correspondents;
        this.files = files;
        this.matters = matters;
        this.office = office;
        this.clock = clock;
    }

    @GetMapping("/requests/new")
    String choice(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(name = "need", defaultValue = "") String need,
            @RequestParam(name = "to", defaultValue = "") String to,
            @RequestParam(name = "haste", defaultValue = "") String haste,
            Model model) {
        Named.officer(actor);
        List<Correspondents.Correspondent> all = correspondents.all(actor);
        model.addAttribute("none", all.isEmpty());
        model.addAttribute("total", all.size());
        model.addAttribute(
                "all",
                all.stream()
                        .filter(Correspondents.Correspondent::canBeWrittenTo)
                        .toList());
        model.addAttribute(
                "correspondents",
                all.stream().filter(one -> to.isBlank() || one.isCalled(to)).toList());
        model.addAttribute("need", need);
        model.addAttribute("to", to);
        model.addAttribute("haste", haste);
        model.addAttribute("needs", Need.values());
        model.addAttribute("hastes", Haste.values());
        model.addAttribute("matters", matters.newest(actor));
        return "new-request";
    }

    @GetMapping("/requests/new/advice")
    String advice(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(name = "need", defaultValue = "") String need,
            @RequestParam(name = "to", defaultValue = "") String to,
            @RequestParam(name = "haste", defaultValue = "ROUTINE") String haste,
            Model model) {
        Named.officer(actor);
        Need wanted = Avenues.need(need).orElseThrow(NotHere::new);
        Haste fast = Avenues.haste(haste).orElseThrow(NotHere::new);
        Optional<Correspondents.Correspondent> asked = correspondents.meant(actor, to);
        if (asked.isEmpty()) {
            model.addAttribute("unfound", true);
            return choice(actor, need, to, haste, model);
        }
        Avenues.Ask ask = new Avenues.Ask(wanted, fast);
        return show(ask, asked.get(), advice(ask, asked.get()), model);
    }

    /** UC-16/1: on which avenues what is held, or asked to be held, can be asked for. */
    @GetMapping("/requests/{id}/avenues")
    String following(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @RequestParam(name = "need", defaultValue = "STORED_DATA") String need,
            Model model) {
        ListedRequest held = MessageId.parse(id)
                .flatMap(known -> files.find(actor, known))
                .filter(RequestPages::canBeFollowed)
                .orElseThrow(NotHere::new);
        Named.officer(actor);
        Avenues.Ask ask = new Avenues.Ask(
                Avenues.need(need).filter(FOLLOWING::contains).orElseThrow(NotHere::new), haste(held.urgency()));
        Correspondents.Correspondent asked =
                correspondents.find(actor, held.partner().value()).orElseThrow(NotHere::new);
        model.addAttribute("held", held);
        model.addAttribute("needs", FOLLOWING);
        return show(ask, asked, advice(ask, asked).followingAHold(), model);
    }

    private Avenues.Advice advice(Avenues.Ask ask, Correspondents.Correspondent asked) {
        return Avenues.advise(
                ask,
                asked.partner().country(),
                asked.relationship().orElseThrow(NotHere::new),
                LocalDate.now(clock.withZone(office.zone())));
    }

    private static String show(
            Avenues.Ask ask, Correspondents.Correspondent asked, Avenues.Advice advice, Model model) {
        model.addAttribute("need", ask.need());
        model.addAttribute("haste", ask.haste());
        model.addAttribute("correspondent", asked);
        model.addAttribute("advice", advice);
        return "advice";
    }

    private static Haste haste(Urgency urgency) {
        return switch (urgency) {
            case ROUTINE -> Haste.ROUTINE;
            case URGENT -> Haste.URGENT;
            case EMERGENCY -> Haste.LIFE_AT_RISK;
        };
    }
}
