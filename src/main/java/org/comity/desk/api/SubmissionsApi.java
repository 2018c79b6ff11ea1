package org.comity.desk.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.comity.casework.Files;
import org.comity.casework.OnceOnly;
import org.comity.casework.Submissions;
import org.comity.casework.TwiceAsked;
import org.comity.messages.MessageId;
import org.comity.people.Actor;
import org.comity.schemas.MessageXml;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** UC-01: handing in a request, as XML, as JSON of the same shape, or either with files beside it. */
@RestController
@RequestMapping("/api/v1/requests")
class SubmissionsApi {
    private static final Logger LOG = LoggerFactory.getLogger(SubmissionsApi.class);

    private final MessageXml xml;
    private final Submissions submissions;
    private final Files files;
    private final OnceOnly onceOnly;
    private final TwiceAsked twiceAsked;

    SubmissionsApi(MessageXml xml, Submissions submissions, Files files, OnceOnly onceOnly, TwiceAsked twiceAsked) {
        this.xml = xml;
        this.submissions = submissions;
        this.files = files;
        this.onceOnly = onceOnly;
        this.twiceAsked = twiceAsked;
    }

    /** @param cautions what the author probably did not mean; it is handed in all the same */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record SubmittedJson(String id, String href, List<CautionJson> cautions) {}

    record CautionJson(String about, String sentence, String request, String href) {
        static CautionJson of(TwiceAsked.Other other) {
            return new CautionJson(
                    "asked-already",
                    other.inWords(),
                    other.request().toString(),
                    "/api/v1/requests/" + other.request());
        }
    }

    @PostMapping(consumes = {MediaType.APPLICATION_XML_VALUE, MediaType.APPLICATION_JSON_VALUE})
    ResponseEntity<SubmittedJson> submit(
            @AuthenticationPrincipal Actor actor,
            @RequestHeader(IdempotencyKey.HEADER) Optional<String> key,
            @RequestHeader("Content-Type") MediaType type,
            @RequestParam(name = "avenue", required = false) Optional<String> avenue,
            @RequestBody byte[] document) {
        return submit(actor, key, HandedIn.alone(type, document), avenue.orElse(""));
    }

    /** Part {@code submission} is the document; every further part is a file. */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<SubmittedJson> submitWithFiles(
            @AuthenticationPrincipal Actor actor,
            @RequestHeader(IdempotencyKey.HEADER) Optional<String> key,
            @RequestParam(name = "avenue", required = false) Optional<String> avenue,
            @RequestPart("submission") MultipartFile document,
            @RequestPart(name = "attachment", required = false) Optional<List<MultipartFile>> attachments)
            throws IOException {
        return submit(actor, key, HandedIn.withFiles(document, attachments), avenue.orElse(""));
    }

    private ResponseEntity<SubmittedJson> submit(Actor actor, Optional<String> key, HandedIn given, String avenue) {
        MessageId id = ProblemsMet.orAnswer(onceOnly.once(
                actor,
                IdempotencyKey.of(key),
                given.digest(),
                () -> given.submission(xml)
                        .then(submission -> submissions.submit(actor, submission, given.stored(files), avenue))));
        String href = "/api/v1/requests/" + id;
        return ResponseEntity.created(URI.create(href))
                .body(new SubmittedJson(id.toString(), href, cautions(actor, id)));
    }

    /** It is handed in, whatever becomes of the look for others. */
    private List<CautionJson> cautions(Actor actor, MessageId id) {
        try {
            return twiceAsked.of(actor, id).stream().map(CautionJson::of).toList();
        } catch (RuntimeException away) {
            LOG.warn("whether {} was asked before is not known: {}", id, away.toString());
            return List.of();
        }
    }
}
