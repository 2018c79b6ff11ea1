package org.comity.desk.api;

import static org.comity.desk.api.Fields.field;
import static org.comity.desk.api.Fields.given;
import static org.comity.desk.api.Fields.orEmpty;
import static org.comity.desk.api.ProblemsMet.orAnswer;
import static org.springframework.http.MediaType.APPLICATION_JSON_VALUE;
import static org.springframework.http.MediaType.MULTIPART_FORM_DATA_VALUE;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.comity.casework.Calls;
import org.comity.casework.Files;
import org.comity.casework.HandAnswers;
import org.comity.casework.HandCarrying;
import org.comity.casework.OnceOnly;
import org.comity.casework.OpenedFiles;
import org.comity.casework.WrittenDown;
import org.comity.matters.ByHand;
import org.comity.messages.MessageId;
import org.comity.people.Actor;
import org.comity.schemas.MessageXml;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** UC-21: what went or came outside the gateway. Each call takes the JSON alone, or as part {@code record} beside the scan that proves it. */
@RestController
@RequestMapping("/api/v1/requests/{id}")
class ByHandApi {
    private final HandCarrying carrying;
    private final HandAnswers answers;
    private final Calls calls;
    private final OpenedFiles opened;
    private final Files files;
    private final OnceOnly onceOnly;
    private final MessageXml xml;
    private final ObjectMapper json;

    ByHandApi(
            HandCarrying carrying,
            HandAnswers answers,
            Calls calls,
            OpenedFiles opened,
            Files files,
            OnceOnly onceOnly,
            MessageXml xml,
            ObjectMapper json) {
        this.carrying = carrying;
        this.answers = answers;
        this.calls = calls;
        this.opened = opened;
        this.files = files;
        this.onceOnly = onceOnly;
        this.xml = xml;
        this.json = json;
    }

    @PostMapping(path = "/messages/{message}/carried", consumes = APPLICATION_JSON_VALUE)
    MovedJson carried(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @PathVariable("message") String message,
            @RequestBody WrittenDownJson record) {
        return carried(actor, id, message, record.written(), Optional.empty());
    }

    @PostMapping(path = "/messages/{message}/carried", consumes = MULTIPART_FORM_DATA_VALUE)
    MovedJson carried(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @PathVariable("message") String message,
            @RequestPart("record") WrittenDownJson record,
            @RequestPart("scan") MultipartFile scan) {
        return carried(actor, id, message, record.written(), Optional.of(scan));
    }

    @PostMapping(path = "/messages/{message}/arrived", consumes = APPLICATION_JSON_VALUE)
    MovedJson arrived(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @PathVariable("message") String message,
            @RequestBody WrittenDownJson record) {
        return arrived(actor, id, message, record.written(), Optional.empty());
    }

    @PostMapping(path = "/messages/{message}/arrived", consumes = MULTIPART_FORM_DATA_VALUE)
    MovedJson arrived(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @PathVariable("message") String message,
            @RequestPart("record") WrittenDownJson record,
            @RequestPart("scan") MultipartFile scan) {
        return arrived(actor, id, message, record.written(), Optional.of(scan));
    }

    /** Part {@code submission} is the answer as a document of the schema; the other parts are the files that came with it. */
    @PostMapping(path = "/heard", consumes = MULTIPART_FORM_DATA_VALUE)
    MovedJson heard(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @RequestHeader(IdempotencyKey.HEADER) Optional<String> key,
            @RequestPart("record") WrittenDownJson record,
            @RequestPart("submission") MultipartFile document,
            @RequestPart(name = "scan", required = false) Optional<MultipartFile> scan,
            @RequestPart(name = "attachment", required = false) Optional<List<MultipartFile>> attachments)
            throws IOException {
        MessageId request = Ids.message(id);
        HandedIn given = HandedIn.withFiles(document, attachments);
        MessageId message = orAnswer(onceOnly.once(
                actor,
                IdempotencyKey.of(key),
                record.digest(json, given, scan),
                () -> given.submission(xml)
                        .then(submission -> MessagesApi.about(request, submission))
                        .then(submission -> answers.record(
                                actor,
                                submission.content(),
                                record.written().with(WrittenDownJson.stored(scan, files)),
                                given.stored(files)))));
        return MovedJson.of(request, message);
    }

    /**
     * @param at when it was
     * @param other who was called, or called, at the other end
     * @param what {@code CALLED} or {@code REFUSAL_TOLD}
     * @param said for our own people, never sent
     */
    record CallJson(
            @Nullable Instant at,
            WrittenDownJson.@Nullable PartyJson other,
            ByHand.@Nullable What what,
            @Nullable String said) {}

    @PostMapping("/calls")
    MovedJson called(@AuthenticationPrincipal Actor actor, @PathVariable("id") String id, @RequestBody CallJson body) {
        Fields.needed(field("at", body.at()), field("other", body.other()), field("what", body.what()));
        MessageId request = Ids.message(id);
        return MovedJson.of(orAnswer(calls.record(
                actor,
                request,
                given("what", body.what()),
                given("at", body.at()),
                given("other", body.other()).party("other"),
                orEmpty(body.said()))));
    }

    @GetMapping("/messages/{message}/by-hand/{record}/scan")
    ResponseEntity<Resource> scan(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @PathVariable("message") String message,
            @PathVariable("record") String record) {
        return Download.attachment(
                orAnswer(opened.scan(actor, Ids.message(id), Ids.message(message), Ids.uuid(record))));
    }

    private MovedJson carried(
            Actor actor, String id, String message, WrittenDown written, Optional<MultipartFile> scan) {
        MessageId request = Ids.message(id);
        return MovedJson.of(
                request,
                orAnswer(carrying.carried(
                        actor, request, Ids.message(message), written, () -> WrittenDownJson.stored(scan, files))));
    }

    private MovedJson arrived(
            Actor actor, String id, String message, WrittenDown written, Optional<MultipartFile> scan) {
        MessageId request = Ids.message(id);
        return MovedJson.of(
                request,
                orAnswer(carrying.arrived(
                        actor, request, Ids.message(message), written, () -> WrittenDownJson.stored(scan, files))));
    }
}
