package org.comity.desk.pages;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.comity.casework.Drafts;
import org.comity.casework.Readings;
import org.comity.dashboard.ListedRequest;
import org.comity.dashboard.MatterList;
import org.comity.dashboard.RequestFile;
import org.comity.dashboard.RequestFiles;
import org.comity.desk.Office;
import org.comity.desk.drafts.Cautions;
import org.comity.desk.drafts.Draft;
import org.comity.desk.drafts.DraftCheck;
import org.comity.desk.drafts.DraftForm;
import org.comity.desk.drafts.Item;
import org.comity.law.RequestKind;
import org.comity.matters.Direction;
import org.comity.messages.MessageId;
import org.comity.messages.RequestContent;
import org.comity.messages.RequestContent.UrgencyGround;
import org.comity.messages.Submission;
import org.comity.messages.Urgency;
import org.comity.people.Actor;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.comity.problems.GatewayBug;
import org.comity.problems.Problem;
import org.comity.schemas.DocumentTexts;
import org.comity.schemas.MessageXml;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * UC-01: writing a request in the browser. The form comes back as often as the officer likes, with a row more or less or with every
 * problem beside its field; when nothing is amiss, the document is shown as the partner will read it, and handed in from there.
 */
@Controller
class DraftPages {
    private static final String FOLLOW_UP = "follow-up";
    private final DraftCheck drafts;
    private final Drafts begun;
    private final DocumentTexts documents;
    private final MessageXml xml;
    private final Correspondents correspondents;
    private final Presets presets;
    private final Readings readings;
    private final RequestFiles files;
    private final MatterList matters;
    private final Demands demands;
    private final ReviewCautions cautions;
    private final Office office;

    DraftPages(
            DraftCheck drafts,
            Drafts begun,
            DocumentTexts documents,
            MessageXml xml,
            Correspondents correspondents,
            Presets presets,
            Readings readings,
            RequestFiles files,
            MatterList matters,
            Demands demands,
            ReviewCautions cautions,
            Office office) {
        this.drafts = drafts;
        this.begun = begun;
        this.documents = documents;
        this.xml = xml;
        this.correspondents = correspondents;
        this.presets = presets;
        this.readings = readings;
        this.files = files;
        this.matters = matters;
        this.demands = demands;
        this.cautions = cautions;
        this.office = office;
    }

    /** @param kind absent: a preservation */
    @GetMapping("/requests/new/form")
    String blank(
            @AuthenticationPrincipal Actor actor,
            @RequestParam("to") String to,
            @RequestParam(name = "kind", defaultValue = "PRES-29") String kind,
            @RequestParam(name = "need", defaultValue = "") String need,
            @RequestParam(name = "haste", defaultValue = "") String haste,
            Model model) {
        Named.officer(actor);
        RequestKind known = RequestKind.of(kind).orElseThrow(NotHere::new);
        Draft draft = correspondents
                .find(actor, to)
                .map(found -> presets.of(actor, found, known, need, haste))
                .orElseThrow(NotHere::new);
        return form(actor, draft, List.of(), model);
    }

    /** A new draft that says what an earlier request of ours said, and how it builds on that one. */
    @GetMapping("/requests/{id}/{again:copy|extension|correction|successor|follow-up}")
    String again(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @PathVariable("again") String again,
            @RequestParam(name = "kind", defaultValue = "") String kind,
            @RequestParam(name = "need", defaultValue = "") String need,
            @RequestParam(name = "haste", defaultValue = "") String haste,
            Model model) {
        ListedRequest request = MessageId.parse(id)
                .flatMap(known -> files.find(actor, known))
                .filter(found -> found.direction() == Direction.OUT)
                .orElseThrow(NotHere::new);
        Named.officer(actor);
        if (again.equals(FOLLOW_UP) && kind.isEmpty()) {
            return "redirect:/requests/" + request.id() + "/avenues"; // no kind is chosen for the officer
        }
        RequestKind following =
                kind.isEmpty() ? request.kind() : RequestKind.of(kind).orElseThrow(NotHere::new);
        Optional<RequestFile.Held> held = held(actor, request);
        List<Integer> part = held.map(RequestFile.Held::part).orElse(List.of());
        Checked<Draft> draft = readings.document(actor, request.id(), request.id())
                .then(documents::readMessage)
                .then(texts -> Checked.passed(Again.of(
                        again,
                        request,
                        again.equals(FOLLOW_UP) && held.isPresent(),
                        part,
                        texts,
                        following,
                        office.zone())));
        return switch (draft) {
            case Checked.Passed<Draft>(var found) ->
                form(
                        actor,
                        because(actor, request, following, need, haste, found),
                        List.of(),
                        again.equals(FOLLOW_UP) ? notHeld(request, following, found, part) : List.of(),
                        model);
            case Checked.Failed<Draft> failed -> throw new NotHere();
        };
    }

    /** UC-14/2c, UC-16/4a: the request to somebody else that a partner's message asks for, begun. */
    @GetMapping("/requests/{id}/messages/{message}/begin")
    String begin(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @PathVariable("message") String message,
            Model model) {
        Named.officer(actor);
        Checked<Draft> draft = begun.of(actor, Named.id(id), Named.id(message))
                .then(submission -> submission.content() instanceof RequestContent
                        ? documents.readSubmission(xml.write(submission))
                        : Checked.failed(DeskProblem.NOT_FOUND.problem()))
                .then(texts -> Checked.passed(new Draft(texts)));
        return switch (draft) {
            case Checked.Passed<Draft>(var found) -> form(actor, found, List.of(), model);
            case Checked.Failed<Draft> failed -> throw new NotHere();
        };
    }

    /** What is not held of the request whose data items the draft begins with (UC-16/1d); none: all is held. */
    private static List<Cautions.Caution> notHeld(
            ListedRequest held, RequestKind following, Draft draft, List<Integer> part) {
        return IntStream.rangeClosed(1, draft.rows(following.element() + "/data"))
                .filter(number -> !part.isEmpty() && !part.contains(number))
                .mapToObj(number -> Cautions.notHeld(following.element(), number, held.reference(), number))
                .toList();
    }

    private Optional<RequestFile.Held> held(Actor actor, ListedRequest request) {
        return files.open(actor, request.id())
                .flatMap(RequestFile::hold)
                .filter(hold -> hold.state().isHeld());
    }

    private Draft because(
            Actor actor, ListedRequest request, RequestKind following, String need, String haste, Draft draft) {
        return correspondents
                .find(actor, request.partner().value())
                .map(to -> presets.why(to, following, need, haste))
                .filter(why -> !why.isEmpty())
                .map(why -> draft.with(Draft.AVENUE, why))
                .orElse(draft);
    }

    /** @param act what the button says: {@code check}, {@code edit}, or {@code add} and {@code remove} with a place */
    @PostMapping("/requests/new/form")
    String work(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(name = "do", defaultValue = "check") String act,
            @RequestParam Map<String, String> typed,
            Model model) {
        Draft draft = Draft.typed(typed, office.zone());
        String place = act.substring(act.indexOf(' ') + 1);
        if (act.startsWith("add ") && Draft.isPlace(place)) {
            model.addAttribute("fresh", place + "[" + (draft.rows(place) + 1) + "]");
            return form(actor, draft.withRow(place), List.of(), model);
        }
        if (act.startsWith("remove ") && Draft.isRow(place)) {
            return form(actor, draft.withoutRow(place), List.of(), model);
        }
        return checked(actor, draft.compact(), model);
    }

    /** Back from the review to the form. */
    @PostMapping("/requests/new/edit")
    String edit(
            @AuthenticationPrincipal Actor actor,
            @RequestParam("document") String document,
            @RequestParam(name = "avenue", defaultValue = "") String avenue,
            Model model) {
        return switch (documents.readSubmission(document.getBytes(StandardCharsets.UTF_8))) {
            case Checked.Passed<Map<String, String>>(var texts) ->
                form(actor, new Draft(texts).with(Draft.AVENUE, avenue), List.of(), model);
            case Checked.Failed<Map<String, String>> failed -> throw new NotHere();
        };
    }

    /** The draft as a file that the officer keeps; uploading it brings the form back as it was. */
    @PostMapping("/requests/new/draft")
    ResponseEntity<byte[]> keep(@RequestParam Map<String, String> typed) {
        Draft draft = Draft.typed(typed, office.zone());
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_XML)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("draft.xml")
                                .build()
                                .toString())
                .body(draft.xml(documents));
    }

    /** What was handed in as a file and has problems: the form shows them with those that it finds itself. */
    String shown(Actor actor, Draft draft, List<Problem> found, Model model) {
        List<Problem> all = new ArrayList<>(drafts.check(actor, draft).problems());
        found.stream().filter(problem -> !all.contains(problem)).forEach(all::add);
        return form(actor, draft, all, model);
    }

    private String checked(Actor actor, Draft draft, Model model) {
        return switch (drafts.check(actor, draft)) {
            case Checked.Passed<Submission>(var submission) ->
                review(actor, submission, draft.text(Draft.AVENUE), model);
            case Checked.Failed<Submission>(var problems) -> form(actor, draft, problems, model);
        };
    }

    /** @param avenue why it was chosen; stays in our house */
    String review(Actor actor, Submission submission, String avenue, Model model) {
        byte[] document = xml.write(submission);
        Map<String, String> texts = switch (documents.readSubmission(document)) {
            case Checked.Passed<Map<String, String>>(var found) -> found;
            case Checked.Failed<Map<String, String>> failed -> throw new GatewayBug("what we write can be read");
        };
        model.addAttribute("document", new String(document, StandardCharsets.UTF_8));
        model.addAttribute("items", Item.of(texts));
        model.addAttribute("form", new DraftForm(new Draft(texts), List.of(), office.zone()));
        model.addAttribute("key", UUID.randomUUID());
        model.addAttribute("avenue", avenue);
        Correspondents.Correspondent to =
                correspondents.find(actor, submission.to().value()).orElseThrow(NotHere::new);
        model.addAttribute("correspondent", to);
        model.addAttribute("cautions", cautions.of(actor, submission, to));
        model.addAttribute("notAlong", notAlong(actor, new Draft(texts)));
        return "review";
    }

    private String form(Actor actor, Draft draft, List<Problem> problems, Model model) {
        return form(actor, draft, problems, List.of(), model);
    }

    /** @param known what its author is cautioned about while the draft cannot be read */
    private String form(Actor actor, Draft draft, List<Problem> problems, List<Cautions.Caution> known, Model model) {
        model.addAttribute("form", new DraftForm(draft, problems, doubts(actor, draft, known), office.zone()));
        model.addAttribute("problems", problems.isEmpty() ? null : problems);
        Correspondents.Correspondent to = addressee(actor, draft);
        model.addAttribute("correspondent", to);
        model.addAttribute("copies", copies(actor, to, draft));
        model.addAttribute("notAlong", notAlong(actor, draft));
        demands.show(actor, draft, model);
        model.addAttribute("correspondents", correspondents.all(actor));
        model.addAttribute("levels", Urgency.values());
        model.addAttribute("grounds", UrgencyGround.values());
        model.addAttribute("zones", Office.ZONES);
        model.addAttribute("matters", matters.newest(actor));
        return "draft";
    }

    /** Who can get a copy (ETS185/27/9/a), by id with its name; also who is named and cannot, or it would be lost with the next press. */
    private Map<String, String> copies(Actor actor, Correspondents.@Nullable Correspondent to, Draft draft) {
        Map<String, String> copies = new LinkedHashMap<>();
        if (to != null) {
            correspondents
                    .besides(actor, to)
                    .forEach(other -> copies.put(
                            other.partner().id().value(), other.partner().name()));
        }
        String named = draft.text("@copyTo");
        if (!named.isEmpty()) {
            copies.putIfAbsent(named, named);
        }
        return copies;
    }

    /** Files of the requests of ours that the draft builds on: they do not go along with it (UC-16/1f). */
    private List<String> notAlong(Actor actor, Draft draft) {
        String links = draft.root() + "/link";
        return IntStream.rangeClosed(1, draft.rows(links))
                .mapToObj(number -> draft.text(links + "[" + number + "]/@message"))
                .distinct()
                .flatMap(id -> MessageId.parse(id).stream())
                .flatMap(id -> files.open(actor, id).stream())
                .filter(file -> file.request().direction() == Direction.OUT)
                .flatMap(file -> file.messages().stream()
                        .filter(message -> message.id().equals(file.request().id())))
                .flatMap(message -> message.attachments().stream())
                .map(attached -> VisibleText.of(attached.name()))
                .distinct()
                .toList();
    }

    /** What its author is asked once more, beside its field, as soon as the draft can be read. */
    private List<Cautions.Caution> doubts(Actor actor, Draft draft, List<Cautions.Caution> known) {
        Correspondents.Correspondent to = addressee(actor, draft);
        return to != null && drafts.read(draft) instanceof Checked.Passed<Submission>(var submission)
                ? cautions.of(actor, submission, to)
                : known;
    }

    private Correspondents.@Nullable Correspondent addressee(Actor actor, Draft draft) {
        return correspondents.find(actor, draft.text("@to")).orElse(null);
    }
}
