package org.comity.desk.pages;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.comity.casework.ToldClocks;
import org.comity.dashboard.ListedRequest;
import org.comity.dashboard.RequestFiles;
import org.comity.desk.Office;
import org.comity.law.DeadlineRule;
import org.comity.matters.ClockTable;
import org.comity.matters.Request;
import org.comity.messages.MessageId;
import org.comity.people.Actor;
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

/** UC-06/1d: an officer tells the day that a clock waits for. */
@Controller
class ClockPages {
    private final RequestFiles files;
    private final ToldClocks clocks;
    private final Office office;

    ClockPages(RequestFiles files, ToldClocks clocks, Office office) {
        this.files = files;
        this.clocks = clocks;
        this.office = office;
    }

    /** As it was typed, in the zone of the office. */
    private record Typed(String at, String until) {}

    @GetMapping("/requests/{id}/clocks/{rule}")
    String ask(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @PathVariable("rule") String rule,
            Model model) {
        return show(Named.request(files, actor, id), told(actor, id, rule), new Typed("", ""), List.of(), model);
    }

    @PostMapping("/requests/{id}/clocks/{rule}")
    String tell(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @PathVariable("rule") String rule,
            @RequestParam(name = "at", defaultValue = "") String at,
            @RequestParam(name = "until", defaultValue = "") String until,
            Model model,
            RedirectAttributes next) {
        ListedRequest request = Named.request(files, actor, id);
        DeadlineRule known = told(actor, id, rule);
        Checked<Request> told = instant("at", at)
                .then(when -> ending(until).then(end -> clocks.tell(actor, request.id(), known, when, end)));
        if (told.problems().isEmpty()) {
            next.addFlashAttribute("done", "clock-told");
            return "redirect:/requests/" + request.id();
        }
        return show(request, known, new Typed(at, until), told.problems(), model);
    }

    private Checked<Optional<Instant>> ending(String text) {
        return text.isBlank()
                ? Checked.passed(Optional.empty())
                : instant("until", text).then(end -> Checked.passed(Optional.of(end)));
    }

    /** THREAT-90: a time that the clocks of the office left out is none. */
    private Checked<Instant> instant(String field, String text) {
        try {
            LocalDateTime typed = LocalDateTime.parse(text.strip());
            ZonedDateTime there = typed.atZone(office.zone());
            if (there.toLocalDateTime().equals(typed)) {
                return Checked.passed(there.toInstant());
            }
        } catch (DateTimeException noTime) {
            // said below
        }
        return Checked.failed((text.isBlank() ? DeskProblem.FIELD_MISSING : DeskProblem.PARAMETER_INVALID).at(field));
    }

    private static String show(
            ListedRequest request, DeadlineRule rule, Typed typed, List<Problem> problems, Model model) {
        model.addAttribute("request", request);
        model.addAttribute("rule", rule);
        model.addAttribute("source", rule.source().value());
        model.addAttribute("awaited", awaited(rule));
        model.addAttribute("at", typed.at());
        model.addAttribute("until", typed.until());
        model.addAttribute("problems", problems.isEmpty() ? null : problems);
        return "clock";
    }

    private static String awaited(DeadlineRule rule) {
        return ClockTable.TABLE.stream()
                .filter(row -> row.rule() == rule)
                .map(row -> row.waiting().what())
                .findFirst()
                .orElseThrow(NotHere::new);
    }

    private DeadlineRule told(Actor actor, String id, String rule) {
        MessageId request = Named.id(id);
        return DeadlineRule.of(rule)
                .filter(known -> clocks.isToldBySomebody(actor, request, known))
                .orElseThrow(NotHere::new);
    }
}
