package org.comity.desk.pages;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.comity.casework.Files;
import org.comity.casework.OnceOnly;
import org.comity.casework.OwnAccesses;
import org.comity.casework.WrittenAccess;
import org.comity.desk.Office;
import org.comity.desk.api.Attached;
import org.comity.desk.drafts.Draft;
import org.comity.desk.drafts.DraftForm;
import org.comity.law.AccessBasis;
import org.comity.matters.OwnAccess;
import org.comity.messages.Digest;
import org.comity.people.Actor;
import org.comity.people.People;
import org.comity.people.Person;
import org.comity.people.Role;
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

/** UC-26: the form in which an officer writes down an own access, and corrects an entry by a further one. */
@Controller
class AccessPages {
    private static final List<String> BASES =
            Stream.of(AccessBasis.values()).map(Enum::name).toList();

    private final OwnAccesses accesses;
    private final OnceOnly onceOnly;
    private final People people;
    private final Files files;
    private final Office office;

    AccessPages(OwnAccesses accesses, OnceOnly onceOnly, People people, Files files, Office office) {
        this.accesses = accesses;
        this.onceOnly = onceOnly;
        this.people = people;
        this.files = files;
        this.office = office;
    }

    /**
     * From where no matter is on the page yet.
     *
     * @param matter reference of one; empty: it is opened with the entry
     */
    @GetMapping("/accesses/new")
    String inAMatter(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(name = "matter", defaultValue = "") String matter,
            Model model,
            RedirectAttributes next) {
        if (matter.isEmpty() && actor.is(Role.OFFICER)) {
            return show("", fresh(actor), List.of(), model);
        }
        if (!accesses.mayRecord(actor, matter)) {
            throw new NotHere();
        }
        next.addAttribute("reference", matter);
        return "redirect:/matters/{reference}/accesses/new";
    }

    @PostMapping("/accesses/new")
    String writeInNew(
            @AuthenticationPrincipal Actor actor,
            @RequestParam("key") UUID key,
            @RequestParam(name = "scan", required = false) @Nullable List<MultipartFile> scan,
            @RequestParam Map<String, String> typed,
            Model model,
            RedirectAttributes next) {
        Draft draft = Draft.typed(typed, office.zone());
        List<MultipartFile> chosen = Uploads.chosen(scan);
        model.addAttribute("lostFiles", Uploads.names(chosen));
        if (!text(draft, "title").isEmpty() && isToBeAsked(actor, draft, chosen, model)) {
            return show("", draft, List.of(), model);
        }
        Checked<String> done = onceOnly.once(
                actor,
                "page-" + key,
                digest("", draft, chosen),
                () -> accesses.recordInNew(actor, text(draft, "title"), written(draft, chosen)),
                Function.identity());
        return switch (done) {
            case Checked.Passed<String>(var matter) -> logged(matter, next);
            case Checked.Failed<String>(var problems) -> show("", draft, placed(problems), model);
        };
    }

    /** @param corrects id of the entry whose words the form begins with; empty: a new one */
    @GetMapping("/matters/{reference}/accesses/new")
    String ask(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("reference") String reference,
            @RequestParam(name = "corrects", defaultValue = "") String corrects,
            Model model) {
        if (!accesses.mayRecord(actor, reference)) {
            throw new NotHere();
        }
        Draft draft = corrects.isEmpty() ? fresh(actor) : of(entry(actor, reference, corrects));
        return show(reference, draft, List.of(), model);
    }

    @PostMapping("/matters/{reference}/accesses/new")
    String write(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("reference") String reference,
            @RequestParam("key") UUID key,
            @RequestParam(name = "scan", required = false) @Nullable List<MultipartFile> scan,
            @RequestParam Map<String, String> typed,
            Model model,
            RedirectAttributes next) {
        Draft draft = Draft.typed(typed, office.zone());
        List<MultipartFile> chosen = Uploads.chosen(scan);
        model.addAttribute("lostFiles", Uploads.names(chosen));
        if (accesses.mayRecord(actor, reference) && isToBeAsked(actor, draft, chosen, model)) {
            return show(reference, draft, List.of(), model);
        }
        Checked<UUID> done = onceOnly.once(
                actor,
                "page-" + key,
                digest(reference, draft, chosen),
                () -> accesses.record(actor, reference, written(draft, chosen)),
                UUID::fromString);
        if (done.problems().isEmpty()) {
            return logged(reference, next);
        }
        if (!accesses.mayRecord(actor, reference)) {
            throw new NotHere();
        }
        return show(reference, draft, placed(done.problems()), model);
    }

    /** UC-26/1d: an entry without proof is asked about once; a correction leaves the first entry and its proof as they are. */
    private boolean isToBeAsked(Actor actor, Draft draft, List<MultipartFile> chosen, Model model) {
        boolean asks = chosen.isEmpty()
                && text(draft, "unproved").isEmpty()
                && text(draft, "corrects").isEmpty()
                && accesses.isWhole(actor, written(draft, chosen));
        model.addAttribute("unproved", asks || !text(draft, "unproved").isEmpty());
        return asks;
    }

    private static Digest digest(String reference, Draft draft, List<MultipartFile> chosen) {
        return Attached.digest((reference + draft.texts()).getBytes(StandardCharsets.UTF_8), chosen);
    }

    private static String logged(String matter, RedirectAttributes next) {
        next.addFlashAttribute("done", "access");
        return "redirect:/matters/" + matter;
    }

    private OwnAccess entry(Actor actor, String reference, String id) {
        return accesses.of(actor, reference).stream()
                .flatMap(List::stream)
                .filter(logged -> logged.correctedBy().isEmpty())
                .map(OwnAccesses.Logged::entry)
                .filter(entry -> entry.id().toString().equals(id))
                .findFirst()
                .orElseThrow(NotHere::new);
    }

    private Draft fresh(Actor actor) {
        String name = people.find(actor.name()).map(Person::fullName).orElse(actor.name());
        return new Draft(Map.of(place("accessedBy"), name));
    }

    private Draft of(OwnAccess entry) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(place("corrects"), entry.id().toString());
        texts.put(place("basis"), entry.basis().name());
        texts.put(place("data"), entry.data());
        texts.put(place("source"), entry.source());
        texts.put(
                place("at"), entry.at().atZone(office.zone()).toOffsetDateTime().toString());
        texts.put(place("accessedBy"), entry.by());
        texts.put(place("state"), entry.state().orElse(""));
        entry.consent().ifPresent(consent -> {
            texts.put(place("consent/person"), consent.person());
            texts.put(place("consent/authority"), consent.authority());
            texts.put(place("consent/voluntary"), consent.voluntary());
            texts.put(place("consent/evidence"), consent.evidence());
        });
        return new Draft(texts);
    }

    private WrittenAccess written(Draft draft, List<MultipartFile> chosen) {
        return new WrittenAccess(
                text(draft, "basis"),
                text(draft, "data"),
                text(draft, "source"),
                time(text(draft, "at")),
                text(draft, "accessedBy"),
                text(draft, "state").toUpperCase(Locale.ROOT),
                new OwnAccess.Consent(
                        text(draft, "consent/person"),
                        text(draft, "consent/authority"),
                        text(draft, "consent/voluntary"),
                        text(draft, "consent/evidence")),
                text(draft, "corrects"),
                text(draft, "why"),
                Attached.stored(chosen, files).stream().findFirst());
    }

    private static Optional<Instant> time(String typed) {
        try {
            return Optional.of(typed)
                    .filter(text -> !text.isEmpty())
                    .map(text -> OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    private static String text(Draft draft, String field) {
        return draft.text(place(field)).strip();
    }

    private static String place(String field) {
        return Draft.ACCESS + "/" + field;
    }

    /** Each at its field. */
    private static List<Problem> placed(List<Problem> problems) {
        return problems.stream()
                .map(problem -> new Problem(
                        problem.type(),
                        problem.where().replaceFirst("^title$", "access/title").replaceFirst("^access", Draft.ACCESS),
                        problem.rule()))
                .toList();
    }

    /** @param reference of the matter; empty: a new one */
    private String show(String reference, Draft draft, List<Problem> problems, Model model) {
        model.addAttribute("form", new DraftForm(draft, problems, office.zone()));
        model.addAttribute("problems", problems.isEmpty() ? null : problems);
        model.addAttribute("reference", reference);
        model.addAttribute("bases", BASES);
        model.addAttribute("key", UUID.randomUUID());
        return "access";
    }
}
