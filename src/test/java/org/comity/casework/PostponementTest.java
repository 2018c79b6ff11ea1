package org.comity.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.comity.journal.DeadlineRow;
import org.comity.journal.DeadlineRows;
import org.comity.matters.RequestState;
import org.comity.messages.Acknowledgement;
import org.comity.messages.Decision;
import org.comity.messages.Delay;
import org.comity.messages.MessageId;
import org.comity.messages.Preserved;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * UC-14/2b: what is postponed is looked at again, by a clock of the day that was named (ETS185/27/5, DR-97); and what the partner works on is
 * asked after by a day that nobody has to remember (UC-06/5).
 */
class PostponementTest {
    private static final String RELATIONSHIPS = """
            relationships:
              JP-US:
                four-eyes: false
            """;

    @TempDir
    Path data;

    private Docket docket;

    @BeforeEach
    void anOffice() {
        docket = new Docket(data, RELATIONSHIPS);
        docket.partner("us-doj", "US", "America/New_York", "Mon-Fri 09:00-17:00");
        docket.until("2026-11-24T01:00:00Z");
    }

    @AfterEach
    void close() {
        docket.close();
    }

    @Test // DR-97: ours
    void whatWePostponedWeAreWarnedOfUntilWeDecide() {
        MessageId asked = docket.isAsked("asked", "us-doj", "kinds/mla-treaty.xml");
        docket.takesUp(asked);
        docket.says(postponed(asked, "2027-01-15"));
        assertThat(due(asked)).as("the end of the day in Tokyo").contains(Instant.parse("2027-01-15T14:59:59Z"));
        assertThat(actBy(asked)).as("what the lists show").contains(Instant.parse("2027-01-15T14:59:59Z"));

        docket.until("2027-01-14T00:00:00Z");
        assertThat(words())
                .extracting(word -> word.substring(0, 10))
                .contains("2027-01-01", "2027-01-08", "2027-01-13");
        assertThat(words()).allMatch(word -> word.endsWith("deadline.warned") || word.endsWith("deadline.escalated"));

        docket.says(postponed(asked, "2027-03-01"));
        assertThat(due(asked)).as("the last day that was named").contains(Instant.parse("2027-03-01T14:59:59Z"));
        docket.says(new Decision(asked, new Decision.Accepted("")));
        assertThat(running(asked)).as("the decision ends it").isEmpty();
        docket.until("2027-04-01T00:00:00Z");
        assertThat(words()).noneMatch(word -> word.endsWith("deadline.due"));
    }

    @Test // DR-97: theirs
    void thePartnerThatPostponedIsChasedOnceItsDayIsOver() {
        MessageId asks = docket.asks("asks", "us-doj", "kinds/mla-treaty.xml");
        docket.hears(asks, postponed(asks, "2026-12-10"));
        assertThat(due(asks)).as("the end of the day in New York").contains(Instant.parse("2026-12-11T04:59:59Z"));
        docket.until("2026-12-16T00:00:00Z");
        assertThat(words())
                .extracting(word -> word.replaceAll(" +", " "))
                .containsExactly(
                        "2026-12-11T04:59:59Z asks DR-97 deadline.due",
                        "2026-12-14T14:00:00Z asks DR-97 partner.chased");
        docket.hears(asks, new Decision(asks, new Decision.Accepted("")));
        assertThat(docket.request(asks).state()).isEqualTo(RequestState.ACCEPTED);
        assertThat(running(asks)).isEmpty();
    }

    @Test // UC-06/5, DR-92: no target hours are set for JP-US
    void whatWeAskedIsAskedAfterAndEarlierWhileAHoldHangsOnIt() {
        MessageId free = docket.asks("free", "us-doj", "kinds/mla-treaty.xml");
        docket.hears(free, new Acknowledgement(free, "US-1"));
        assertThat(actBy(free)).as("a month").contains(Instant.parse("2026-12-24T01:00:00Z"));

        MessageId held = docket.asks("held", "us-doj", "preservation-request.xml");
        docket.hears(held, new Acknowledgement(held, "US-2"));
        Instant ends = Instant.parse("2027-01-23T01:00:00Z");
        docket.hears(held, new Preserved(held, docket.now(), ends, ""));
        docket.until("2027-01-13T01:00:00Z"); // ten days are left, by the certain reading a few hours less
        MessageId asks = docket.asks(
                "asks",
                "us-doj",
                "kinds/mla-31.xml",
                "<link relation=\"PRESERVATION\">",
                "<link relation=\"PRESERVATION\" message=\"" + held + "\">",
                "<level>URGENT</level>",
                "<level>ROUTINE</level>");
        docket.hears(asks, new Acknowledgement(asks, "US-3"));
        assertThat(docket.request(held).state()).isEqualTo(RequestState.FOLLOWED_UP);
        assertThat(actBy(asks).orElseThrow())
                .as("half of what the hold had left, not a month")
                .isBetween(Instant.parse("2027-01-17T12:00:00Z"), Instant.parse("2027-01-18T01:00:00Z"));

        docket.until("2027-01-20T00:00:00Z"); // Monday 18 January is a holiday in the United States
        assertThat(docket.words())
                .map(word -> word.replaceAll(" +", " "))
                .filteredOn(word -> word.contains("DR-92"))
                .as("of the routine one: three days after its month; of the other on its day, when the office is open")
                .contains(
                        "2026-12-24T01:00:00Z free DR-92 deadline.due",
                        "2026-12-28T14:00:00Z free DR-92 partner.chased",
                        "2027-01-19T14:00:00Z asks DR-92 partner.chased");

        docket.hears(free, new Delay(free, "The archive has moved.", Optional.of(LocalDate.parse("2027-03-31"))));
        assertThat(actBy(free)).as("the end of the day that it named").contains(Instant.parse("2027-04-01T03:59:59Z"));
        docket.hears(free, new Delay(free, "Again.", Optional.of(LocalDate.parse("2036-01-01"))));
        assertThat(actBy(free))
                .as("nobody waits ten years")
                .contains(docket.now().plus(Duration.ofDays(30)));
        docket.hears(asks, new Delay(asks, "Later.", Optional.of(LocalDate.parse("2027-03-31"))));
        assertThat(actBy(asks).orElseThrow()).as("data are held for it").isBefore(ends);
    }

    private static Decision postponed(MessageId request, String review) {
        return new Decision(
                request,
                new Decision.Postponed("It would warn our suspects.", Optional.of(LocalDate.parse(review)), true));
    }

    private List<String> words() {
        return docket.words().stream().filter(word -> word.contains("DR-97")).toList();
    }

    private List<DeadlineRow> running(MessageId request) {
        return docket.get(DeadlineRows.class).of(request).stream()
                .filter(row -> row.rule().equals("DR-97") && row.state().isRunning())
                .toList();
    }

    private Optional<Instant> due(MessageId request) {
        return running(request).stream().findFirst().flatMap(DeadlineRow::falls);
    }

    private Optional<Instant> actBy(MessageId request) {
        return docket.sql()
                .sql("select due from request where id = ?")
                .param(request.toString())
                .query((row, number) -> row.getTimestamp("due").toInstant())
                .optional();
    }
}
