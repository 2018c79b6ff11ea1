package org.comity.desk.api;

import static org.springframework.http.MediaType.APPLICATION_JSON_VALUE;
import static org.springframework.http.MediaType.MULTIPART_FORM_DATA_VALUE;

import java.util.List;
import java.util.Optional;
import org.comity.desk.api.MoveBody.AnswerJson;
import org.comity.desk.api.MoveBody.DecisionJson;
import org.comity.desk.api.MoveBody.PreservedJson;
import org.comity.desk.api.MoveBody.QuestionJson;
import org.comity.desk.api.MoveBody.RiskNoticeJson;
import org.comity.desk.api.MoveBody.WithdrawalJson;
import org.comity.people.Actor;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/**
 * UC-05: what an officer says to the partner about a request. What can carry files takes them as multipart beside the part {@code
 * message}, which holds the same JSON. The answer names the new message.
 */
@RestController
@RequestMapping("/api/v1/requests/{id}")
class AnswersApi {
    private final Saying saying;

    AnswersApi(Saying saying) {
        this.saying = saying;
    }

    @PostMapping(path = "/decision", consumes = APPLICATION_JSON_VALUE)
    MovedJson decide(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @RequestHeader(IdempotencyKey.HEADER) Optional<String> key,
            @RequestBody DecisionJson body) {
        return saying.say(actor, id, key, body, List.of());
    }

    @PostMapping(path = "/decision", consumes = MULTIPART_FORM_DATA_VALUE)
    MovedJson decide(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @RequestHeader(IdempotencyKey.HEADER) Optional<String> key,
            @RequestPart("message") DecisionJson body,
            @RequestPart(name = "attachment", required = false) Optional<List<MultipartFile>> files) {
        return saying.say(actor, id, key, body, files.orElse(List.of()));
    }

    @PostMapping(path = "/preserved", consumes = APPLICATION_JSON_VALUE)
    MovedJson preserved(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @RequestHeader(IdempotencyKey.HEADER) Optional<String> key,
            @RequestBody PreservedJson body) {
        return saying.say(actor, id, key, body, List.of());
    }

    @PostMapping(path = "/preserved", consumes = MULTIPART_FORM_DATA_VALUE)
    MovedJson preserved(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @RequestHeader(IdempotencyKey.HEADER) Optional<String> key,
            @RequestPart("message") PreservedJson body,
            @RequestPart(name = "attachment", required = false) Optional<List<MultipartFile>> files) {
        return saying.say(actor, id, key, body, files.orElse(List.of()));
    }

    @PostMapping(path = "/question", consumes = APPLICATION_JSON_VALUE)
    MovedJson ask(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @RequestHeader(IdempotencyKey.HEADER) Optional<String> key,
            @RequestBody QuestionJson body) {
        return saying.say(actor, id, key, body, List.of());
    }

    @PostMapping(path = "/question", consumes = MULTIPART_FORM_DATA_VALUE)
    MovedJson ask(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @RequestHeader(IdempotencyKey.HEADER) Optional<String> key,
            @RequestPart("message") QuestionJson body,
            @RequestPart(name = "attachment", required = false) Optional<List<MultipartFile>> files) {
        return saying.say(actor, id, key, body, files.orElse(List.of()));
    }

    @PostMapping(path = "/answer", consumes = APPLICATION_JSON_VALUE)
    MovedJson answer(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @RequestHeader(IdempotencyKey.HEADER) Optional<String> key,
            @RequestBody AnswerJson body) {
        return saying.say(actor, id, key, body, List.of());
    }

    @PostMapping(path = "/answer", consumes = MULTIPART_FORM_DATA_VALUE)
    MovedJson answer(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @RequestHeader(IdempotencyKey.HEADER) Optional<String> key,
            @RequestPart("message") AnswerJson body,
            @RequestPart(name = "attachment", required = false) Optional<List<MultipartFile>> files) {
        return saying.say(actor, id, key, body, files.orElse(List.of()));
    }

    @PostMapping(path = "/risk-notice", consumes = APPLICATION_JSON_VALUE)
    MovedJson risk(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @RequestHeader(IdempotencyKey.HEADER) Optional<String> key,
            @RequestBody RiskNoticeJson body) {
        return saying.say(actor, id, key, body, List.of());
    }

    @PostMapping(path = "/withdrawal", consumes = APPLICATION_JSON_VALUE)
    MovedJson withdraw(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @RequestHeader(IdempotencyKey.HEADER) Optional<String> key,
            @RequestBody WithdrawalJson body) {
        return saying.say(actor, id, key, body, List.of());
    }
}
