package org.comity.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.comity.journal.TaskRows;
import org.comity.matters.Task;
import org.comity.matters.TaskKind;
import org.comity.messages.MessageId;
import org.comity.messages.Preserved;
import org.comity.messages.Withdrawal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** UC-23: what its reader is not recorded to read is to be translated, and by when. */
class TranslationsTest {
    private static final String RELATIONSHIPS = """
            states:
              JP: {languages: [ja, en]}
              RO: {languages: [ro, en]}
            relationships:
              JP-RO: {four-eyes: false, most-chasers: 0, target-hours: {DR-93: 2400}}
              DE-JP: {four-eyes: false}
            """;
    private static final String IN_FRENCH = "language=\"fr\"";

    @TempDir
    Path data;

    private Docket docket;

    @BeforeEach
    void anOffice() {
        docket = new Docket(data, RELATIONSHIPS);
        docket.partner("ro-poc", "RO", "Europe/Bucharest", "24/7");
        docket.partner("de-poc", "DE", "Europe/Berlin", "24/7");
        docket.until("2026-11-24T01:00:00Z");
    }

    @AfterEach
    void close() {
        docket.close();
    }

    @Test // UC-23/2, DR-93: by policy
    void whatWeSendInALanguageThatTheyDoNotTakeIsToBeTranslated() {
        MessageId request = docket.asks("one", "ro-poc", "preservation-request.xml", "language=\"en\"", IN_FRENCH);
        Task task = only(request);
        assertThat(task.note()).contains("fr to ro, en; by policy (DR-93)");
        assertThat(task.due()).contains(Instant.parse("2027-03-04T01:00:00Z")); // 2400 hours
    }

    @Test // UC-23/2a, DR-01: the data are gone before policy's day
    void beforeTheHoldLapsesThatTheRequestFollows() {
        MessageId held = docket.asks("hold", "ro-poc", "preservation-request.xml");
        docket.hears(
                held,
                new Preserved(
                        held, Instant.parse("2026-11-24T02:00:00Z"), Instant.parse("2027-01-23T02:00:00Z"), "H-1"));
        MessageId extension = docket.asks(
                "extension",
                "ro-poc",
                "kinds/pres-29x.xml",
                "language=\"en\"",
                IN_FRENCH,
                "R-2026-000018",
                held.toString());
        Task task = only(extension);
        assertThat(task.note().orElseThrow()).endsWith("before the hold lapses (DR-01)");
        assertThat(task.due().orElseThrow())
                .isBefore(Instant.parse("2027-01-22T00:00:00Z"))
                .isAfter(Instant.parse("2027-01-18T00:00:00Z"));
    }

    @Test // UC-23/1a, LAW-93: the files may still come while it is a draft; without any it is not sent
    void theTreatyThatDemandsATranslationStopsWhatHasNone() {
        assertThat(docket.problems("ro-poc", "kinds/mla-treaty.xml", "language=\"en\"", IN_FRENCH))
                .containsExactly(List.of(), List.of("E-LAW-18"));
        assertThat(docket.problems("ro-poc", "kinds/mla-treaty.xml")).containsExactly(List.of(), List.of());
    }

    @Test // UC-23/3
    void whatComesInALanguageNotOursIsToBeTranslated() {
        MessageId request = docket.isAsked("in", "ro-poc", "kinds/mla-31.xml", "language=\"en\"", IN_FRENCH);
        assertThat(only(request).note()).contains("fr to ja, en; by policy (DR-93)");
    }

    @Test // UC-23/1b
    void whatIsNotRecordedOpensNothing() {
        assertThat(translations(docket.asks("en", "ro-poc", "preservation-request.xml")))
                .isEmpty();
        assertThat(translations(docket.asks("unsaid", "ro-poc", "preservation-request.xml", " language=\"en\"", "")))
                .isEmpty();
        MessageId unknown = docket.asks("de", "de-poc", "preservation-request.xml", "language=\"en\"", IN_FRENCH);
        assertThat(translations(unknown)).isEmpty();
    }

    @Test // UC-23/4b
    void whenTheRequestIsOverNothingIsToBeTranslated() {
        MessageId request = docket.asks("one", "ro-poc", "preservation-request.xml", "language=\"en\"", IN_FRENCH);
        docket.says(new Withdrawal(request, "no longer needed"));
        assertThat(only(request).done().orElseThrow().needed()).isFalse();
    }

    @Test // UC-23/4: only a message of ours about this request, with a file
    void aMessageWithoutAFileCarriesNoTranslation() {
        MessageId request = docket.asks("one", "ro-poc", "preservation-request.xml", "language=\"en\"", IN_FRENCH);
        assertThat(docket.doneWith(request, only(request), request))
                .extracting(problem -> problem.type().code())
                .containsExactly("E-DSK-01");
        assertThat(only(request).done()).isEmpty();
    }

    private Task only(MessageId request) {
        List<Task> all = translations(request);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private List<Task> translations(MessageId request) {
        return docket.get(TaskRows.class).of(request).stream()
                .filter(task -> task.kind() == TaskKind.TRANSLATION)
                .toList();
    }
}
