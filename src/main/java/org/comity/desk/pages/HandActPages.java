package org.comity.desk.pages;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.comity.casework.Calls;
import org.comity.casework.ClockWatch;
import org.comity.casework.HandCarrying;
import org.comity.casework.ReadBacks;
import org.comity.dashboard.ListedRequest;
import org.comity.dashboard.RequestFile;
import org.comity.dashboard.RequestFiles;
import org.comity.desk.Office;
import org.comity.desk.drafts.Draft;
import org.comity.desk.drafts.DraftForm;
import org.comity.matters.ByHand;
import org.comity.matters.DeliveryState;
import org.comity.messages.MessageId;
import org.comity.partners.Partner;
import org.comity.partners.Partners;
import org.comity.people.Actor;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.comity.problems.Problem;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** UC-21/7, 21/8 and 21/10: what nobody will carry, with its reason; what two persons read to each other on the telephone; calls without result. */
@Controller
class HandActPages {
    private static final String REASON = Draft.BY_HAND + "/reason";
    private static final String AGREED = Draft.BY_HAND + "/agreed";

    private static final String CALL = Draft.BY_HAND + "/call";
    private static final List<ByHand.What> CALLS = List.of(ByHand.What.CALLED, ByHand.What.REFUSAL_TOLD);

    /** Who was at the other end of the line: nobody of those took anything. */
    private static final String OTHER = Draft.BY_HAND + "/other";

    private static final String READER = Draft.BY_HAND + "/reader";

    private final RequestFiles files;
    private final HandCarrying carrying;
    private final Calls calls;
    private final ReadBacks readBacks;
    private final HandWriting writing;
    private final Partners partners;
    private final Correspondents correspondents;
    private final Office office;
    private final ClockWatch watch;

    HandActPages(
            RequestFiles files,
            HandCarrying carrying,
            Calls calls,
            ReadBacks readBacks,
            HandWriting writing,
            Partners partners,
            Correspondents correspondents,
            Office office,
            ClockWatch watch) {
        this.files = files;
        this.carrying = carrying;
        this.calls = calls;
        this.readBacks = readBacks;
        this.writing = writing;
        this.partners = partners;
        this.correspondents = correspondents;
        this.office = office;
        this.watch = watch;
    }

    private record Asked(RequestFile file, RequestFile.Sent sent, String act) {
        boolean isPossible() {
            ListedRequest request = file.request();
            return switch (act) {
                case "give-up" -> sent.state() == DeliveryState.TO_CARRY;
                case "call" ->
                    sent.id().equals(request.id())
                            && Calls.isPossible(ByHand.What.CALLED, request.direction(), request.state());
                default -> ReadBacks.isPossible(sent.state());
            };
        }
    }

    @GetMapping("/requests/{id}/messages/{message}/by-hand/{act:give-up|read-back|call}")
    String ask(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @PathVariable("message") String message,
            @PathVariable("act") String act,
            Model model) {
        Asked asked = asked(actor, id, message, act);
        if (!asked.isPossible()) {
            throw new NotHere();
        }
        Named.officer(actor);
        Draft draft = writing.out(actor, asked.file().request().partner());
        String organisation = draft.text(HandWriting.RECIPIENT + HandWriting.ORGANISATION);
        return show(
                asked,
                draft.with((act.equals("call") ? OTHER : READER) + HandWriting.ORGANISATION, organisation),
                List.of(),
                model);
    }

    @PostMapping("/requests/{id}/messages/{message}/by-hand/{act:give-up|read-back|call}")
    String write(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @PathVariable("message") String message,
            @PathVariable("act") String act,
            @RequestParam Map<String, String> typed,
            Model model,
            RedirectAttributes next) {
        Asked asked = asked(actor, id, message, act);
        Draft draft = Draft.typed(typed, office.zone());
        Checked<MessageId> done = switch (act) {
            case "give-up" -> giveUp(actor, asked, draft);
            case "call" -> call(actor, asked, draft);
            default -> readBack(actor, asked, draft);
        };
        if (done.problems().isEmpty()) {
            next.addFlashAttribute("done", act);
            return "redirect:/requests/" + asked.file().request().id();
        }
        return show(asked, draft, HandWriting.placed(done.problems()), model);
    }

    private Checked<MessageId> giveUp(Actor actor, Asked asked, Draft draft) {
        return reasoned(
                carrying.giveUp(actor, asked.file().request().id(), asked.sent().id(), draft.text(REASON)), REASON);
    }

    /** What is amiss with a reason stands beside its field. */
    static <T> Checked<T> reasoned(Checked<T> done, String place) {
        return done instanceof Checked.Failed<T>(var problems)
                ? Checked.failed(problems.stream()
                        .map(problem -> problem.where().equals("reason")
                                ? new Problem(problem.type(), place, problem.rule())
                                : problem)
                        .toList())
                : done;
    }

    private Checked<MessageId> readBack(Actor actor, Asked asked, Draft draft) {
        List<Problem> problems = new ArrayList<>();
        Optional<Instant> when = HandWriting.when(draft, problems);
        ByHand.Party reader = HandWriting.party(draft, READER, problems);
        String agreed = draft.text(AGREED);
        if (!agreed.equals("true") && !agreed.equals("false")) {
            problems.add(DeskProblem.FIELD_MISSING.at(AGREED));
        }
        return when.isPresent() && problems.isEmpty()
                ? readBacks.record(
                        actor,
                        asked.file().request().id(),
                        asked.sent().id(),
                        when.get(),
                        reader,
                        agreed.equals("true"))
                : Checked.failed(problems);
    }

    private Checked<MessageId> call(Actor actor, Asked asked, Draft draft) {
        List<Problem> problems = new ArrayList<>();
        Optional<Instant> when = HandWriting.when(draft, problems);
        ByHand.Party other = HandWriting.party(draft, OTHER, problems);
        Optional<ByHand.What> what = CALLS.stream()
                .filter(known -> known.name().equals(draft.text(CALL)))
                .findFirst();
        if (what.isEmpty()) {
            problems.add(DeskProblem.FIELD_MISSING.at(CALL));
        }
        if (!problems.isEmpty()) { // what only casework finds is said with the rest
            ListedRequest request = asked.file().request();
            problems.addAll(Calls.amiss(what, when, request.opened(), watch.notEarly(), other, draft.text(REASON)));
            return said(Checked.failed(problems));
        }
        return when.isPresent() && what.isPresent() && asked.isPossible()
                ? said(calls.record(
                        actor, asked.file().request().id(), what.get(), when.get(), other, draft.text(REASON)))
                : Checked.failed(DeskProblem.MOVE_NOT_POSSIBLE.problem());
    }

    private static Checked<MessageId> said(Checked<MessageId> done) {
        return done.problems().isEmpty()
                ? done
                : Checked.failed(done.problems().stream()
                        .map(problem -> problem.where().equals("said")
                                ? new Problem(problem.type(), REASON, problem.rule())
                                : problem)
                        .toList());
    }

    private Asked asked(Actor actor, String id, String message, String act) {
        RequestFile file = Named.file(files, actor, id);
        RequestFile.Sent sent = Named.message(file, message);
        return new Asked(file, sent, act);
    }

    private String show(Asked asked, Draft draft, List<Problem> problems, Model model) {
        model.addAttribute("form", new DraftForm(draft, problems, office.zone()));
        model.addAttribute("problems", problems.isEmpty() ? null : problems);
        model.addAttribute("request", asked.file().request());
        model.addAttribute("sent", asked.sent());
        model.addAttribute("act", asked.act());
        model.addAttribute("reason", REASON);
        model.addAttribute("agreed", AGREED);
        ListedRequest request = asked.file().request();
        model.addAttribute("call", CALL);
        model.addAttribute(
                "calls",
                CALLS.stream()
                        .filter(what -> Calls.isPossible(what, request.direction(), request.state()))
                        .toList());
        Partner partner = partners.find(asked.file().request().partner()).orElseThrow(NotHere::new);
        model.addAttribute("partner", partner);
        model.addAttribute("byHandOnly", correspondents.areAnswersCarried(request));
        return "hand-act";
    }
}
