package org.comity.desk.pages;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.comity.casework.Addressees;
import org.comity.casework.Files;
import org.comity.casework.OnceOnly;
import org.comity.casework.Operations;
import org.comity.desk.api.Attached;
import org.comity.desk.pages.Correspondents.Correspondent;
import org.comity.matters.OperationId;
import org.comity.messages.Digest;
import org.comity.messages.Submission;
import org.comity.partners.AgencyId;
import org.comity.partners.Partner;
import org.comity.people.Actor;
import org.comity.problems.Checked;
import org.comity.schemas.MessageXml;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** UC-19/1 and 19/2: a reviewed submission goes to several partners; whom it may not go to, and why, is seen before it is handed in. */
@Controller
class NewOperationPages {
    private final MessageXml xml;
    private final Operations operations;
    private final Correspondents correspondents;
    private final Files files;
    private final OnceOnly onceOnly;

    NewOperationPages(
            MessageXml xml, Operations operations, Correspondents correspondents, Files files, OnceOnly onceOnly) {
        this.xml = xml;
        this.operations = operations;
        this.correspondents = correspondents;
        this.files = files;
        this.onceOnly = onceOnly;
    }

    /** A line of the form: a partner, what binds us, and what stands against sending it there. */
    record Choice(Correspondent to, Operations.Judged judged, boolean chosen) {
        public boolean lawful() {
            return judged.problems().isEmpty();
        }
    }

    @PostMapping("/operations/new")
    String choose(@AuthenticationPrincipal Actor actor, @RequestParam("document") String document, Model model) {
        Submission submission = read(document);
        return form(actor, submission, document, new TreeSet<>(List.of(submission.to())), model);
    }

    @PostMapping("/operations")
    String handIn(
            @AuthenticationPrincipal Actor actor,
            @RequestParam("key") UUID key,
            @RequestParam("document") String document,
            @RequestParam(name = "to", required = false) @Nullable List<String> to,
            @RequestParam(name = "skip", defaultValue = "false") boolean skip,
            @RequestParam(name = "attachment", required = false) @Nullable List<MultipartFile> given,
            Model model,
            RedirectAttributes next) {
        Submission submission = read(document);
        List<MultipartFile> attachments = Uploads.chosen(given);
        SortedSet<AgencyId> chosen = chosen(to);
        model.addAttribute("lostFiles", Uploads.names(attachments));
        if (chosen.size() < 2 || chosen.size() > Addressees.MOST) {
            model.addAttribute("most", Addressees.MOST);
            return form(actor, submission, document, chosen, model);
        }
        Checked<OperationId> opened = onceOnly.once(
                actor,
                "page-" + key,
                digest(document, chosen, skip, attachments),
                () -> operations.submit(
                        actor, submission, new Addressees(chosen, skip), Attached.stored(attachments, files)),
                known -> new OperationId(UUID.fromString(known)));
        if (opened instanceof Checked.Passed<OperationId>(var id)) {
            next.addFlashAttribute("done", "handed-in");
            return "redirect:/operations/" + id;
        }
        model.addAttribute("problems", opened.problems());
        return form(actor, submission, document, chosen, model);
    }

    private String form(Actor actor, Submission submission, String document, SortedSet<AgencyId> chosen, Model model) {
        List<Correspondent> all = correspondents.all(actor);
        SortedSet<AgencyId> ids = all.stream()
                .map(Correspondent::partner)
                .map(Partner::id)
                .collect(Collectors.toCollection(TreeSet::new));
        List<Operations.Judged> judged = operations.judge(actor, submission, ids);
        List<Choice> choices = new ArrayList<>();
        for (Correspondent one : all) {
            judged.stream()
                    .filter(found -> found.partner().equals(one.partner().id()))
                    .forEach(found -> choices.add(new Choice(one, found, chosen.contains(found.partner()))));
        }
        model.addAttribute("choices", choices);
        model.addAttribute("document", document);
        model.addAttribute("key", UUID.randomUUID());
        return "new-operation";
    }

    private static SortedSet<AgencyId> chosen(@Nullable List<String> to) {
        return to == null
                ? new TreeSet<>()
                : to.stream()
                        .filter(AgencyId::isValid)
                        .map(AgencyId::new)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Digest digest(
            String document, SortedSet<AgencyId> to, boolean skip, List<MultipartFile> attachments) {
        byte[] all = (to + " " + skip + " " + document).getBytes(StandardCharsets.UTF_8);
        return Attached.digest(all, attachments);
    }

    private Submission read(String document) {
        return switch (xml.readSubmission(document.getBytes(StandardCharsets.UTF_8))) {
            case Checked.Passed<Submission>(var submission) -> submission;
            case Checked.Failed<Submission> failed -> throw new NotHere();
        };
    }
}
