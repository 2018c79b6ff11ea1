package org.comity.desk.pages;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.ResourceBundle;
import java.util.UUID;
import org.comity.dashboard.JournalList;
import org.comity.desk.Office;
import org.comity.people.Actor;
import org.comity.problems.Checked;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

/** UC-12/1b: an auditor reads the journal. What does not parse in the address is left out, as in every list. */
@Controller
class JournalPages {
    private static final int PAGE = 100; // entries: some screens

    private static final String EVENT = "event.";

    /** Codes of events that the pages have words for, to choose from. */
    private static final List<String> EVENTS = ResourceBundle.getBundle("messages", Locale.ROOT).keySet().stream()
            .filter(key -> key.startsWith(EVENT))
            .map(key -> key.substring(EVENT.length()))
            .sorted()
            .toList();

    private final JournalList journal;
    private final Office office;

    JournalPages(JournalList journal, Office office) {
        this.journal = journal;
        this.office = office;
    }

    /** As they stand in the address. */
    public record Asked(
            @Nullable String matter,
            @Nullable String request,
            @Nullable String message,
            @Nullable String event,
            @Nullable String since,
            @Nullable String before) {}

    @GetMapping("/journal")
    String journal(@AuthenticationPrincipal Actor actor, @ModelAttribute("asked") Asked asked, Model model) {
        JournalList.Query query = new JournalList.Query(
                given(asked.matter()).flatMap(JournalPages::uuid),
                given(asked.request()),
                given(asked.message()),
                given(asked.event()),
                given(asked.since()).flatMap(this::day),
                given(asked.before())
                        .filter(row -> row.matches("[0-9]{1,18}"))
                        .map(row -> OptionalLong.of(Long.parseLong(row)))
                        .orElseGet(OptionalLong::empty),
                PAGE);
        List<JournalList.Entry> entries = switch (journal.page(actor, query)) {
            case Checked.Passed<List<JournalList.Entry>>(var found) -> found;
            case Checked.Failed<List<JournalList.Entry>> notAnAuditor -> throw new NotHere();
        };
        model.addAttribute("entries", entries);
        model.addAttribute("events", EVENTS);
        model.addAttribute("next", entries.size() == PAGE ? entries.getLast().row() : null);
        return "journal";
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).map(String::strip).filter(stripped -> !stripped.isEmpty());
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private Optional<Instant> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text).atStartOfDay(office.zone()).toInstant());
        } catch (DateTimeException notADay) {
            return Optional.empty();
        }
    }
}
