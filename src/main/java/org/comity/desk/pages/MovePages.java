package org.comity.desk.pages;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.comity.casework.Answers;
import org.comity.casework.Approvals;
import org.comity.casework.Files;
import org.comity.casework.OnceOnly;
import org.comity.dashboard.ListedRequest;
import org.comity.dashboard.RequestFile;
import org.comity.dashboard.RequestFiles;
import org.comity.desk.Move;
import org.comity.desk.api.Attached;
import org.comity.law.RefusalGround;
import org.comity.law.Relationship;
import org.comity.law.RequestKind;
import org.comity.matters.RequestState;
import org.comity.messages.Content;
import org.comity.messages.MessageId;
import org.comity.people.Actor;
import org.comity.problems.Checked;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Asks before each move, naming the partner as the registry does (THREAT-88), then makes it. */
@Controller
class MovePages {
    /** A day counted in days ends with its last minute; the form knows no seconds. */
    private static final LocalTime LAST_MINUTE = LocalTime.of(23, 59);

    private final RequestFiles files;
    private final Approvals approvals;
    private final Answers answers;
    private final Files stored;
    private final OnceOnly onceOnly;
    private final Subjects subjects;
    private final Correspondents correspondents;
    private final Office office;
    private final Clock clock;

    MovePages(
            RequestFiles files,
            Approvals approvals,
            Answers answers,
            Files stored,
            OnceOnly onceOnly,
            Subjects subjects,
            Correspondents correspondents,
            Office office,
            Clock clock) {
        this.files = files;
        this.approvals = approvals;
        this.answers = answers;
        this.stored = stored;
        this.onceOnly = onceOnly;
        this.subjects = subjects;
        this.correspondents = correspondents;
        this.office = office;
        this.clock = clock;
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
        show(actor, model, file, move);
        return "move";
    }

    @PostMapping("/requests/{id}/moves/{move}")
    String make(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @PathVariable("move") String path,
            @RequestParam(name = "key", required = false) @Nullable UUID key,
            @RequestParam(name = "attachment", required = false) @Nullable List<MultipartFile> given,
            @ModelAttribute("form") MoveForm form,
            Model model,
            RedirectAttributes next) {
        RequestFile file =
                MessageId.parse(id).flatMap(known -> files.open(actor, known)).orElseThrow(NotHere::new);
        Move move = Move.ofPath(path).orElseThrow(NotHere::new);
        List<MultipartFile> chosen = Uploads.chosen(given);
        Checked<String> made =
                make(actor, file.request(), move, new Said(form, chosen, key == null ? UUID.randomUUID() : key));
        if (made instanceof Checked.Passed<String>(var done)) {
            next.addFlashAttribute("done", done);
            return "redirect:/requests/" + file.request().id();
        }
        model.addAttribute("problems", made.problems());
        model.addAttribute("lostFiles", Uploads.names(chosen));
        show(actor, model, file, move);
        return "move";
    }

    /** @param key own to the form that was filled in, so that a double click says it once */
    private record Said(MoveForm form, List<MultipartFile> attachments, UUID key) {}

    private Checked<String> make(Actor actor, ListedRequest request, Move move, Said said) {
        return switch (move) {
            case APPROVE -> throw new NotHere(); // on the page of the message, where it is read
            case TAKE_UP -> answers.takeUp(actor, request.id()).then(moved -> Checked.passed("moved"));
            case SET_ASIDE -> setAside(actor, request).then(id -> Checked.passed("set-aside"));
            case ACCEPT, REFUSE, PRESERVED, QUESTION, RISK_NOTICE, ANSWER, WITHDRAWAL ->
                content(request, move, said.form())
                        .then(content -> say(actor, content, said))
                        .then(id -> Checked.passed(fourEyes(actor, request) ? "waits" : "sent"));
        };
    }

    private Checked<MessageId> say(Actor actor, Content content, Said said) {
        byte[] words = (content.kind() + " " + said.form()).getBytes(StandardCharsets.UTF_8);
        return onceOnly.once(
                actor,
                "page-" + said.key(),
                Attached.digest(words, said.attachments()),
                () -> answers.say(actor, content, Attached.stored(said.attachments(), stored)));
    }

    /** While it awaits approval, its message is set aside with it (UC-01/5b). */
    private Checked<MessageId> setAside(Actor actor, ListedRequest request) {
        return request.state() == RequestState.AWAITING_APPROVAL
                ? approvals.discard(actor, request.id())
                : answers.setAside(actor, request.id()).then(moved -> Checked.passed(moved.id()));
    }

    private boolean fourEyes(Actor actor, ListedRequest request) {
        return correspondents
                .find(actor, request.partner().value())
                .flatMap(Correspondents.Correspondent::relationship)
                .map(Relationship::fourEyes)
                .orElse(true);
    }

    private Checked<Content> content(ListedRequest request, Move move, MoveForm form) {
        return form.content(request.id(), move, office.zone(), lastQuestion(request));
    }

    private Optional<MessageId> lastQuestion(ListedRequest request) {
        return files.lastOfKind(request, "question").or(() -> files.lastOfKind(request, "riskNotice"));
    }

    private void show(Actor actor, Model model, RequestFile file, Move move) {
        ListedRequest request = file.request();
        model.addAttribute("request", request);
        model.addAttribute("move", move);
        model.addAttribute("key", UUID.randomUUID());
        model.addAttribute("fourEyes", fourEyes(actor, request));
        model.addAttribute("grounds", grounds());
        model.addAttribute("asked", subjects.asked(actor, request));
        Optional<MessageId> question = move == Move.ANSWER ? lastQuestion(request) : Optional.empty();
        model.addAttribute("question", question.orElse(null));
        model.addAttribute(
                "questionText",
                question.map(id -> subjects.text(actor, request, id)).orElse(List.of()));
        ZonedDateTime now = clock.instant().atZone(office.zone()).truncatedTo(ChronoUnit.MINUTES);
        model.addAttribute("presetFrom", now.toLocalDateTime());
        model.addAttribute(
                "presetUntil", now.plusDays(days(actor, request)).toLocalDate().atTime(LAST_MINUTE));
    }

    /** Grounds that the instrument admits, some only under a reservation; the law judges that. */
    private static List<RefusalGround> grounds() {
        return Arrays.stream(RefusalGround.values())
                .filter(ground -> ground.admission(RequestKind.PRES_29) != RefusalGround.Admission.NEVER)
                .toList();
    }

    private int days(Actor actor, ListedRequest request) {
        String ours = correspondents.ours(actor).country();
        return correspondents
                .find(actor, request.partner().value())
                .flatMap(Correspondents.Correspondent::relationship)
                .map(found -> found.holdDays(ours))
                .orElse(0);
    }
}
