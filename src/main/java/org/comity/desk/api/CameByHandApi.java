package org.comity.desk.api;

import static org.springframework.http.MediaType.MULTIPART_FORM_DATA_VALUE;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.comity.casework.Files;
import org.comity.casework.HandRequests;
import org.comity.casework.OnceOnly;
import org.comity.desk.api.ProblemBody.Finding;
import org.comity.journal.FindingRows;
import org.comity.messages.MessageId;
import org.comity.people.Actor;
import org.comity.schemas.MessageXml;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** UC-21/6: a request that came by hand, as it came. */
@RestController
@RequestMapping("/api/v1/requests/by-hand")
class CameByHandApi {
    private final HandRequests requests;
    private final FindingRows findings;
    private final Files files;
    private final OnceOnly onceOnly;
    private final MessageXml xml;
    private final ObjectMapper json;

    CameByHandApi(
            HandRequests requests,
            FindingRows findings,
            Files files,
            OnceOnly onceOnly,
            MessageXml xml,
            ObjectMapper json) {
        this.requests = requests;
        this.findings = findings;
        this.files = files;
        this.onceOnly = onceOnly;
        this.xml = xml;
        this.json = json;
    }

    /** @param missing what the law misses in it; ask for it with a question */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record RecordedJson(String id, String href, List<Finding> missing) {}

    /** Part {@code submission} is the request as a document of the schema, {@code from} the partner; the other parts are what came with it. */
    @PostMapping(consumes = MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<RecordedJson> record(
            @AuthenticationPrincipal Actor actor,
            @RequestHeader(IdempotencyKey.HEADER) Optional<String> key,
            @RequestPart("record") WrittenDownJson record,
            @RequestPart("submission") MultipartFile document,
            @RequestPart(name = "scan", required = false) Optional<MultipartFile> scan,
            @RequestPart(name = "attachment", required = false) Optional<List<MultipartFile>> attachments)
            throws IOException {
        HandedIn given = HandedIn.withFiles(document, attachments);
        MessageId id = ProblemsMet.orAnswer(onceOnly.once(
                actor,
                IdempotencyKey.of(key),
                record.digest(json, given, scan),
                () -> given.submission(xml)
                        .then(submission -> requests.record(
                                actor,
                                submission,
                                record.written().with(WrittenDownJson.stored(scan, files)),
                                given.stored(files)))));
        String href = "/api/v1/requests/" + id;
        return ResponseEntity.created(URI.create(href))
                .body(new RecordedJson(
                        id.toString(),
                        href,
                        findings.of(id).stream().map(Explained::missing).toList()));
    }
}
