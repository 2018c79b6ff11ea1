package org.comity.desk.pages;

import java.util.List;
import java.util.Optional;
import org.comity.casework.Answers;
import org.comity.casework.Approvals;
import org.comity.dashboard.ListedRequest;
import org.comity.dashboard.RequestFile;
import org.comity.dashboard.RequestFiles;
import org.comity.desk.DeskSettings;
import org.comity.desk.Move;
import org.comity.law.RefusalGround;
import org.comity.messages.Content;
import org.comity.messages.MessageId;
import org.comity.people.Actor;
import org.comity.problems.Checked;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Asks before each move, naming the partner as the registry does (THREAT-88), then makes it. */
@Controller
class MovePages {
    private final RequestFiles files;
    private final Approvals approvals;
    private final Answers answers;
    private final DeskSettings settings;

    MovePages(RequestFiles files, Approvals approvals, Answers answers, DeskSettings settings) {
        this.files = files;
        this.approvals = approvals;
        this.answers = answers;
        this.settings = settings;
    }

    @GetMapping("/requests/{id}/moves/{move}")
    String ask(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @PathVariable("move") String path,
            @ModelAttribute("form") MoveForm form,
            Model model) {
        RequestFile file =
                MessageId.parse(id).flatMap(known -> files.open(actor, known)).orElseThrow(NotHere::new);
        Move move = Move.ofPath(path)
                .filter(Move.possible(file.request())::contains)
                .orElseThrow(NotHere::new);
        show(model, file, move);
        return "move";
    }

    @PostMapping("/requests/{id}/moves/{move}")
    String make(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @PathVariable("move") String path,
            @ModelAttribute("form") MoveForm form,
            Model model,
            RedirectAttributes next) {
        RequestFile file =
                MessageId.parse(id).flatMap(known -> files.open(actor, known)).orElseThrow(NotHere::new);
        Move move = Move.ofPath(path).orElseThrow(NotHere::new);
        Checked<String> made = make(actor, file.request(), move, form);
        if (made instanceof Checked.Passed<String>(var done)) {
            next.addFlashAttribute("done", done);
            return "redirect:/requests/" + file.request().id();
        }
        model.addAttribute("problems", made.problems());
        show(model, file, move);
        return "move";
    }

    private Checked<String> make(Actor actor, ListedRequest request, Move move, MoveForm form) {
        return switch (move) {
            case APPROVE ->
                form.digest()
                        .then(read -> approvals.approve(actor, form.approved(request.id()), read))
                        .then(id -> Checked.passed("sent"));
            case TAKE_UP -> answers.takeUp(actor, request.id()).then(moved -> Checked.passed("moved"));
            case SET_ASIDE -> answers.setAside(actor, request.id()).then(moved -> Checked.passed("moved"));
            case ACCEPT, REFUSE, PRESERVED, QUESTION, RISK_NOTICE, ANSWER, WITHDRAWAL ->
                content(request, move, form)
                        .then(said -> answers.say(actor, said, List.of()))
                        .then(id -> Checked.passed("sent"));
        };
    }

    private Checked<Content> content(ListedRequest request, Move move, MoveForm form) {
        return form.content(request.id(), move, settings.zone(), lastQuestion(request));
    }

    private Optional<MessageId> lastQuestion(ListedRequest request) {
        return files.lastOfKind(request, "question").or(() -> files.lastOfKind(request, "riskNotice"));
    }

    private static void show(Model model, RequestFile file, Move move) {
        model.addAttribute("file", file);
        model.addAttribute("request", file.request());
        model.addAttribute("move", move);
        model.addAttribute("grounds", RefusalGround.values());
        model.addAttribute(
                "document",
                file.messages().stream()
                        .filter(message -> message.id().equals(file.request().id()))
                        .map(RequestFile.Sent::documentSha256)
                        .findFirst()
                        .orElse(""));
    }
}
