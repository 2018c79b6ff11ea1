package org.comity.desk.pages;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.comity.casework.Accounts;
import org.comity.people.Actor;
import org.comity.people.ApiToken;
import org.comity.people.Door;
import org.comity.people.People;
import org.comity.people.TokenSecret;
import org.comity.problems.Checked;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** UC-06/6a: addresses at which a person's calendar programs read that person's deadlines; each is shown once. */
@Controller
class CalendarPages {
    /** Days of life that can be chosen, the usual one first: somebody who leaves is forgotten by then. */
    private static final List<Integer> LIVES = List.of(90, 30, 366);

    private final SecureRandom random = new SecureRandom();
    private final People people;
    private final Accounts accounts;
    private final Clock clock;

    CalendarPages(People people, Accounts accounts, Clock clock) {
        this.people = people;
        this.accounts = accounts;
        this.clock = clock;
    }

    @GetMapping("/calendar")
    String addresses(@AuthenticationPrincipal Actor actor, Model model) {
        return show(actor, model);
    }

    /** The answer itself shows the address: nothing keeps it until a next page. */
    @PostMapping("/calendar")
    String issue(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(name = "label", defaultValue = "") String label,
            @RequestParam(name = "days", defaultValue = "0") int days,
            Model model) {
        requireOwnDeadlines(actor);
        TokenSecret secret = TokenSecret.random(Door.CALENDAR, random);
        Duration life = Duration.ofDays(LIVES.contains(days) ? days : LIVES.getFirst());
        Checked<ApiToken> issued = accounts.issue(actor, actor.name(), named(label), life, secret);
        if (issued instanceof Checked.Passed<ApiToken>(var token)) {
            model.addAttribute("issued", token);
            model.addAttribute(
                    "address",
                    ServletUriComponentsBuilder.fromCurrentContextPath()
                            .pathSegment("calendar", secret.reveal() + ".ics")
                            .toUriString());
        }
        return show(actor, model);
    }

    @PostMapping("/calendar/{id}/revoke")
    String revoke(@AuthenticationPrincipal Actor actor, @PathVariable("id") UUID id, RedirectAttributes next) {
        accounts.revoke(actor, actor.name(), id).problems().forEach(notTheirs -> {
            throw new NotHere();
        });
        next.addFlashAttribute("done", "calendar-revoked");
        return "redirect:/calendar";
    }

    private String show(Actor actor, Model model) {
        requireOwnDeadlines(actor);
        model.addAttribute("lives", LIVES);
        model.addAttribute(
                "rest",
                ServletUriComponentsBuilder.fromCurrentContextPath()
                        .path("/api/v1/calendar.ics")
                        .toUriString());
        model.addAttribute(
                "addresses",
                people.tokensOf(actor.name()).stream()
                        .filter(token -> token.opens(Door.CALENDAR, clock.instant()))
                        .toList());
        return "calendar";
    }

    private static void requireOwnDeadlines(Actor actor) {
        if (!actor.worksOnMatters()) {
            throw new NotHere();
        }
    }

    private static String named(String label) {
        String named = VisibleText.of(label.strip());
        return named.isEmpty() ? "calendar" : named.substring(0, Math.min(named.length(), ApiToken.LONGEST_LABEL));
    }
}
