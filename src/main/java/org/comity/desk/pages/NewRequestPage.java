package org.comity.desk.pages;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.comity.casework.Files;
import org.comity.casework.OnceOnly;
import org.comity.casework.Submissions;
import org.comity.desk.api.Attached;
import org.comity.messages.MessageId;
import org.comity.people.Actor;
import org.comity.problems.Checked;
import org.comity.schemas.MessageXml;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** UC-01: handing in a request as a file. The form carries a key of its own, so that a double click is one request. */
@Controller
class NewRequestPage {
    private final MessageXml xml;
    private final Submissions submissions;
    private final Files files;
    private final OnceOnly onceOnly;

    NewRequestPage(MessageXml xml, Submissions submissions, Files files, OnceOnly onceOnly) {
        this.xml = xml;
        this.submissions = submissions;
        this.files = files;
        this.onceOnly = onceOnly;
    }

    @GetMapping("/requests/new")
    String form(Model model) {
        model.addAttribute("key", UUID.randomUUID());
        return "new-request";
    }

    @PostMapping("/requests/new")
    String submit(
            @AuthenticationPrincipal Actor actor,
            @RequestParam("key") UUID key,
            @RequestParam("submission") MultipartFile document,
            @RequestParam(name = "attachment", required = false, defaultValue = "") List<MultipartFile> given,
            Model model,
            RedirectAttributes next)
            throws IOException {
        List<MultipartFile> attachments =
                given.stream().filter(file -> !file.isEmpty()).toList();
        byte[] bytes = document.getBytes();
        Checked<MessageId> submitted = onceOnly.once(
                actor,
                "page-" + key,
                Attached.digest(bytes, attachments),
                () -> xml.readSubmission(bytes)
                        .then(submission ->
                                submissions.submit(actor, submission, Attached.stored(attachments, files))));
        if (submitted instanceof Checked.Passed<MessageId>(var id)) {
            next.addFlashAttribute("done", "moved");
            return "redirect:/requests/" + id;
        }
        model.addAttribute("problems", submitted.problems());
        return form(model);
    }
}
