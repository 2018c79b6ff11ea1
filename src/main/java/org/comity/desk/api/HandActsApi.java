package org.comity.desk.api;

import static org.comity.desk.api.Fields.field;
import static org.comity.desk.api.Fields.given;
import static org.comity.desk.api.Fields.orEmpty;
import static org.comity.desk.api.ProblemsMet.orAnswer;

import java.time.Instant;
import org.comity.casework.HandCarrying;
import org.comity.casework.ReadBacks;
import org.comity.messages.MessageId;
import org.comity.people.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** UC-21/7 and 21/8: what will not be carried, and what was compared on the telephone. */
@RestController
@RequestMapping("/api/v1/requests/{id}/messages/{message}")
class HandActsApi {
    private final HandCarrying carrying;
    private final ReadBacks readBacks;

    HandActsApi(HandCarrying carrying, ReadBacks readBacks) {
        this.carrying = carrying;
        this.readBacks = readBacks;
    }

    /** @param reason for our own people, never sent */
    record GiveUpJson(@Nullable String reason) {}

    /**
     * @param at when they spoke
     * @param reader who read at the other end
     * @param agreed whether every group was the same
     */
    record ReadBackJson(
            @Nullable Instant at,
            WrittenDownJson.@Nullable PartyJson reader,
            @Nullable Boolean agreed) {}

    @PostMapping("/give-up")
    MovedJson giveUp(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @PathVariable("message") String message,
            @RequestBody GiveUpJson body) {
        MessageId request = Ids.message(id);
        return MovedJson.of(
                request, orAnswer(carrying.giveUp(actor, request, Ids.message(message), orEmpty(body.reason()))));
    }

    @PostMapping("/read-back")
    MovedJson readBack(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @PathVariable("message") String message,
            @RequestBody ReadBackJson body) {
        Fields.needed(field("at", body.at()), field("reader", body.reader()), field("agreed", body.agreed()));
        MessageId request = Ids.message(id);
        return MovedJson.of(
                request,
                orAnswer(readBacks.record(
                        actor,
                        request,
                        Ids.message(message),
                        given("at", body.at()),
                        given("reader", body.reader()).party("reader"),
                        given("agreed", body.agreed()))));
    }
}
