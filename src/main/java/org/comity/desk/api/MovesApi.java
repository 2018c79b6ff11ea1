package org.comity.desk.api;

import static org.comity.desk.api.ProblemsMet.orAnswer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.comity.casework.Answers;
import org.comity.casework.Approvals;
import org.comity.messages.Answer;
import org.comity.messages.Content;
import org.comity.messages.Decision;
import org.comity.messages.MessageId;
import org.comity.messages.Preserved;
import org.comity.messages.Question;
import org.comity.messages.RiskNotice;
import org.comity.messages.Withdrawal;
import org.comity.people.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** UC-01/6 and UC-05: what a person does with a request. The answer names the message that says it to the partner. */
@RestController
@RequestMapping("/api/v1/requests/{id}")
class MovesApi {
    private final Approvals approvals;
    private final Answers answers;

    MovesApi(Approvals approvals, Answers answers) {
        this.approvals = approvals;
        this.answers = answers;
    }

    /** @param message the message written or approved; absent where nothing is sent */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record MovedJson(String request, Optional<String> message) {}

    /**
     * @param message what is approved: an answer; absent: the request itself
     * @param sha256 of the document that the approver has read (THREAT-94)
     */
    record ApprovalJson(@Nullable String message, @Nullable String sha256) {}

    record DecisionJson(
            @Nullable Boolean accepted,
            @Nullable String remarks,
            @Nullable String ground,
            @Nullable String reasons,
            @Nullable Boolean alternativesConsidered) {}

    record PreservedJson(
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable String holderReference) {}

    record TextJson(@Nullable String text) {}

    record AnswerJson(@Nullable String question, @Nullable String text) {}

    record ReasonJson(@Nullable String reason) {}

    @PostMapping("/approve")
    MovedJson approve(
            @AuthenticationPrincipal Actor actor, @PathVariable("id") String id, @RequestBody ApprovalJson body) {
        MessageId request = Ids.message(id);
        MessageId message = body.message == null ? request : Ids.message(body.message);
        return moved(request, orAnswer(approvals.approve(actor, message, Fields.digest("sha256", body.sha256))));
    }

    @PostMapping("/discard")
    MovedJson discard(
            @AuthenticationPrincipal Actor actor, @PathVariable("id") String id, @RequestBody ApprovalJson body) {
        MessageId request = Ids.message(id);
        MessageId message = body.message == null ? request : Ids.message(body.message);
        return moved(request, orAnswer(approvals.discard(actor, message)));
    }

    @PostMapping("/take-up")
    MovedJson takeUp(@AuthenticationPrincipal Actor actor, @PathVariable("id") String id) {
        return new MovedJson(
                orAnswer(answers.takeUp(actor, Ids.message(id))).id().toString(), Optional.empty());
    }

    @PostMapping("/set-aside")
    MovedJson setAside(@AuthenticationPrincipal Actor actor, @PathVariable("id") String id) {
        return new MovedJson(
                orAnswer(answers.setAside(actor, Ids.message(id))).id().toString(), Optional.empty());
    }

    @PostMapping("/decision")
    MovedJson decide(
            @AuthenticationPrincipal Actor actor, @PathVariable("id") String id, @RequestBody DecisionJson body) {
        Decision.Outcome outcome = Fields.given("accepted", body.accepted)
                ? new Decision.Accepted(Fields.orEmpty(body.remarks))
                : new Decision.Refused(
                        Fields.text("ground", body.ground),
                        Fields.text("reasons", body.reasons),
                        Fields.given("alternativesConsidered", body.alternativesConsidered));
        return say(actor, id, request -> new Decision(request, outcome));
    }

    @PostMapping("/preserved")
    MovedJson preserved(
            @AuthenticationPrincipal Actor actor, @PathVariable("id") String id, @RequestBody PreservedJson body) {
        Instant from = Fields.given("from", body.from);
        Instant until = Fields.given("until", body.until);
        return say(actor, id, request -> new Preserved(request, from, until, Fields.orEmpty(body.holderReference)));
    }

    @PostMapping("/question")
    MovedJson ask(@AuthenticationPrincipal Actor actor, @PathVariable("id") String id, @RequestBody TextJson body) {
        String text = Fields.text("text", body.text);
        return say(actor, id, request -> new Question(request, text));
    }

    @PostMapping("/answer")
    MovedJson answer(
            @AuthenticationPrincipal Actor actor, @PathVariable("id") String id, @RequestBody AnswerJson body) {
        MessageId question = Ids.message(Fields.text("question", body.question));
        String text = Fields.text("text", body.text);
        return say(actor, id, request -> new Answer(request, question, text));
    }

    @PostMapping("/risk-notice")
    MovedJson risk(@AuthenticationPrincipal Actor actor, @PathVariable("id") String id, @RequestBody ReasonJson body) {
        String reason = Fields.text("reason", body.reason);
        return say(actor, id, request -> new RiskNotice(request, reason));
    }

    @PostMapping("/withdrawal")
    MovedJson withdraw(
            @AuthenticationPrincipal Actor actor, @PathVariable("id") String id, @RequestBody ReasonJson body) {
        String reason = Fields.text("reason", body.reason);
        return say(actor, id, request -> new Withdrawal(request, reason));
    }

    @FunctionalInterface
    private interface Saying {
        Content about(MessageId request);
    }

    private MovedJson say(Actor actor, String id, Saying saying) {
        MessageId request = Ids.message(id);
        return moved(request, orAnswer(answers.say(actor, saying.about(request), List.of())));
    }

    private static MovedJson moved(MessageId request, MessageId message) {
        return new MovedJson(request.toString(), Optional.of(message.toString()));
    }
}
