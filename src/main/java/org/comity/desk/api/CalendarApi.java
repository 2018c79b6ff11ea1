package org.comity.desk.api;

import java.util.List;
import org.comity.casework.Readings;
import org.comity.dashboard.DeadlineList;
import org.comity.desk.Office;
import org.comity.desk.access.Tokens;
import org.comity.people.Actor;
import org.comity.people.Door;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** UC-06/6: deadlines for a calendar program, of whoever the token is. */
@RestController
class CalendarApi {
    private static final String CALENDAR = "text/calendar;charset=UTF-8";

    private final DeadlineList deadlines;
    private final Readings readings;
    private final Tokens tokens;
    private final Office office;

    CalendarApi(DeadlineList deadlines, Readings readings, Tokens tokens, Office office) {
        this.deadlines = deadlines;
        this.readings = readings;
        this.tokens = tokens;
        this.office = office;
    }

    @GetMapping(path = "/api/v1/calendar.ics", produces = CALENDAR)
    String calendar(@AuthenticationPrincipal Actor actor) {
        return CalendarText.of(read(actor), reader());
    }

    /**
     * For programs that send no header: the only path that takes a secret in its address, and only one that opens nothing else. What it is not
     * is answered alike and without a word, so that the address is repeated nowhere (THREAT-131).
     */
    @GetMapping("/calendar/{secret}")
    ResponseEntity<String> ofAddress(@PathVariable("secret") String secret) {
        return tokens.holder(Door.CALENDAR, secret.replaceFirst("\\.ics$", ""))
                .map(holder -> ResponseEntity.ok()
                        .header("Content-Type", CALENDAR)
                        .header("Content-Disposition", "inline; filename=\"comity.ics\"")
                        .cacheControl(CacheControl.noStore())
                        .body(CalendarText.of(read(holder.actor()), reader(), holder.until())))
                .orElseGet(() -> ResponseEntity.notFound()
                        .cacheControl(CacheControl.noStore())
                        .build());
    }

    private CalendarText.Reader reader() {
        return new CalendarText.Reader(ServletUriComponentsBuilder.fromCurrentContextPath(), office);
    }

    /** In the journal before it is given out, as every reading (UC-11). */
    private List<DeadlineList.Running> read(Actor actor) {
        List<DeadlineList.Running> running = deadlines.running(actor);
        readings.calendar(actor, running.size());
        return running;
    }
}
