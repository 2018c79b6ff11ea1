package org.comity.desk.api;

import static org.comity.desk.api.Fields.field;
import static org.comity.desk.api.Fields.given;
import static org.comity.desk.api.ProblemsMet.orAnswer;

import org.comity.casework.HandOvers;
import org.comity.people.Actor;
import org.comity.people.UnitId;
import org.comity.problems.DeskProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** UC-24: a request's matter goes over to another unit of the same agency. Each call is possible once, so none needs a key. */
@RestController
@RequestMapping("/api/v1/requests/{id}/hand-over")
class HandOversApi {
    private final HandOvers handOvers;

    HandOversApi(HandOvers handOvers) {
        this.handOvers = handOvers;
    }

    record OfferJson(@Nullable String unit, @Nullable String why) {}

    record ReturnJson(@Nullable String reason) {}

    @PostMapping
    MovedJson offer(@AuthenticationPrincipal Actor actor, @PathVariable("id") String id, @RequestBody OfferJson body) {
        Fields.needed(field("unit", body.unit), field("why", body.why));
        return MovedJson.of(orAnswer(
                        handOvers.offer(actor, Ids.message(id), unit(given("unit", body.unit)), given("why", body.why)))
                .id());
    }

    @PostMapping("/take")
    MovedJson take(@AuthenticationPrincipal Actor actor, @PathVariable("id") String id) {
        return MovedJson.of(orAnswer(handOvers.take(actor, Ids.message(id))).id());
    }

    @PostMapping("/return")
    MovedJson giveBack(
            @AuthenticationPrincipal Actor actor, @PathVariable("id") String id, @RequestBody ReturnJson body) {
        Fields.needed(field("reason", body.reason));
        return MovedJson.of(orAnswer(handOvers.giveBack(actor, Ids.message(id), given("reason", body.reason)))
                .id());
    }

    private static UnitId unit(String text) {
        try {
            return new UnitId(text);
        } catch (IllegalArgumentException notAUnit) {
            throw ProblemsMet.of(DeskProblem.PARAMETER_INVALID.at("unit"));
        }
    }
}
