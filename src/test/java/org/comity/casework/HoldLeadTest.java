package org.comity.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.comity.journal.DeadlineRow;
import org.comity.journal.DeadlineRows;
import org.comity.law.DeadlineRule;
import org.comity.messages.MessageId;
import org.comity.messages.Preserved;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DR-01: how long before the end of a hold a person hears of it, where the State that holds wants to be asked for more in time. */
class HoldLeadTest {
    private static final String RELATIONSHIPS = """
            states:
              JP: {languages: [ja, en]}
              RO: {languages: [ro, en], hold: {days: 90, extensions: 1, extension-days: 90, lead-days: 20, source: test}}
            relationships:
              JP-RO: {four-eyes: false, most-chasers: 0, warn-days-ahead: [7, 2]}
            """;

    @TempDir
    Path data;

    @Test
    void theHoldersStateSaysIfThatIsEarlierThanOurPractice() {
        try (Docket docket = new Docket(data, RELATIONSHIPS)) {
            docket.partner("ro-poc", "RO", "Europe/Bucharest", "24/7");
            docket.until("2026-11-24T01:00:00Z");
            MessageId theirs = docket.asks("theirs", "ro-poc", "preservation-request.xml");
            docket.hears(
                    theirs,
                    new Preserved(
                            theirs,
                            Instant.parse("2026-11-24T02:00:00Z"),
                            Instant.parse("2027-02-22T02:00:00Z"),
                            "H-1"));
            assertThat(daysAhead(docket, theirs)).isEqualTo(20);

            MessageId ours = docket.isAsked("ours", "ro-poc", "preservation-request.xml");
            docket.takesUp(ours);
            docket.says(new Preserved(
                    ours, Instant.parse("2026-11-24T01:00:00Z"), Instant.parse("2027-02-22T01:00:00Z"), "H-2"));
            assertThat(daysAhead(docket, ours)).as("our own State, as shipped").isEqualTo(14);
        }
    }

    private static long daysAhead(Docket docket, MessageId request) {
        DeadlineRow clock = docket.get(DeadlineRows.class)
                .running(request, DeadlineRule.DR_01)
                .orElseThrow();
        return Duration.between(
                        clock.warnAt(),
                        docket.get(ClockInputs.class)
                                .outcome(clock)
                                .deadline()
                                .orElseThrow()
                                .earliest())
                .toDays();
    }
}
