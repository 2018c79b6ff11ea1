package org.comity.desk.pages;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.comity.casework.Files;
import org.comity.casework.HandRequests;
import org.comity.casework.OnceOnly;
import org.comity.casework.WrittenDown;
import org.comity.dashboard.MatterList;
import org.comity.desk.Office;
import org.comity.desk.api.Attached;
import org.comity.desk.drafts.Draft;
import org.comity.desk.drafts.DraftCheck;
import org.comity.desk.drafts.DraftForm;
import org.comity.law.RequestKind;
import org.comity.messages.MessageId;
import org.comity.messages.RequestContent.UrgencyGround;
import org.comity.messages.Submission;
import org.comity.messages.Urgency;
import org.comity.partners.OwnAgency;
import org.comity.partners.Partner;
import org.comity.people.Actor;
import org.comity.people.Role;
import org.comity.problems.Checked;
import org.comity.problems.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * UC-21/6: a request that came by telephone, fax or embassy, written down in the fields of the form that it would have been. What the law
 * misses is shown beside its fields; the officer adds what the paper says after all, or records it as it came.
 */
@Controller
class CameByHandPages {
    private static final String AS_IT_CAME = Draft.BY_HAND + "/asItCame";

    private final HandRequests requests;
    private final HandWriting writing;
    private final DraftCheck drafts;
    private final Correspondents correspondents;
    private final Demands demands;
    private final MatterList matters;
    private final Files files;
    private final OnceOnly onceOnly;
    private final Office office;

    CameByHandPages(
            HandRequests requests,
            HandWriting writing,
            DraftCheck drafts,
            Correspondents correspondents,
            Demands demands,
            MatterList matters,
            Files files,
            OnceOnly onceOnly,
            Office office) {
        this.requests = requests;
        this.writing = writing;
        this.drafts = drafts;
        this.correspondents = correspondents;
        this.demands = demands;
        this.matters = matters;
        this.files = files;
        this.onceOnly = onceOnly;
        this.office = office;
    }

    @GetMapping("/requests/came")
    String choice(@AuthenticationPrincipal Actor actor, Model model) {
        model.addAttribute(
                "correspondents",
                correspondents.all(actor).stream()
                        .filter(Correspondents.Correspondent::canBeWrittenTo)
                        .sorted(Comparator.comparing(known -> !known.partner().isReachedByHand()))
                        .toList());
        model.addAttribute("kinds", RequestKind.values());
        return "came-choice";
    }

    @GetMapping("/requests/came/form")
    String blank(
            @AuthenticationPrincipal Actor actor,
            @RequestParam("from") String from,
            @RequestParam(name = "kind", defaultValue = "PRES-29") String code,
            Model model) {
        RequestKind kind = RequestKind.of(code).orElseThrow(NotHere::new);
        Partner partner = from(actor, from).partner();
        Draft draft = preset(actor, partner, kind).with(writing.in(actor, partner.id()));
        return show(actor, draft, List.of(), false, model);
    }

    /** @param act what the button says: {@code record}, or {@code add} and {@code remove} with a place */
    @PostMapping("/requests/came/form")
    String work(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(name = "do", defaultValue = "record") String act,
            @RequestParam(name = "key", required = false) @Nullable UUID key,
            @RequestParam(name = "scan", required = false) @Nullable List<MultipartFile> scan,
            @RequestParam(name = "attachment", required = false) @Nullable List<MultipartFile> attached,
            @RequestParam Map<String, String> typed,
            Model model,
            RedirectAttributes next) {
        Draft draft = Draft.typed(typed, office.zone())
                .with("@to", correspondents.ours(actor).id().value());
        Given given = new Given(Uploads.chosen(scan), Uploads.chosen(attached), key == null ? UUID.randomUUID() : key);
        model.addAttribute("lostFiles", Uploads.names(given.all()));
        String place = act.substring(act.indexOf(' ') + 1);
        if (act.startsWith("add ") && Draft.isPlace(place)) {
            model.addAttribute("fresh", place + "[" + (draft.rows(place) + 1) + "]");
            return show(actor, draft.withRow(place), List.of(), false, model);
        }
        if (act.startsWith("remove ") && Draft.isRow(place)) {
            return show(actor, draft.withoutRow(place), List.of(), false, model);
        }
        return record(actor, draft.compact(), given, model, next);
    }

    /** @param key own to the form that was filled in, so that a double click records it once */
    private record Given(List<MultipartFile> scan, List<MultipartFile> attached, UUID key) {
        List<MultipartFile> all() {
            List<MultipartFile> all = new ArrayList<>(scan);
            all.addAll(attached);
            return all;
        }
    }

    private String record(Actor actor, Draft draft, Given given, Model model, RedirectAttributes next) {
        Checked<Submission> read = drafts.read(draft);
        List<Problem> hindering = new ArrayList<>(
                read.then(submission -> requests.judge(actor, submission)).problems());
        List<Problem> all = new ArrayList<>(drafts.checkCame(actor, draft).problems());
        boolean mayGo =
                hindering.isEmpty() && (all.isEmpty() || !draft.text(AS_IT_CAME).isBlank());
        Checked<WrittenDown> written = writing.read(draft);
        if (mayGo
                && read instanceof Checked.Passed<Submission>(var submission)
                && written instanceof Checked.Passed<WrittenDown>(var record)) {
            Checked<MessageId> recorded = onceOnly.once(
                    actor,
                    "page-" + given.key(),
                    Attached.digest(
                            (draft.texts() + " " + given.scan().size()).getBytes(StandardCharsets.UTF_8), given.all()),
                    () -> requests.record(
                            actor,
                            submission,
                            record.with(HandWriting.stored(given.scan(), files)),
                            Attached.stored(given.attached(), files)));
            if (recorded instanceof Checked.Passed<MessageId>(var id)) {
                next.addFlashAttribute("done", "came");
                return "redirect:/requests/" + id;
            }
            hindering.addAll(HandWriting.placed(recorded.problems()));
            return show(actor, draft, hindering, false, model);
        }
        boolean onlyMissing = hindering.isEmpty() && !all.isEmpty();
        all.addAll(0, written.problems());
        return show(actor, draft, all, onlyMissing, model);
    }

    private static Draft preset(Partner partner, OwnAgency ours, RequestKind kind) {
        Map<String, String> texts = new LinkedHashMap<>();
        String root = kind.element() + "/";
        texts.put("@from", partner.id().value());
        texts.put("@to", ours.id().value());
        texts.put(root + "requesting/organisation", partner.name());
        texts.put(root + "requesting/zone", partner.zone().getId());
        texts.put(root + "requested/organisation", ours.name());
        texts.put(root + "urgency/level", (partner.isReachedByHand() ? Urgency.ROUTINE : Urgency.URGENT).name());
        if (root.startsWith("assistanceRequest")) {
            texts.put(root + "@kind", kind.code());
        }
        return new Draft(texts);
    }

    private Draft preset(Actor actor, Partner partner, RequestKind kind) {
        return preset(partner, correspondents.ours(actor), kind);
    }

    private Correspondents.Correspondent from(Actor actor, String id) {
        return correspondents
                .find(actor, id)
                .filter(Correspondents.Correspondent::canBeWrittenTo)
                .filter(known -> actor.is(Role.OFFICER))
                .orElseThrow(NotHere::new);
    }

    private String show(Actor actor, Draft draft, List<Problem> problems, boolean onlyMissing, Model model) {
        String partner = draft.text("@from");
        model.addAttribute("form", new DraftForm(draft, problems, office.zone()));
        model.addAttribute("problems", problems.isEmpty() ? null : problems);
        model.addAttribute("onlyMissing", onlyMissing);
        model.addAttribute("asItCame", AS_IT_CAME);
        model.addAttribute("from", from(actor, partner));
        model.addAttribute("key", UUID.randomUUID());
        model.addAttribute("ways", HandWriting.WAYS);
        demands.show(actor, draft, partner, model);
        model.addAttribute("levels", Urgency.values());
        model.addAttribute("grounds", UrgencyGround.values());
        model.addAttribute("zones", Office.ZONES);
        model.addAttribute("matters", matters.newest(actor));
        return "came";
    }
}
