package org.comity.desk.api;

import static org.comity.desk.api.ProblemsMet.orAnswer;

import java.util.Optional;
import org.comity.casework.OpenedFiles;
import org.comity.casework.Readings;
import org.comity.matters.Purpose;
import org.comity.people.Actor;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** UC-11/3: documents, attachments and signed receipts, byte for byte. Each reading stands in the journal. */
@RestController
@RequestMapping("/api/v1/requests/{id}/messages/{message}")
class EvidenceApi {
    private final Readings readings;
    private final OpenedFiles opened;

    EvidenceApi(Readings readings, OpenedFiles opened) {
        this.readings = readings;
        this.opened = opened;
    }

    @GetMapping("/document")
    ResponseEntity<byte[]> document(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @PathVariable("message") String message,
            @RequestParam("purpose") Optional<Purpose> purpose) {
        byte[] bytes = orAnswer(readings.document(actor, Ids.message(id), Ids.message(message), purpose));
        return Download.document(message, bytes);
    }

    @GetMapping("/receipt")
    ResponseEntity<byte[]> receipt(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @PathVariable("message") String message) {
        byte[] bytes = orAnswer(readings.receipt(actor, Ids.message(id), Ids.message(message)));
        return Download.receipt(message, bytes);
    }

    @GetMapping("/attachments/{sha256}")
    ResponseEntity<Resource> attachment(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @PathVariable("message") String message,
            @PathVariable("sha256") String sha256,
            @RequestParam("purpose") Optional<Purpose> purpose) {
        return Download.attachment(
                orAnswer(opened.attachment(actor, Ids.message(id), Ids.message(message), Ids.digest(sha256), purpose)));
    }
}
