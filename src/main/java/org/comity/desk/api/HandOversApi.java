package org.comity.desk.api;

import static org.comity.desk.api.Fields.field;
import static org.comity.desk.api.Fields.given;
import static org.comity.desk.api.ProblemsMet.orAnswer;

import org.comity.casework.HandOvers;
import org.comity.messages.MessageId;
import org.comity.people.Actor;
import org.comity.people.UnitId;
import org.comity.problems.DeskProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * UC-24: a matter goes over to another unit of the same agency, named by one of its requests or by its own reference. Each call is possible
 * once, so none needs a key.
 */
@RestController
class HandOversApi {
    private static final String OF_A_REQUEST = "/api/v1/requests/{id}/hand-over";
    private static final String OF_A_MATTER = "/api/v1/matters/{reference}/hand-over";

    private final HandOvers handOvers;

    HandOversApi(HandOvers handOvers) {
        this.handOvers = handOvers;
    }

    record OfferJson(@Nullable String unit, @Nullable String why) {}

    record ReturnJson(@Nullable String reason) {
        String said() {
            Fields.needed(field("reason", reason));
            return given("reason", reason);
        }
    }

    /** @param matter its reference */
    record MatterJson(String matter) {}

    @PostMapping(OF_A_REQUEST)
    MovedJson offer(@AuthenticationPrincipal Actor actor, @PathVariable("id") String id, @RequestBody OfferJson body) {
        MessageId request = Ids.message(id);
        Fields.needed(field("unit", body.unit), field("why", body.why));
        orAnswer(handOvers.offer(actor, request, unit(given("unit", body.unit)), given("why", body.why)));
        return MovedJson.of(request);
    }

    @PostMapping(OF_A_REQUEST + "/take")
    MovedJson take(@AuthenticationPrincipal Actor actor, @PathVariable("id") String id) {
        MessageId request = Ids.message(id);
        orAnswer(handOvers.take(actor, request));
        return MovedJson.of(request);
    }

    @PostMapping(OF_A_REQUEST + "/return")
    MovedJson giveBack(
            @AuthenticationPrincipal Actor actor, @PathVariable("id") String id, @RequestBody ReturnJson body) {
        MessageId request = Ids.message(id);
        orAnswer(handOvers.giveBack(actor, request, body.said()));
        return MovedJson.of(request);
    }

    @PostMapping(OF_A_MATTER)
    MatterJson offerMatter(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("reference") String reference,
            @RequestBody OfferJson body) {
        Fields.needed(field("unit", body.unit), field("why", body.why));
        orAnswer(handOvers.offer(actor, reference, unit(given("unit", body.unit)), given("why", body.why)));
        return new MatterJson(reference);
    }

    @PostMapping(OF_A_MATTER + "/take")
    MatterJson takeMatter(@AuthenticationPrincipal Actor actor, @PathVariable("reference") String reference) {
        orAnswer(handOvers.take(actor, reference));
        return new MatterJson(reference);
    }

    @PostMapping(OF_A_MATTER + "/return")
    MatterJson giveBackMatter(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("reference") String reference,
            @RequestBody ReturnJson body) {
        orAnswer(handOvers.giveBack(actor, reference, body.said()));
        return new MatterJson(reference);
    }

    private static UnitId unit(String text) {
        try {
            return new UnitId(text);
        } catch (IllegalArgumentException notAUnit) {
            throw ProblemsMet.of(DeskProblem.PARAMETER_INVALID.at("unit"));
        }
    }
}
