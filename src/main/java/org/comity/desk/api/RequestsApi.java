package org.comity.desk.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.comity.casework.Conditions;
import org.comity.casework.HandOvers;
import org.comity.casework.Rejections;
import org.comity.casework.Senders;
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
    private static final int MOST_SOON_DAYS = 366;

    private final RequestList list;
    private final RequestFiles files;
    private final Conditions conditions;
    private final HandOvers handOvers;
    private final Senders senders;
    private final Rejections rejections;
    private final Explained explained;
    private final Clock clock;

    RequestsApi(
            RequestList list,
            RequestFiles files,
            Conditions conditions,
            HandOvers handOvers,
            Senders senders,
            Rejections rejections,
            Explained explained,
            Clock clock) {
        this.list = list;
        this.files = files;
        this.conditions = conditions;
        this.handOvers = handOvers;
        this.senders = senders;
        this.rejections = rejections;
        this.explained = explained;
        this.clock = clock;
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
            @RequestParam("inHand") Optional<RequestFilter.InHand> inHand,
            @RequestParam("cursor") Optional<String> cursor,
            @RequestParam(name = "limit", defaultValue = "50") int limit) {
        if (limit < 1 || limit > RequestList.LARGEST_PAGE) {
            throw ProblemsMet.of(DeskProblem.PARAMETER_INVALID.at("limit"));
        }
        RequestFilter filter = new RequestFilter(
                closed, direction, state, nextMove, partner.map(RequestsApi::agency), dueBefore, reference, inHand);
        RequestList.Page page = list.page(actor, filter, cursor.map(RequestsApi::place), limit);
        return new PageJson(
                page.requests().stream().map(RequestJson::of).toList(),
                page.next().map(Place::cursor));
    }

    /** @param most where counting stops: a number that equals it means "at least" */
    record CountsJson(int pending, int overdue, int dueSoon, int most) {}

    /** What a supervisor asks first in the morning. */
    @GetMapping("/counts")
    CountsJson counts(
            @AuthenticationPrincipal Actor actor, @RequestParam(name = "soonDays", defaultValue = "7") int soonDays) {
        if (soonDays < 1 || soonDays > MOST_SOON_DAYS) {
            throw ProblemsMet.of(DeskProblem.PARAMETER_INVALID.at("soonDays"));
        }
        Instant now = clock.instant();
        RequestList.Counts counts = list.counts(actor, now, now.plus(Duration.ofDays(soonDays)));
        return new CountsJson(counts.pending(), counts.overdue(), counts.dueSoon(), RequestList.MOST_COUNTED);
    }

    @GetMapping("/{id}")
    RequestFileJson file(@AuthenticationPrincipal Actor actor, @PathVariable("id") String id) {
        return files.open(actor, Ids.message(id))
                .map(file -> RequestFileJson.of(
                        file,
                        files.avenue(file.request()),
                        handOvers.standing(actor, file.request().id()).flatMap(HandOvers.Standing::open),
                        senders.of(actor, file.request().id()),
                        conditions.of(file.request().id()),
                        file.request().rejected()
                                ? rejections.standing(file.request().id())
                                : List.of(),
                        explained))
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
