package org.comity.desk.pages;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.comity.casework.Answers;
import org.comity.casework.Approvals;
import org.comity.casework.Conditions;
import org.comity.casework.HandOvers;
import org.comity.casework.ReadBacks;
import org.comity.casework.Readings;
import org.comity.dashboard.RequestFile;
import org.comity.dashboard.RequestFiles;
import org.comity.desk.Move;
import org.comity.desk.drafts.Cautions;
import org.comity.desk.drafts.Item;
import org.comity.matters.Direction;
import org.comity.matters.Purpose;
import org.comity.messages.Digest;
import org.comity.messages.MessageId;
import org.comity.messages.RequestContent.Relation;
import org.comity.partners.AgencyId;
import org.comity.partners.Partner;
import org.comity.partners.Partners;
import org.comity.people.Actor;
import org.comity.people.Role;
import org.comity.people.UnitId;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.comity.schemas.DocumentTexts;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * One message as a person reads it, and its approval (UC-01/6). What is shown is made from the stored document alone, all of it, beside
 * the SHA-256 of exactly these bytes, which the approval binds (THREAT-93, THREAT-94).
 */
@Controller
class MessagePages {
    private final RequestFiles files;
    private final Readings readings;
    private final Approvals approvals;
    private final DocumentTexts documents;
    private final Conditions conditions;
    private final HandOvers handOvers;
    private final Partners partners;
    private final Correspondents correspondents;
    private final Subjects subjects;
    private final ReviewCautions cautions;
    private final Answers answers;

    MessagePages(
            RequestFiles files,
            Readings readings,
            Approvals approvals,
            DocumentTexts documents,
            Conditions conditions,
            HandOvers handOvers,
            Partners partners,
            Correspondents correspondents,
            Subjects subjects,
            ReviewCautions cautions,
            Answers answers) {
        this.files = files;
        this.readings = readings;
        this.approvals = approvals;
        this.documents = documents;
        this.conditions = conditions;
        this.handOvers = handOvers;
        this.partners = partners;
        this.correspondents = correspondents;
        this.subjects = subjects;
        this.cautions = cautions;
        this.answers = answers;
    }

    @GetMapping("/requests/{id}/messages/{message}")
    String read(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @PathVariable("message") String message,
            @RequestParam(name = "unsaid", defaultValue = "false") boolean unsaid,
            @RequestParam(name = "purpose", required = false) @Nullable Purpose purpose,
            Model model) {
        if (unsaid) {
            model.addAttribute("problems", List.of(DeskProblem.FIELD_MISSING.at("purpose")));
        }
        return show(actor, Named.file(files, actor, id), message, Optional.ofNullable(purpose), model);
    }

    @PostMapping("/requests/{id}/messages/{message}/approve")
    String approve(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @PathVariable("message") String message,
            @RequestParam(name = "sha256", defaultValue = "") String sha256,
            @RequestParam(name = "read", defaultValue = "false") boolean read,
            Model model,
            RedirectAttributes next) {
        RequestFile file = Named.file(files, actor, id);
        MessageId approved = Named.message(file, message).id();
        Checked<Approvals.Approved> done =
                digest(sha256, read).then(digest -> approvals.approve(actor, approved, digest));
        return after(done, approved(file, message), actor, file, message, model, next);
    }

    @PostMapping("/requests/{id}/messages/{message}/discard")
    String discard(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @PathVariable("message") String message,
            @RequestParam(name = "reason", defaultValue = "") String reason,
            Model model,
            RedirectAttributes next) {
        RequestFile file = Named.file(files, actor, id);
        Checked<MessageId> done =
                approvals.discard(actor, Named.message(file, message).id(), reason);
        return after(done, "discarded", actor, file, message, model, next);
    }

    /** What an approval did: sent it, gave it to who carries it, or let a record of ours take effect. */
    private String approved(RequestFile file, String message) {
        if (Named.message(file, message).direction() == Direction.IN) {
            return "approved-record";
        }
        return correspondents.areAnswersCarried(file.request()) ? "approved-carry" : "approved";
    }

    private String after(
            Checked<?> done,
            String word,
            Actor actor,
            RequestFile file,
            String message,
            Model model,
            RedirectAttributes next) {
        if (done.problems().isEmpty()) {
            next.addFlashAttribute("done", word);
            return "redirect:/requests/" + file.request().id();
        }
        model.addAttribute("problems", done.problems());
        RequestFile now = Named.file(files, actor, file.request().id().toString());
        model.addAttribute("overtaken", !Named.message(now, message).awaitsApproval());
        return show(actor, now, message, Optional.empty(), model);
    }

    /** What a form says that its reader has read. */
    static Checked<Digest> digest(String sha256, boolean read) {
        if (!read) {
            return Checked.failed(DeskProblem.FIELD_MISSING.at("read"));
        }
        try {
            return Checked.passed(new Digest(sha256));
        } catch (IllegalArgumentException notADigest) {
            return Checked.failed(DeskProblem.PARAMETER_INVALID.at("sha256"));
        }
    }

    private String show(Actor actor, RequestFile file, String message, Optional<Purpose> purpose, Model model) {
        RequestFile.Sent sent = Named.message(file, message);
        Checked<byte[]> read = readings.document(actor, file.request().id(), sent.id(), purpose);
        boolean unread =
                EvidencePages.isUnsaid(read); // UC-14/6a: nothing of it is shown before its reader says for what
        byte[] document = read instanceof Checked.Passed<byte[]>(var bytes) ? bytes : new byte[0];
        if (!unread) {
            text(actor, file, sent, document, model);
        }
        boolean ownText = sent.author().filter(actor.name()::equals).isPresent();
        model.addAttribute("title", VisibleText.of(file.request().reference()));
        model.addAttribute("request", file.request());
        model.addAttribute("sent", sent);
        model.addAttribute("unread", unread);
        model.addAttribute("said", purpose.orElse(null));
        boolean inCharge = handOvers
                .standing(actor, file.request().id())
                .filter(HandOvers.Standing::inCharge)
                .isPresent();
        model.addAttribute(
                "mayApprove", !unread && sent.awaitsApproval() && inCharge && actor.is(Role.APPROVER) && !ownText);
        if (sent.awaitsApproval() && !sent.id().equals(file.request().id())) {
            model.addAttribute("asked", subjects.asked(actor, file.request()));
        }
        model.addAttribute("ownText", ownText);
        model.addAttribute(
                "beside",
                sent.awaitsApproval() && sent.direction() == Direction.OUT
                        ? answers.waiting(actor, file.request().id(), Optional.of(sent.id()))
                        : List.of());
        model.addAttribute("readable", ReadBacks.isPossible(sent.state()));
        model.addAttribute("mayRecord", actor.is(Role.OFFICER));
        List<Conditions.Term> terms = sent.direction() == Direction.IN
                ? conditions.of(file.request().id())
                : List.of(); // also those that nobody has accepted yet: what came before its time is not used freely
        model.addAttribute("bound", !terms.isEmpty());
        model.addAttribute("terms", terms);
        model.addAttribute("purposes", Purpose.values());
        return "message";
    }

    private void text(Actor actor, RequestFile file, RequestFile.Sent sent, byte[] document, Model model) {
        if (!(documents.readMessage(document) instanceof Checked.Passed<Map<String, String>>(var found))) {
            throw new NotHere();
        }
        model.addAttribute("items", Item.of(found));
        model.addAttribute("begins", actor.is(Role.OFFICER) && begins(sent, found));
        model.addAttribute("cautions", cautions(actor, file, sent, document));
        answered(actor, file, sent, found, model);
    }

    /** Whether a request to somebody else follows from it: to the State of another provider, or to the authority that is competent. */
    private boolean begins(RequestFile.Sent sent, Map<String, String> texts) {
        if (sent.direction() == Direction.OUT) {
            return false;
        }
        return switch (sent.kind()) {
            case "partialDisclosure" -> texts.containsKey("partialDisclosure/state");
            case "referral" ->
                Optional.ofNullable(texts.get("referral/agency"))
                        .filter(AgencyId::isValid)
                        .map(AgencyId::new)
                        .flatMap(partners::find)
                        .filter(Partner::isActive)
                        .isPresent();
            default -> false;
        };
    }

    /** The approver is asked what the author was asked (UC-01/6). */
    private List<Cautions.Caution> cautions(Actor actor, RequestFile file, RequestFile.Sent sent, byte[] document) {
        if (sent.awaitsApproval()
                && sent.direction() == Direction.OUT
                && sent.kind().equals(Move.PRESERVED.place())) {
            int asked = ActDrafts.data(subjects.asked(actor, file.request())).size();
            return cautions.waitingAnswer(actor, file.request(), document, asked);
        }
        boolean direct = file.links().stream().anyMatch(link -> link.relation() == Relation.COPY_OF && link.later());
        return sent.awaitsApproval()
                        && sent.direction() == Direction.OUT
                        && sent.id().equals(file.request().id())
                ? cautions.waiting(
                        actor,
                        new UnitId(file.request().unit()),
                        document,
                        direct,
                        file.request().partner())
                : List.of();
    }

    /** What it speaks of is read with it: the conditions that it accepts, the question that it answers. */
    private void answered(
            Actor actor, RequestFile file, RequestFile.Sent sent, Map<String, String> texts, Model model) {
        List<String> named = texts.entrySet().stream()
                .filter(text -> !text.getKey().endsWith("/@request"))
                .map(Map.Entry::getValue)
                .toList();
        file.messages().stream()
                .map(RequestFile.Sent::id)
                .filter(id -> !id.equals(sent.id()) && named.contains(id.toString()))
                .findFirst()
                .ifPresent(id -> {
                    model.addAttribute("answered", id);
                    model.addAttribute(
                            "answeredText",
                            id.equals(file.request().id())
                                    ? subjects.asked(actor, file.request())
                                    : subjects.text(actor, file.request(), id));
                });
    }
}
