package org.comity.desk.api;

import static org.comity.desk.api.ProblemsMet.orAnswer;

import java.time.Instant;
import java.util.Optional;
import org.comity.casework.ToldClocks;
import org.comity.law.DeadlineRule;
import org.comity.people.Actor;
import org.comity.problems.DeskProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** UC-06/1d: a person tells what a clock of a request waits for. */
@RestController
@RequestMapping("/api/v1/requests/{id}/clocks/{rule}")
class ClocksApi {
    private final ToldClocks clocks;

    ClocksApi(ToldClocks clocks) {
        this.clocks = clocks;
    }

    /**
     * @param at when it happened
     * @param until the end that the order itself names; absent: it names none
     */
    record ToldJson(@Nullable Instant at, @Nullable Instant until) {}

    @PostMapping
    MovedJson tell(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @PathVariable("rule") String rule,
            @RequestBody ToldJson body) {
        DeadlineRule known = DeadlineRule.of(rule).orElseThrow(() -> ProblemsMet.of(DeskProblem.NOT_FOUND.problem()));
        Instant at = Fields.given("at", body.at);
        return MovedJson.of(orAnswer(clocks.tell(actor, Ids.message(id), known, at, Optional.ofNullable(body.until)))
                .id());
    }
}
