package org.comity.desk.pages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.comity.casework.OperationApprovals;
import org.comity.casework.Readings;
import org.comity.dashboard.OperationFile;
import org.comity.dashboard.OperationList;
import org.comity.dashboard.OperationPlace;
import org.comity.dashboard.PartnerPlace;
import org.comity.desk.OperationTable;
import org.comity.desk.api.Download;
import org.comity.desk.drafts.Cautions;
import org.comity.matters.OperationId;
import org.comity.messages.Digest;
import org.comity.partners.AgencyId;
import org.comity.people.Actor;
import org.comity.people.Role;
import org.comity.people.UnitId;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.comity.schemas.DocumentTexts;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** UC-19: operations, the table of one, and its one approval. */
@Controller
class OperationPages {
    /** Of a page. */
    private static final int ROWS = 50;

    private final OperationList list;
    private final OperationTable table;
    private final OperationApprovals approvals;
    private final Readings readings;
    private final DocumentTexts documents;
    private final ReviewCautions cautions;

    OperationPages(
            OperationList list,
            OperationTable table,
            OperationApprovals approvals,
            Readings readings,
            DocumentTexts documents,
            ReviewCautions cautions) {
        this.list = list;
        this.table = table;
        this.approvals = approvals;
        this.readings = readings;
        this.documents = documents;
        this.cautions = cautions;
    }

    /** Here and below a place that does not parse is left out, as of {@link ListQuery}. */
    @GetMapping("/operations")
    String list(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(name = "after", defaultValue = "") String after,
            Model model) {
        OperationList.Page page = list.page(actor, OperationPlace.parse(after), ROWS);
        model.addAttribute("operations", page.operations());
        page.next().ifPresent(place -> model.addAttribute("next", place.cursor()));
        return "operations";
    }

    @GetMapping("/operations/{id}")
    String file(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @RequestParam(name = "after", defaultValue = "") String after,
            Model model) {
        OperationFile file = open(actor, id);
        OperationFile.Page page = file.page(PartnerPlace.parse(after), ROWS);
        model.addAttribute("file", file);
        model.addAttribute("page", page);
        model.addAttribute("after", after);
        page.next().ifPresent(place -> model.addAttribute("next", place.cursor()));
        model.addAttribute("operation", file.operation());
        model.addAttribute("mayApprove", mayApprove(actor, file));
        return "operation";
    }

    @GetMapping("/operations/{id}/table.csv")
    ResponseEntity<byte[]> table(@AuthenticationPrincipal Actor actor, @PathVariable("id") String id) {
        OperationFile file = open(actor, id);
        return Download.table(file.operation().reference(), table.csv(file));
    }

    /** Every document is opened, and each reading journalled; shown is what all say, and what differs. */
    @GetMapping("/operations/{id}/approve")
    String read(@AuthenticationPrincipal Actor actor, @PathVariable("id") String id, Model model) {
        OperationFile file = open(actor, id);
        Digest digest = file.toApprove().orElseThrow(NotHere::new);
        Map<AgencyId, Map<String, String>> texts = new TreeMap<>();
        Map<Cautions.Caution, List<AgencyId>> asked = new LinkedHashMap<>();
        for (OperationFile.Asked one : file.awaiting()) {
            byte[] document = document(actor, one);
            texts.put(one.partner(), texts(document));
            cautions.waiting(actor, new UnitId(file.operation().unit()), document, false, one.partner())
                    .forEach(caution -> asked.computeIfAbsent(caution, first -> new ArrayList<>())
                            .add(one.partner()));
        }
        model.addAttribute("cautions", asked);
        model.addAttribute("operation", file.operation());
        model.addAttribute("awaiting", file.awaiting());
        model.addAttribute("reading", OperationReading.of(texts));
        model.addAttribute("sha256", digest.hex());
        model.addAttribute("mayApprove", mayApprove(actor, file));
        return "operation-approve";
    }

    @PostMapping("/operations/{id}/approve")
    String approve(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @RequestParam(name = "sha256", defaultValue = "") String sha256,
            @RequestParam(name = "read", defaultValue = "false") boolean read,
            Model model,
            RedirectAttributes next) {
        Checked<OperationId> done =
                MessagePages.digest(sha256, read).then(digest -> approvals.approve(actor, known(id), digest));
        return after(done, "approved", actor, id, model, next);
    }

    @PostMapping("/operations/{id}/discard")
    String discard(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @RequestParam(name = "reason", defaultValue = "") String reason,
            Model model,
            RedirectAttributes next) {
        return after(approvals.discard(actor, known(id), reason), "discarded", actor, id, model, next);
    }

    private String after(
            Checked<OperationId> done, String word, Actor actor, String id, Model model, RedirectAttributes next) {
        if (done.problems().isEmpty()) {
            next.addFlashAttribute("done", word);
            return "redirect:/operations/" + known(id);
        }
        if (done.problems().getFirst().type() == DeskProblem.NOT_FOUND) {
            throw new NotHere();
        }
        model.addAttribute("problems", done.problems());
        return file(actor, id, "", model);
    }

    private byte[] document(Actor actor, OperationFile.Asked one) {
        return switch (readings.document(actor, one.request(), one.request())) {
            case Checked.Passed<byte[]>(var found) -> found;
            case Checked.Failed<byte[]> failed -> throw new NotHere();
        };
    }

    private Map<String, String> texts(byte[] document) {
        return switch (documents.readMessage(document)) {
            case Checked.Passed<Map<String, String>>(var found) -> found;
            case Checked.Failed<Map<String, String>> failed -> throw new NotHere();
        };
    }

    private static boolean mayApprove(Actor actor, OperationFile file) {
        return actor.is(Role.APPROVER)
                && file.awaiting().stream().noneMatch(one -> one.author().equals(Optional.of(actor.name())));
    }

    private OperationFile open(Actor actor, String id) {
        return list.open(actor, known(id)).orElseThrow(NotHere::new);
    }

    private static OperationId known(String id) {
        try {
            return new OperationId(UUID.fromString(id));
        } catch (IllegalArgumentException notAnId) {
            throw new NotHere();
        }
    }
}
