package org.comity.desk.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.comity.casework.Readings;
import org.comity.dashboard.RequestFile;
import org.comity.dashboard.RequestFiles;
import org.comity.desk.drafts.Item;
import org.comity.law.RequestKind;
import org.comity.matters.Purpose;
import org.comity.partners.Partners;
import org.comity.people.Actor;
import org.comity.problems.Checked;
import org.comity.schemas.DocumentTexts;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.i18n.FixedLocaleResolver;

/** UC-21/9: what goes by paper, as one page for the printer. The reading is journalled as any other. */
@Controller
class PrintPages {
    private final RequestFiles files;
    private final Readings readings;
    private final DocumentTexts documents;
    private final Paper paper;
    private final Partners partners;
    private final Correspondents correspondents;

    PrintPages(
            RequestFiles files,
            Readings readings,
            DocumentTexts documents,
            Paper paper,
            Partners partners,
            Correspondents correspondents) {
        this.files = files;
        this.readings = readings;
        this.documents = documents;
        this.paper = paper;
        this.partners = partners;
        this.correspondents = correspondents;
    }

    @GetMapping("/requests/{id}/messages/{message}/print")
    String print(
            @AuthenticationPrincipal Actor actor,
            @PathVariable("id") String id,
            @PathVariable("message") String message,
            @RequestParam(name = "purpose", required = false) @Nullable Purpose purpose,
            HttpServletRequest call,
            Model model) {
        RequestFile file = Named.file(files, actor, id);
        RequestFile.Sent sent = Named.message(file, message);
        Checked<Map<String, String>> texts = readings.document(
                        actor, file.request().id(), sent.id(), Optional.ofNullable(purpose))
                .then(documents::readMessage);
        if (EvidencePages.isUnsaid(texts)) {
            return "redirect:/requests/" + file.request().id() + "/messages/" + sent.id() + "?unsaid=true";
        }
        if (!(texts instanceof Checked.Passed<Map<String, String>>(var found))) {
            throw new NotHere();
        }
        Item content = Item.of(found).stream()
                .filter(item -> !item.isLeaf() && item.name().equals(sent.kind()))
                .findFirst()
                .orElseThrow(NotHere::new);
        String language = found.getOrDefault(sent.kind() + "/@language", "");
        inTheLanguageOf(language, call);
        model.addAttribute("language", language);
        model.addAttribute("request", file.request());
        model.addAttribute("sent", sent);
        model.addAttribute(
                "sections",
                RequestKind.isElement(sent.kind())
                        ? paper.sections(actor, file.request(), sent.kind(), content.parts())
                        : List.of(new Paper.Section("", content.parts())));
        model.addAttribute("ours", correspondents.ours(actor));
        model.addAttribute("partner", partners.find(sent.partner()).orElseThrow(NotHere::new));
        return "print";
    }

    /** Its labels are for its reader: those of its language where we have them, else English. */
    private static void inTheLanguageOf(String language, HttpServletRequest call) {
        Locale locale = Locale.forLanguageTag(language.isBlank() ? "en" : language);
        LocaleContextHolder.setLocale(locale); // the servlet sets it back after the call
        call.setAttribute(DispatcherServlet.LOCALE_RESOLVER_ATTRIBUTE, new FixedLocaleResolver(locale));
    }
}
