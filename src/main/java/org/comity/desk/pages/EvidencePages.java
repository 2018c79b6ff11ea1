package org.comity.desk.pages;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.comity.casework.OpenedFiles;
import org.comity.casework.Readings;
import org.comity.casework.ReceiptReadings;
import org.comity.dashboard.RequestFile;
import org.comity.dashboard.RequestFiles;
import org.comity.desk.api.Download;
import org.comity.matters.Purpose;
import org.comity.messages.Digest;
import org.comity.people.Actor;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.comity.problems.Problem;
import org.comity.problems.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponentsBuilder;

/** UC-11: documents, attachments and receipts as files, and a receipt as a page; each reading stands in the journal. */
@Controller
class EvidencePages {
    private final Readings readings;
    private final ReceiptReadings receipts;
    private final RequestFiles files;
    private final OpenedFiles opened;

    EvidencePages(Readings readings, ReceiptReadings receipts, RequestFiles files, OpenedFiles opened) {
        this.readings = readings;
        this.opened = opened;
        this.receipts = receipts;
        this.files = files;
    }

    /** UC-11/3c: who signed it, when, over what, and whether it verifies now. */
    @GetMapping("/requests/{id}/messages/{message}/proof")
    String proof(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @PathVariable("message") String message,
            Model model) {
        RequestFile file = Named.file(files, actor, id);
        model.addAttribute("read", orNotHere(receipts.read(actor, Named.id(id), Named.id(message))));
        model.addAttribute("request", file.request());
        model.addAttribute("sent", Named.message(file, message));
        return "receipt";
    }

    /** UC-14/6a: as an attachment, so the text. */
    @GetMapping("/requests/{id}/messages/{message}/document")
    ResponseEntity<?> document(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @PathVariable("message") String message,
            @RequestParam(name = "purpose", required = false) @Nullable Purpose purpose) {
        Checked<byte[]> document =
                readings.document(actor, Named.id(id), Named.id(message), Optional.ofNullable(purpose));
        return isUnsaid(document) ? whereItIsAsked(id, message) : Download.document(message, orNotHere(document));
    }

    @GetMapping("/requests/{id}/messages/{message}/receipt")
    ResponseEntity<byte[]> receipt(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @PathVariable("message") String message) {
        return Download.receipt(message, orNotHere(readings.receipt(actor, Named.id(id), Named.id(message))));
    }

    /** UC-14/6a: what came on conditions is opened with its purpose; who has not said it is led to where the page asks. */
    @GetMapping("/requests/{id}/messages/{message}/attachments/{sha256}")
    ResponseEntity<?> attachment(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @PathVariable("message") String message,
            @PathVariable("sha256") String sha256,
            @RequestParam(name = "purpose", required = false) @Nullable Purpose purpose) {
        Checked<Readings.OpenedFile> file =
                opened.attachment(actor, Named.id(id), Named.id(message), digest(sha256), Optional.ofNullable(purpose));
        return isUnsaid(file) ? whereItIsAsked(id, message) : Download.attachment(orNotHere(file));
    }

    /** Whether it was not given out for want of a purpose. */
    static boolean isUnsaid(Checked<?> given) {
        return given.problems().equals(List.of(DeskProblem.FIELD_MISSING.at("purpose")));
    }

    private static ResponseEntity<Void> whereItIsAsked(String id, String message) {
        URI page = UriComponentsBuilder.fromUriString("/requests/{id}/messages/{message}?unsaid=true#conditions")
                .build(id, message);
        return ResponseEntity.status(HttpStatus.SEE_OTHER).location(page).build();
    }

    /** UC-21: the proof of what was recorded by hand. */
    @GetMapping("/matters/{reference}/accesses/{entry}/scan")
    ResponseEntity<Resource> access(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("reference") String reference,
            @PathVariable("entry") UUID entry) {
        return Download.attachment(orNotHere(opened.access(actor, reference, entry)));
    }

    @GetMapping("/requests/{id}/messages/{message}/by-hand/{record}/scan")
    ResponseEntity<Resource> scan(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @PathVariable("message") String message,
            @PathVariable("record") UUID record) {
        return Download.attachment(orNotHere(opened.scan(actor, Named.id(id), Named.id(message), record)));
    }

    private static Digest digest(String sha256) {
        try {
            return new Digest(sha256);
        } catch (IllegalArgumentException notADigest) {
            throw new NotHere();
        }
    }

    private static <T> T orNotHere(Checked<T> bytes) {
        return switch (bytes) {
            case Checked.Passed<T>(var content) -> content;
            case Checked.Failed<T>(var problems) -> throw notOpened(problems);
        };
    }

    /** UC-11/3e, 3f: who may know of the file is told why it does not open. */
    private static RuntimeException notOpened(List<Problem> problems) {
        ProblemType first = problems.getFirst().type();
        if (first == DeskProblem.QUARANTINED) {
            return new ResponseStatusException(HttpStatus.CONFLICT);
        }
        return first == DeskProblem.SCANNER_AWAY
                ? new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE)
                : new NotHere();
    }
}
