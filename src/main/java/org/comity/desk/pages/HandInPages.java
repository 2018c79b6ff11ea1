package org.comity.desk.pages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.comity.casework.Files;
import org.comity.casework.OnceOnly;
import org.comity.casework.Submissions;
import org.comity.desk.api.Attached;
import org.comity.desk.api.BoundedBodies;
import org.comity.desk.drafts.Draft;
import org.comity.messages.MessageId;
import org.comity.messages.Submission;
import org.comity.people.Actor;
import org.comity.problems.Checked;
import org.comity.problems.Problem;
import org.comity.schemas.DocumentTexts;
import org.comity.schemas.MessageXml;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** UC-01: a submission as a file, and the last step of both ways. It carries a key of its own, so that a double click is one request. */
@Controller
class HandInPages {
    private final DraftPages drafts;
    private final AvenuePages avenues;
    private final MessageXml xml;
    private final DocumentTexts documents;
    private final Submissions submissions;
    private final Files files;
    private final OnceOnly onceOnly;

    HandInPages(
            DraftPages drafts,
            AvenuePages avenues,
            MessageXml xml,
            DocumentTexts documents,
            Submissions submissions,
            Files files,
            OnceOnly onceOnly) {
        this.drafts = drafts;
        this.avenues = avenues;
        this.xml = xml;
        this.documents = documents;
        this.submissions = submissions;
        this.files = files;
        this.onceOnly = onceOnly;
    }

    /** A file from the agency's own system, or a draft that was kept: to the review if nothing is amiss, else into the form. */
    @PostMapping("/requests/new/upload")
    String upload(@AuthenticationPrincipal Actor actor, @RequestParam("submission") MultipartFile file, Model model)
            throws IOException {
        if (file.getSize() > BoundedBodies.MOST) {
            throw new ResponseStatusException(HttpStatus.PAYLOAD_TOO_LARGE); // DSK-08
        }
        byte[] bytes = file.getBytes();
        Checked<Submission> read = xml.readSubmission(bytes)
                .then(submission -> Checked.of(submission, submissions.check(actor, submission)));
        if (read instanceof Checked.Passed<Submission>(var submission)) {
            return drafts.review(actor, submission, "", model);
        }
        return intoTheForm(actor, bytes, "", read.problems(), model);
    }

    @PostMapping("/requests/new/hand-in")
    String handIn(
            @AuthenticationPrincipal Actor actor,
            @RequestParam("key") UUID key,
            @RequestParam("document") String document,
            @RequestParam(name = "avenue", defaultValue = "") String avenue,
            @RequestParam(name = "attachment", required = false) @Nullable List<MultipartFile> given,
            Model model,
            RedirectAttributes next) {
        List<MultipartFile> attachments = Uploads.chosen(given);
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        Checked<MessageId> submitted = onceOnly.once(
                actor,
                "page-" + key,
                Attached.digest(bytes, attachments),
                () -> xml.readSubmission(bytes)
                        .then(submission ->
                                submissions.submit(actor, submission, Attached.stored(attachments, files), avenue)));
        if (submitted instanceof Checked.Passed<MessageId>(var id)) {
            next.addFlashAttribute("done", "handed-in");
            return "redirect:/requests/" + id;
        }
        model.addAttribute("lostFiles", Uploads.names(attachments));
        return again(actor, bytes, avenue, submitted.problems(), model);
    }

    /** What only the files have against it comes back to where they are chosen, everything else to the form. */
    private String again(Actor actor, byte[] bytes, String avenue, List<Problem> found, Model model) {
        Checked<Submission> sound = xml.readSubmission(bytes)
                .then(submission -> Checked.of(submission, submissions.check(actor, submission)));
        if (sound instanceof Checked.Passed<Submission>(var submission)) {
            model.addAttribute("problems", found);
            return drafts.review(actor, submission, avenue, model);
        }
        return intoTheForm(actor, bytes, avenue, found, model);
    }

    private String intoTheForm(Actor actor, byte[] bytes, String avenue, List<Problem> found, Model model) {
        return switch (documents.readSubmission(bytes)) {
            case Checked.Passed<Map<String, String>>(var texts) -> {
                Draft draft = new Draft(texts).with(Draft.AVENUE, avenue);
                yield drafts.shown(actor, draft, found, model);
            }
            case Checked.Failed<Map<String, String>> unreadable -> {
                model.addAttribute("problems", found);
                yield avenues.choice(actor, "", "", "", model);
            }
        };
    }
}
