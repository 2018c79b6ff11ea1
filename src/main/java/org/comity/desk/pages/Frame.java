package org.comity.desk.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.comity.dashboard.AlertList;
import org.comity.dashboard.MatterList;
import org.comity.dashboard.ParkedList;
import org.comity.dashboard.TaskList;
import org.comity.desk.DatabaseAway;
import org.comity.desk.DeskSettings;
import org.comity.partners.OwnAgencies;
import org.comity.people.Actor;
import org.comity.people.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What stands around every page: who is signed in, and how much waits in parking and alerts. */
@ControllerAdvice(basePackageClasses = Frame.class)
class Frame {
    private final ParkedList parked;
    private final AlertList alerts;
    private final TaskList tasks;
    private final MatterList matters;
    private final DeskSettings settings;
    private final OwnAgencies own;
    private final Clock clock;

    Frame(
            ParkedList parked,
            AlertList alerts,
            TaskList tasks,
            MatterList matters,
            DeskSettings settings,
            OwnAgencies own,
            Clock clock) {
        this.parked = parked;
        this.alerts = alerts;
        this.tasks = tasks;
        this.matters = matters;
        this.settings = settings;
        this.own = own;
        this.clock = clock;
    }

    /** @param silentUntil when the session ends if nothing is sent or opened until then */
    record Around(
            Actor actor,
            List<String> sections,
            int tasks,
            int parked,
            int alerts,
            long refreshSeconds,
            boolean exercise,
            Instant silentUntil,
            long silenceMinutes) {}

    @ModelAttribute("frame")
    @Nullable
    Around around(@AuthenticationPrincipal @Nullable Actor actor, HttpServletRequest request) {
        if (actor == null) {
            return null;
        }
        boolean away = DatabaseAway.isSeenIn(request);
        return new Around(
                actor,
                sections(actor),
                away ? 0 : tasks.count(actor) + matters.offered(actor).size(),
                away ? 0 : parked.open(actor).size(),
                away ? 0 : alerts.open(actor).size(),
                settings.refresh().toSeconds(),
                own.exercise(),
                clock.instant().plus(settings.sessionTimeout()),
                settings.sessionTimeout().toMinutes());
    }

    /**
     * Where a page that a POST rendered, and that nothing was done by, is found by GET: from there the browser asks to send nothing again. Null:
     * it came by GET.
     */
    @ModelAttribute("again")
    @Nullable
    String again(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (!request.getMethod().equals("POST")) {
            return null;
        }
        return path.startsWith("/requests/new/") || path.equals("/operations/new")
                ? "/requests/new"
                : path.replaceFirst("^/requests/came/form$", "/requests/came")
                        .replaceFirst("^/parked/.*", "/parked")
                        .replaceFirst("/(approve|discard|acknowledge|in-hand)$", "");
    }

    private static List<String> sections(Actor actor) {
        List<String> sections = new ArrayList<>(List.of("requests", "tasks", "parked", "alerts", "partners"));
        if (actor.is(Role.AUDITOR)) {
            sections.add("journal");
        }
        if (actor.is(Role.ADMINISTRATOR)) {
            sections.add("status");
        }
        return sections;
    }
}
