package org.comity.desk.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.comity.dashboard.Place;
import org.comity.dashboard.RequestFiles;
import org.comity.dashboard.RequestFilter;
import org.comity.dashboard.RequestList;
import org.comity.matters.Direction;
import org.comity.matters.NextMove;
import org.comity.matters.RequestState;
import org.comity.partners.AgencyId;
import org.comity.people.Actor;
import org.comity.problems.DeskProblem;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reading requests: the lists and the file of one. */
@RestController
@RequestMapping("/api/v1/requests")
class RequestsApi {
    private final RequestList list;
    private final RequestFiles files;

    RequestsApi(RequestList list, RequestFiles files) {
        this.list = list;
        this.files = files;
    }

    /** @param next for the {@code cursor} of the following call; absent on the last page */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record PageJson(List<RequestJson> requests, Optional<String> next) {}

    @GetMapping
    PageJson list(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(name = "closed", defaultValue = "false") boolean closed,
            @RequestParam("direction") Optional<Direction> direction,
            @RequestParam("state") Optional<RequestState> state,
            @RequestParam("nextMove") Optional<NextMove> nextMove,
            @RequestParam("partner") Optional<String> partner,
            @RequestParam("dueBefore") Optional<Instant> dueBefore,
            @RequestParam("reference") Optional<String> reference,
            @RequestParam("cursor") Optional<String> cursor,
            @RequestParam(name = "limit", defaultValue = "50") int limit) {
        if (limit < 1 || limit > RequestList.LARGEST_PAGE) {
            throw ProblemsMet.of(DeskProblem.PARAMETER_INVALID.at("limit"));
        }
        RequestFilter filter = new RequestFilter(
                closed, direction, state, nextMove, partner.map(RequestsApi::agency), dueBefore, reference);
        RequestList.Page page = list.page(actor, filter, cursor.map(RequestsApi::place), limit);
        return new PageJson(
                page.requests().stream().map(RequestJson::of).toList(),
                page.next().map(Place::cursor));
    }

    @GetMapping("/{id}")
    RequestFileJson file(@AuthenticationPrincipal Actor actor, @PathVariable("id") String id) {
        return files.open(actor, Ids.message(id))
                .map(RequestFileJson::of)
                .orElseThrow(() -> ProblemsMet.of(DeskProblem.NOT_FOUND.problem()));
    }

    private static Place place(String cursor) {
        return Place.parse(cursor).orElseThrow(() -> ProblemsMet.of(DeskProblem.PARAMETER_INVALID.at("cursor")));
    }

    private static AgencyId agency(String text) {
        if (!AgencyId.isValid(text)) {
            throw ProblemsMet.of(DeskProblem.PARAMETER_INVALID.at("partner"));
        }
        return new AgencyId(text);
    }
}
