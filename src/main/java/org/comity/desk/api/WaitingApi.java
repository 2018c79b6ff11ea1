package org.comity.desk.api;

import static org.comity.desk.api.ProblemsMet.orAnswer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.comity.casework.OpenAlerts;
import org.comity.casework.Unparking;
import org.comity.dashboard.AlertList;
import org.comity.dashboard.AlertPlace;
import org.comity.dashboard.ParkedList;
import org.comity.partners.AgencyId;
import org.comity.people.Actor;
import org.comity.problems.Catalogue;
import org.comity.problems.DeskProblem;
import org.comity.problems.ProblemType;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** UC-07 and UC-08: what waits for a person beside the requests. */
@RestController
@RequestMapping("/api/v1")
class WaitingApi {
    private final ParkedList parked;
    private final Unparking unparking;
    private final AlertList alerts;
    private final OpenAlerts calling;

    WaitingApi(ParkedList parked, Unparking unparking, AlertList alerts, OpenAlerts calling) {
        this.parked = parked;
        this.unparking = unparking;
        this.alerts = alerts;
        this.calling = calling;
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record ParkedJson(
            UUID id,
            Optional<String> message,
            Optional<String> partner,
            String address,
            String reason,
            String problem,
            Optional<String> sentence,
            Optional<String> remedy,
            Instant at) {}

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record AlertJson(
            UUID id,
            String cause,
            String subject,
            Optional<String> request,
            Optional<String> reference,
            Instant raised,
            int called,
            Optional<String> trouble,
            boolean own,
            int again,
            Optional<Instant> heldBack,
            Optional<Instant> quietUntil,
            Optional<String> quietedBy) {}

    /** @param next for the {@code cursor} of the following call; absent on the last page */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record AlertsJson(List<AlertJson> alerts, Optional<String> next) {}

    @GetMapping("/parked")
    List<ParkedJson> parked(@AuthenticationPrincipal Actor actor) {
        return parked.open(actor).stream()
                .map(row -> new ParkedJson(
                        row.id(),
                        row.message(),
                        row.partner().map(AgencyId::value),
                        row.address(),
                        row.reason(),
                        row.problem(),
                        Catalogue.find(row.problem()).map(ProblemType::sentence),
                        Catalogue.find(row.problem()).map(ProblemType::remedy),
                        row.at()))
                .toList();
    }

    @PostMapping("/parked/{id}/unpark")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unpark(@AuthenticationPrincipal Actor actor, @PathVariable("id") String id) {
        UUID known = parked.find(actor, Ids.uuid(id))
                .orElseThrow(WaitingApi::notFound)
                .id();
        orAnswer(unparking.unpark(actor, known));
    }

    @PostMapping("/parked/{id}/discard")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(@AuthenticationPrincipal Actor actor, @PathVariable("id") String id) {
        UUID known = parked.find(actor, Ids.uuid(id))
                .orElseThrow(WaitingApi::notFound)
                .id();
        orAnswer(unparking.discard(actor, known));
    }

    @GetMapping("/alerts")
    AlertsJson alerts(
            @AuthenticationPrincipal Actor actor,
            @RequestParam("cursor") Optional<String> cursor,
            @RequestParam(name = "limit", defaultValue = "50") int limit) {
        if (limit < 1 || limit > AlertList.LARGEST_PAGE) {
            throw ProblemsMet.of(DeskProblem.PARAMETER_INVALID.at("limit"));
        }
        AlertList.Page page = alerts.page(actor, OperationsApi.place(cursor, AlertPlace::parse), limit);
        return new AlertsJson(json(page.alerts()), page.next().map(AlertPlace::cursor));
    }

    private static List<AlertJson> json(List<AlertList.Alert> some) {
        return some.stream()
                .map(row -> new AlertJson(
                        row.id(),
                        row.cause(),
                        row.subject(),
                        row.request(),
                        row.reference(),
                        row.raised(),
                        row.called(),
                        row.trouble(),
                        row.own(),
                        row.again(),
                        row.heldBack(),
                        row.quietUntil(),
                        row.quietedBy()))
                .toList();
    }

    @PostMapping("/alerts/{id}/acknowledge")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void acknowledge(@AuthenticationPrincipal Actor actor, @PathVariable("id") String id) {
        UUID asked = Ids.uuid(id);
        if (!alerts.isKnown(actor, asked)) {
            throw notFound();
        }
        orAnswer(calling.acknowledge(actor, asked));
    }

    private static ProblemsMet notFound() {
        return ProblemsMet.of(DeskProblem.NOT_FOUND.problem());
    }
}
