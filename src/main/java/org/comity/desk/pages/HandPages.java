package org.comity.desk.pages;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.comity.casework.Files;
import org.comity.casework.HandCarrying;
import org.comity.casework.StoredFile;
import org.comity.casework.WrittenDown;
import org.comity.dashboard.CarryList;
import org.comity.dashboard.RequestFile;
import org.comity.dashboard.RequestFiles;
import org.comity.desk.Office;
import org.comity.desk.drafts.Draft;
import org.comity.desk.drafts.DraftForm;
import org.comity.matters.ByHand;
import org.comity.matters.DeliveryState;
import org.comity.messages.MessageId;
import org.comity.partners.Partners;
import org.comity.people.Actor;
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

/** UC-21/1 to 21/3: all that has to be carried by hand, and the forms that record that one of it left and arrived. */
@Controller
class HandPages {
    private final CarryList list;
    private final RequestFiles files;
    private final HandCarrying carrying;
    private final HandWriting writing;
    private final Partners partners;
    private final Files stored;
    private final Office office;

    HandPages(
            CarryList list,
            RequestFiles files,
            HandCarrying carrying,
            HandWriting writing,
            Partners partners,
            Files stored,
            Office office) {
        this.list = list;
        this.files = files;
        this.carrying = carrying;
        this.writing = writing;
        this.partners = partners;
        this.stored = stored;
        this.office = office;
    }

    /** What is recorded of a message on its way, and where it stands before. */
    private enum Act {
        CARRIED("carried", DeliveryState.TO_CARRY),
        ARRIVED("arrived", DeliveryState.CARRIED);

        private final String path;
        private final DeliveryState from;

        Act(String path, DeliveryState from) {
            this.path = path;
            this.from = from;
        }
    }

    @GetMapping("/by-hand")
    String list(@AuthenticationPrincipal Actor actor, Model model) {
        model.addAttribute("waiting", list.open(actor));
        model.addAttribute("mayRecord", actor.is(Role.OFFICER));
        return "by-hand";
    }

    @GetMapping("/requests/{id}/messages/{message}/by-hand/{act:carried|arrived}")
    String ask(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @PathVariable("message") String message,
            @PathVariable("act") String path,
            Model model) {
        Asked asked = asked(actor, id, message, path);
        if (asked.sent().state() != asked.act().from) {
            throw new NotHere();
        }
        return show(asked, preset(actor, asked), List.of(), model);
    }

    @PostMapping("/requests/{id}/messages/{message}/by-hand/{act:carried|arrived}")
    String write(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @PathVariable("message") String message,
            @PathVariable("act") String path,
            @RequestParam(name = "scan", required = false) @Nullable List<MultipartFile> scan,
            @RequestParam Map<String, String> typed,
            Model model,
            RedirectAttributes next) {
        Asked asked = asked(actor, id, message, path);
        Draft draft = Draft.typed(typed, office.zone());
        List<MultipartFile> chosen = Uploads.chosen(scan);
        Checked<MessageId> written = writing.read(draft).then(record -> record(actor, asked, record, chosen));
        if (written.problems().isEmpty()) {
            next.addFlashAttribute("done", asked.act().path);
            return "redirect:/requests/" + asked.file().request().id();
        }
        model.addAttribute("lostFiles", Uploads.names(chosen));
        return show(asked, draft, HandWriting.placed(written.problems()), model);
    }

    private Checked<MessageId> record(Actor actor, Asked asked, WrittenDown record, List<MultipartFile> scan) {
        MessageId request = asked.file().request().id();
        MessageId message = asked.sent().id();
        Supplier<Optional<StoredFile>> proof = () -> HandWriting.stored(scan, stored);
        return switch (asked.act()) {
            case CARRIED -> carrying.carried(actor, request, message, record, proof);
            case ARRIVED -> carrying.arrived(actor, request, message, record, proof);
        };
    }

    private record Asked(RequestFile file, RequestFile.Sent sent, Act act) {}

    private Asked asked(Actor actor, String id, String message, String path) {
        RequestFile file = Named.file(files, actor, id);
        RequestFile.Sent sent = Named.message(file, message);
        Act act = Arrays.stream(Act.values())
                .filter(known -> known.path.equals(path))
                .findFirst()
                .orElseThrow(NotHere::new);
        return new Asked(file, sent, act);
    }

    /** Who took it is asked of those to whom it was given. */
    private Draft preset(Actor actor, Asked asked) {
        Optional<ByHand> left = asked.sent().byHand().stream()
                .filter(record -> record.what() == ByHand.What.CARRIED)
                .findFirst();
        return left.map(record -> writing.between(record.sender(), record.recipient()))
                .orElseGet(() -> writing.out(actor, asked.file().request().partner()));
    }

    private String show(Asked asked, Draft draft, List<Problem> problems, Model model) {
        model.addAttribute("form", new DraftForm(draft, problems, office.zone()));
        model.addAttribute("problems", problems.isEmpty() ? null : problems);
        model.addAttribute("request", asked.file().request());
        model.addAttribute("sent", asked.sent());
        model.addAttribute("act", asked.act().path);
        model.addAttribute("ways", HandWriting.WAYS);
        model.addAttribute(
                "partner", partners.find(asked.file().request().partner()).orElseThrow(NotHere::new));
        return "hand";
    }
}
