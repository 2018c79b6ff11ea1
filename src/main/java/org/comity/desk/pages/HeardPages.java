package org.comity.desk.pages;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.comity.casework.Files;
import org.comity.casework.HandAnswers;
import org.comity.casework.OnceOnly;
import org.comity.casework.WrittenDown;
import org.comity.dashboard.ListedRequest;
import org.comity.dashboard.RequestFiles;
import org.comity.desk.Move;
import org.comity.desk.Office;
import org.comity.desk.api.Attached;
import org.comity.desk.drafts.Draft;
import org.comity.desk.drafts.DraftCheck;
import org.comity.desk.drafts.DraftForm;
import org.comity.desk.drafts.Item;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.comity.messages.Submission;
import org.comity.people.Actor;
import org.comity.problems.Checked;
import org.comity.problems.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * UC-21/4: an answer that came by hand, written down in the fields that it would have as a message; beside them when, how, from whom and to
 * whom it came, with its scan.
 */
@Controller
class HeardPages {
    private final RequestFiles files;
    private final HandAnswers answers;
    private final HandWriting writing;
    private final ActDrafts acts;
    private final DraftCheck drafts;
    private final Subjects subjects;
    private final Files stored;
    private final OnceOnly onceOnly;
    private final Correspondents correspondents;
    private final Office office;

    HeardPages(
            RequestFiles files,
            HandAnswers answers,
            HandWriting writing,
            ActDrafts acts,
            DraftCheck drafts,
            Subjects subjects,
            Files stored,
            OnceOnly onceOnly,
            Correspondents correspondents,
            Office office) {
        this.files = files;
        this.answers = answers;
        this.writing = writing;
        this.acts = acts;
        this.drafts = drafts;
        this.subjects = subjects;
        this.stored = stored;
        this.onceOnly = onceOnly;
        this.correspondents = correspondents;
        this.office = office;
    }

    @GetMapping("/requests/{id}/heard/{move}")
    String ask(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @PathVariable("move") String path,
            Model model) {
        Heard heard = heard(actor, id, path);
        if (!Move.ofTheOtherSide(heard.request()).contains(heard.move())) {
            throw new NotHere();
        }
        Named.officer(actor);
        Draft draft = to(actor, acts.heard(heard.request(), heard.move(), heard.asked()))
                .with(writing.in(actor, heard.request().partner()));
        return show(actor, model, heard, draft, List.of());
    }

    /** @param act what the button says: {@code record}, or {@code add} and {@code remove} with a place */
    @PostMapping("/requests/{id}/heard/{move}")
    String write(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @PathVariable("move") String path,
            @RequestParam(name = "do", defaultValue = "record") String act,
            @RequestParam(name = "key", required = false) @Nullable UUID key,
            @RequestParam(name = "scan", required = false) @Nullable List<MultipartFile> scan,
            @RequestParam(name = "attachment", required = false) @Nullable List<MultipartFile> attached,
            @RequestParam Map<String, String> typed,
            Model model,
            RedirectAttributes next) {
        Heard heard = heard(actor, id, path);
        Draft all = Draft.typed(typed, office.zone());
        Draft draft = to(actor, acts.typed(heard.request(), heard.move(), all)).with(all.below(Draft.BY_HAND));
        Given given = new Given(Uploads.chosen(scan), Uploads.chosen(attached), key == null ? UUID.randomUUID() : key);
        model.addAttribute("lostFiles", Uploads.names(given.all()));
        String place = act.substring(act.indexOf(' ') + 1);
        if (act.startsWith("add ") && Draft.isPlace(place)) {
            model.addAttribute("fresh", place + "[" + (draft.rows(place) + 1) + "]");
            return show(actor, model, heard, draft.withRow(place), List.of());
        }
        if (act.startsWith("remove ") && Draft.isRow(place)) {
            return show(actor, model, heard, draft.withoutRow(place), List.of());
        }
        Draft said = heard.move() == Move.RESULT ? draft : draft.compact();
        Checked<MessageId> recorded = record(actor, said, given, ActDrafts.unticked(heard.move(), all));
        if (recorded instanceof Checked.Passed<MessageId>(var answer)) {
            boolean waits = Named.message(Named.file(files, actor, id), answer.toString())
                    .awaitsApproval();
            next.addFlashAttribute("done", waits ? "heard-waits" : "heard");
            return "redirect:/requests/" + heard.request().id();
        }
        return show(actor, model, heard, said, HandWriting.placed(recorded.problems()));
    }

    private record Heard(ListedRequest request, Move move, List<Item> asked) {}

    /** @param key own to the form that was filled in, so that a double click records it once */
    private record Given(List<MultipartFile> scan, List<MultipartFile> attached, UUID key) {
        List<MultipartFile> all() {
            List<MultipartFile> all = new ArrayList<>(scan);
            all.addAll(attached);
            return all;
        }
    }

    private Checked<MessageId> record(Actor actor, Draft draft, Given given, List<Problem> unticked) {
        Checked<WrittenDown> written = writing.read(draft);
        Optional<WrittenDown> readable =
                written instanceof Checked.Passed<WrittenDown>(var how) ? Optional.of(how) : Optional.empty();
        HandAnswers.Came came = new HandAnswers.Came(
                readable, !given.attached().isEmpty(), !given.scan().isEmpty());
        Checked<Submission> said = drafts.checkHeard(actor, draft, came);
        if (unticked.isEmpty()
                && said instanceof Checked.Passed<Submission>(var submission)
                && written instanceof Checked.Passed<WrittenDown>(var record)) {
            Digest everything = Attached.digest(
                    (draft.texts() + " " + given.scan().size()).getBytes(StandardCharsets.UTF_8), given.all());
            return onceOnly.once(
                    actor,
                    "page-" + given.key(),
                    everything,
                    () -> answers.record(
                            actor,
                            submission.content(),
                            record.with(HandWriting.stored(given.scan(), stored)),
                            Attached.stored(given.attached(), stored)));
        }
        List<Problem> problems = new ArrayList<>(unticked);
        problems.addAll(said.problems());
        problems.addAll(written.problems());
        return Checked.failed(problems);
    }

    /** From us to ourselves: no document of ours names the partner as its author. */
    private Draft to(Actor actor, Draft draft) {
        return draft.with("@to", correspondents.ours(actor).id().value());
    }

    private Heard heard(Actor actor, String id, String path) {
        ListedRequest request = Named.request(files, actor, id);
        Move move = Move.ofPath(path).filter(Move::isSaid).orElseThrow(NotHere::new);
        return new Heard(request, move, subjects.asked(actor, request));
    }

    private String show(Actor actor, Model model, Heard heard, Draft draft, List<Problem> problems) {
        ListedRequest request = heard.request();
        model.addAttribute("form", new DraftForm(draft, problems, office.zone()));
        model.addAttribute("problems", problems.isEmpty() ? null : problems);
        model.addAttribute("move", heard.move());
        model.addAttribute("key", UUID.randomUUID());
        model.addAttribute("ways", HandWriting.WAYS);
        model.addAttribute("open", subjects.said(actor, request, acts.open(request, heard.move())));
        ActChoices.show(request, Move.outcomesOfTheOtherSide(request), heard.asked(), model);
        return "heard";
    }
}
