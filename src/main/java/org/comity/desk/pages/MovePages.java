package org.comity.desk.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.comity.casework.Answers;
import org.comity.casework.Approvals;
import org.comity.casework.Conditions;
import org.comity.casework.Files;
import org.comity.casework.OnceOnly;
import org.comity.dashboard.ListedRequest;
import org.comity.dashboard.RequestFiles;
import org.comity.desk.Move;
import org.comity.desk.Office;
import org.comity.desk.api.Attached;
import org.comity.desk.drafts.Cautions;
import org.comity.desk.drafts.Draft;
import org.comity.desk.drafts.DraftCheck;
import org.comity.desk.drafts.DraftForm;
import org.comity.desk.drafts.Item;
import org.comity.law.Relationship;
import org.comity.law.RequestKind;
import org.comity.matters.RequestState;
import org.comity.messages.MessageId;
import org.comity.messages.Submission;
import org.comity.people.Actor;
import org.comity.problems.Checked;
import org.comity.problems.Problem;
import org.comity.schemas.DocumentTexts;
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
 * Asks before each move, naming the partner as the registry does (THREAT-88), then makes it. The fields are the places of the message
 * that it becomes, as in the form of a request: schema and law judge it, and every problem stands beside its field.
 */
@Controller
class MovePages {
    /** Why it is set aside; stays in our house. */
    private static final String REASON = "@reason";

    /** Which cautions the author has seen. */
    private static final String CAUTIONED = "cautioned";

    private final RequestFiles files;
    private final Approvals approvals;
    private final Answers answers;
    private final Files stored;
    private final OnceOnly onceOnly;
    private final ActDrafts acts;
    private final DraftCheck drafts;
    private final DocumentTexts documents;
    private final Subjects subjects;
    private final Correspondents correspondents;
    private final Conditions conditions;
    private final ReviewCautions cautions;
    private final Office office;

    MovePages(
            RequestFiles files,
            Approvals approvals,
            Answers answers,
            Files stored,
            OnceOnly onceOnly,
            ActDrafts acts,
            DraftCheck drafts,
            DocumentTexts documents,
            Subjects subjects,
            Correspondents correspondents,
            Conditions conditions,
            ReviewCautions cautions,
            Office office) {
        this.files = files;
        this.approvals = approvals;
        this.answers = answers;
        this.stored = stored;
        this.onceOnly = onceOnly;
        this.acts = acts;
        this.drafts = drafts;
        this.documents = documents;
        this.subjects = subjects;
        this.correspondents = correspondents;
        this.conditions = conditions;
        this.cautions = cautions;
        this.office = office;
    }

    @GetMapping("/requests/{id}/moves/{move}")
    String ask(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @PathVariable("move") String path,
            Model model) {
        ListedRequest request = Named.file(files, actor, id).request();
        Move move = Move.ofPath(path).filter(Move.possible(request)::contains).orElseThrow(NotHere::new);
        Named.officer(actor);
        List<Item> asked = subjects.asked(actor, request);
        return show(actor, model, new Asked(request, move, asked), acts.blank(actor, request, move, asked), List.of());
    }

    /** @param act what the button says: {@code say}, or {@code add} and {@code remove} with a place */
    @PostMapping("/requests/{id}/moves/{move}")
    String make(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @PathVariable("move") String path,
            @RequestParam(name = "do", defaultValue = "say") String act,
            @RequestParam(name = "key", required = false) @Nullable UUID key,
            @RequestParam(name = "attachment", required = false) @Nullable List<MultipartFile> given,
            @RequestParam Map<String, String> typed,
            Model model,
            RedirectAttributes next) {
        ListedRequest request = Named.file(files, actor, id).request();
        Move move = Move.ofPath(path).orElseThrow(NotHere::new);
        Asked about = new Asked(request, move, subjects.asked(actor, request));
        Draft written = Draft.typed(typed, office.zone());
        Draft draft = move.isSaid() ? acts.typed(request, move, written) : written;
        List<MultipartFile> chosen = Uploads.chosen(given);
        model.addAttribute("lostFiles", Uploads.names(chosen));
        String place = act.substring(act.indexOf(' ') + 1);
        if (act.startsWith("add ") && Draft.isPlace(place)) {
            model.addAttribute("fresh", place + "[" + (draft.rows(place) + 1) + "]");
            return show(actor, model, about, draft.withRow(place), List.of());
        }
        if (act.startsWith("remove ") && Draft.isRow(place)) {
            return show(actor, model, about, draft.withoutRow(place), List.of());
        }
        Draft said = move == Move.RESULT ? draft : draft.compact();
        List<Problem> unticked = ActDrafts.unticked(move, written);
        if (!unticked.isEmpty()) {
            List<Problem> all = new ArrayList<>(unticked);
            all.addAll(drafts.checkAnswer(actor, said).problems());
            return show(actor, model, about, said, all);
        }
        List<Cautions.Caution> doubts = doubts(actor, about, said);
        if (!doubts.isEmpty() && !typed.getOrDefault(CAUTIONED, "").equals(named(doubts))) {
            return show(actor, model, about, said, List.of(), doubts);
        }
        Checked<String> made = make(actor, about, said, chosen, key == null ? UUID.randomUUID() : key);
        if (made instanceof Checked.Passed<String>(var done)) {
            next.addFlashAttribute("done", done);
            return "redirect:/requests/" + request.id();
        }
        return show(actor, model, about, said, made.problems());
    }

    /** What its author probably does not mean, once it could be said (UC-05/3e): pressed once more, it is said all the same. */
    private List<Cautions.Caution> doubts(Actor actor, Asked about, Draft said) {
        return about.move() == Move.PRESERVED
                        && drafts.checkAnswer(actor, said) instanceof Checked.Passed<Submission>(var submission)
                ? cautions.ofAnswer(
                        actor,
                        about.request(),
                        submission.content(),
                        ActDrafts.data(about.asked()).size())
                : List.of();
    }

    private static String named(List<Cautions.Caution> doubts) {
        return doubts.stream()
                .map(doubt -> doubt.about() + " " + String.join(" ", doubt.values()))
                .collect(Collectors.joining("; "));
    }

    /** UC-11/2a. */
    @PostMapping("/requests/{id}/in-hand")
    String takeInHand(@AuthenticationPrincipal Actor actor, @PathVariable("id") String id, RedirectAttributes next) {
        MessageId request = Named.id(id);
        if (!answers.takeInHand(actor, request).problems().isEmpty()) {
            throw new NotHere();
        }
        next.addFlashAttribute("done", "in-hand");
        return "redirect:/requests/" + request;
    }

    /** @param asked the telling parts of the request */
    private record Asked(ListedRequest request, Move move, List<Item> asked) {}

    /** @param key own to the form that was filled in, so that a double click says it once */
    private Checked<String> make(Actor actor, Asked about, Draft draft, List<MultipartFile> chosen, UUID key) {
        ListedRequest request = about.request();
        return switch (about.move()) {
            case APPROVE -> throw new NotHere(); // on the page of the message, where it is read
            case TAKE_UP -> answers.takeUp(actor, request.id()).then(moved -> Checked.passed("moved"));
            case SET_ASIDE ->
                HandActPages.reasoned(setAside(actor, request, draft.text(REASON)), REASON)
                        .then(id -> Checked.passed("set-aside"));
            default ->
                onceOnly.once(
                                actor,
                                "page-" + key,
                                Attached.digest(draft.xml(documents), chosen),
                                () -> drafts.checkAnswer(actor, draft)
                                        .then(submission -> say(actor, submission, chosen)))
                        .then(id -> Checked.passed(
                                fourEyes(actor, request)
                                        ? "waits"
                                        : correspondents.areAnswersCarried(request) ? "sent-carry" : "sent"));
        };
    }

    private Checked<MessageId> say(Actor actor, Submission submission, List<MultipartFile> chosen) {
        return answers.say(actor, submission.content(), Attached.stored(chosen, stored));
    }

    /** While it awaits approval, its message is set aside with it (UC-01/5b). */
    private Checked<MessageId> setAside(Actor actor, ListedRequest request, String why) {
        return request.state() == RequestState.AWAITING_APPROVAL
                ? approvals.discard(actor, request.id(), why)
                : answers.setAside(actor, request.id(), why).then(moved -> Checked.passed(moved.id()));
    }

    private boolean fourEyes(Actor actor, ListedRequest request) {
        return correspondents
                .find(actor, request.partner().value())
                .flatMap(Correspondents.Correspondent::relationship)
                .map(Relationship::fourEyes)
                .orElse(true);
    }

    private String show(Actor actor, Model model, Asked about, Draft draft, List<Problem> problems) {
        return show(actor, model, about, draft, problems, List.of());
    }

    private String show(
            Actor actor, Model model, Asked about, Draft draft, List<Problem> problems, List<Cautions.Caution> doubts) {
        ListedRequest request = about.request();
        model.addAttribute("form", new DraftForm(draft, problems, doubts, office.zone()));
        model.addAttribute("cautions", doubts);
        model.addAttribute(CAUTIONED, named(doubts));
        model.addAttribute("problems", problems.isEmpty() ? null : problems);
        model.addAttribute("move", about.move());
        boolean atOnce = about.move() == Move.ACCEPT_CONDITIONS
                && request.kind() == RequestKind.SPON_26
                && conditions.of(request.id()).isEmpty();
        boolean anew = about.move() == Move.RESULT && request.state().isDecided();
        model.addAttribute("atOnce", atOnce ? ".atOnce" : anew ? ".anew" : "");
        model.addAttribute("holdDays", correspondents.ourHoldDays(actor, request.partner()));
        model.addAttribute("key", UUID.randomUUID());
        model.addAttribute("fourEyes", fourEyes(actor, request));
        model.addAttribute(
                "beside", about.move().isSaid() ? answers.waiting(actor, request.id(), Optional.empty()) : List.of());
        ActChoices.show(request, Move.outcomes(request), about.asked(), model);
        List<Subjects.Said> open = subjects.said(actor, request, acts.open(request, about.move()));
        model.addAttribute("open", open);
        Optional<MessageId> answered = open.isEmpty() ? acts.answered(request, about.move()) : Optional.empty();
        model.addAttribute("answered", answered.orElse(null));
        model.addAttribute(
                "answeredText",
                answered.map(id -> subjects.text(actor, request, id)).orElse(List.of()));
        return "move";
    }
}
