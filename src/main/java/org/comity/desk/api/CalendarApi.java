package org.comity.desk.api;

import org.comity.dashboard.DeadlineList;
import org.comity.people.Actor;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** UC-06/6: deadlines for a calendar program, of whoever the token is; no secret is ever part of the address. */
@RestController
class CalendarApi {
    private final DeadlineList deadlines;

    CalendarApi(DeadlineList deadlines) {
        this.deadlines = deadlines;
    }

    @GetMapping(path = "/api/v1/calendar.ics", produces = "text/calendar;charset=UTF-8")
    String calendar(@AuthenticationPrincipal Actor actor) {
        return CalendarText.of(deadlines.running(actor));
    }
}
