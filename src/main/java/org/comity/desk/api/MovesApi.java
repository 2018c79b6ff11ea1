package org.comity.desk.api;

import static org.comity.desk.api.ProblemsMet.orAnswer;

import org.comity.casework.Answers;
import org.comity.casework.Approvals;
import org.comity.messages.MessageId;
import org.comity.people.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** UC-01/6 and UC-05/1: what a person does with a request without writing to the partner. Each is possible once, so none needs a key. */
@RestController
@RequestMapping("/api/v1/requests/{id}")
class MovesApi {
    private final Approvals approvals;
    private final Answers answers;

    MovesApi(Approvals approvals, Answers answers) {
        this.approvals = approvals;
        this.answers = answers;
    }

    /**
     * @param message what is approved: an answer; absent: the request itself
     * @param sha256 of the document that the approver has read (THREAT-94)
     */
    record ApprovalJson(@Nullable String message, @Nullable String sha256) {
        MessageId of(MessageId request) {
            return message == null ? request : Ids.message(message);
        }
    }

    /**
     * @param message what is discarded: an answer; absent: the request itself
     * @param reason for our own people, never sent
     */
    record DiscardJson(@Nullable String message, @Nullable String reason) {
        MessageId of(MessageId request) {
            return message == null ? request : Ids.message(message);
        }
    }

    /** @param reason for our own people, never sent */
    record SetAsideJson(@Nullable String reason) {}

    @PostMapping("/approve")
    MovedJson approve(
            @AuthenticationPrincipal Actor actor, @PathVariable("id") String id, @RequestBody ApprovalJson body) {
        MessageId request = Ids.message(id);
        Fields.needed(Fields.field("sha256", body.sha256));
        Approvals.Approved approved =
                orAnswer(approvals.approve(actor, body.of(request), Fields.digest("sha256", body.sha256)));
        return MovedJson.of(request, approved.message()).beside(approved.gone(), approved.beside());
    }

    @PostMapping("/discard")
    MovedJson discard(
            @AuthenticationPrincipal Actor actor, @PathVariable("id") String id, @RequestBody DiscardJson body) {
        MessageId request = Ids.message(id);
        return MovedJson.of(request, orAnswer(approvals.discard(actor, body.of(request), Fields.orEmpty(body.reason))));
    }

    @PostMapping("/take-up")
    MovedJson takeUp(@AuthenticationPrincipal Actor actor, @PathVariable("id") String id) {
        return MovedJson.of(orAnswer(answers.takeUp(actor, Ids.message(id))).id());
    }

    @PostMapping("/in-hand")
    MovedJson takeInHand(@AuthenticationPrincipal Actor actor, @PathVariable("id") String id) {
        return MovedJson.of(orAnswer(answers.takeInHand(actor, Ids.message(id))).id());
    }

    @PostMapping("/set-aside")
    MovedJson setAside(
            @AuthenticationPrincipal Actor actor, @PathVariable("id") String id, @RequestBody SetAsideJson body) {
        return MovedJson.of(orAnswer(answers.setAside(actor, Ids.message(id), Fields.orEmpty(body.reason)))
                .id());
    }
}
