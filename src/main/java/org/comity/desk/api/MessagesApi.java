package org.comity.desk.api;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.comity.casework.Answers;
import org.comity.casework.Files;
import org.comity.casework.OnceOnly;
import org.comity.messages.MessageId;
import org.comity.messages.Submission;
import org.comity.people.Actor;
import org.comity.problems.CaseworkProblem;
import org.comity.problems.Checked;
import org.comity.schemas.MessageXml;
import org.springframework.http.MediaType;
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
 * UC-05, UC-14, UC-15: anything that is said about a request, as a document of the schema; what {@link AnswersApi} takes as a few
 * fields can be said here too.
 */
@RestController
@RequestMapping("/api/v1/requests/{id}/messages")
class MessagesApi {
    private final MessageXml xml;
    private final Answers answers;
    private final Files files;
    private final OnceOnly onceOnly;

    MessagesApi(MessageXml xml, Answers answers, Files files, OnceOnly onceOnly) {
        this.xml = xml;
        this.answers = answers;
        this.files = files;
        this.onceOnly = onceOnly;
    }

    @PostMapping(consumes = {MediaType.APPLICATION_XML_VALUE, MediaType.APPLICATION_JSON_VALUE})
    MovedJson say(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @RequestHeader(IdempotencyKey.HEADER) Optional<String> key,
            @RequestHeader("Content-Type") MediaType type,
            @RequestBody byte[] document) {
        return say(actor, Ids.message(id), key, HandedIn.alone(type, document));
    }

    /** Part {@code submission} is the document; every further part is a file. */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    MovedJson sayWithFiles(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @RequestHeader(IdempotencyKey.HEADER) Optional<String> key,
            @RequestPart("submission") MultipartFile document,
            @RequestPart(name = "attachment", required = false) Optional<List<MultipartFile>> attachments)
            throws IOException {
        return say(actor, Ids.message(id), key, HandedIn.withFiles(document, attachments));
    }

    private MovedJson say(Actor actor, MessageId request, Optional<String> key, HandedIn given) {
        MessageId message = ProblemsMet.orAnswer(onceOnly.once(
                actor,
                IdempotencyKey.of(key),
                given.digest(),
                () -> given.submission(xml)
                        .then(submission -> about(request, submission))
                        .then(submission -> answers.say(actor, submission.content(), given.stored(files)))));
        return MovedJson.of(request, message).beside(List.of(), answers.waiting(actor, request, Optional.of(message)));
    }

    /** A document about another request would move that one behind the back of who reads the path. */
    static Checked<Submission> about(MessageId request, Submission submission) {
        return submission.content().about().equals(Optional.of(request))
                ? Checked.passed(submission)
                : Checked.failed(CaseworkProblem.NOT_AN_ANSWER.at(
                        "/submission/" + submission.content().kind() + "/@request"));
    }
}
