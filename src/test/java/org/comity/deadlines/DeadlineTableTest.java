package org.comity.deadlines;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.comity.law.CalendarFacts;
import org.comity.law.CountingRule;
import org.comity.law.DeadlineRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every row of the table, written down a second time and computed by hand. Tokyo, Washington and Accra count barely, from Monday 14 December 2026 at
 * ten in the morning; Bucharest by Regulation 1182/71, from Tuesday 15 December at twenty past ten, and the 25th is a holiday.
 */
class DeadlineTableTest {
    /** Rule, source, length, who, meaning, zone, number given, latest end, earliest end (or what there is instead of an instant). */
    private static final String TABLE = """
            DR-01  | ETS185/29/7       | 60 calendar days | REQUESTED  | held at least | Asia/Tokyo | 60 | 2027-02-12T23:59:59+09:00 | 2027-02-11T23:59:59+09:00
            DR-02  | ETS185/29/7       | open-ended       | REQUESTED  | held at least | Asia/Tokyo | 0  | open-ended |
            DR-03  | ETS185/16/2       | 90 calendar days | REQUESTED  | hold ends     | Asia/Tokyo | 90 | 2027-03-14T23:59:59+09:00 | 2027-03-13T23:59:59+09:00
            DR-04  | ETS185/29/6       | target           | REQUESTED  | act by        | Asia/Tokyo | 24 | target 2026-12-15T10:00:00+09:00 |
            DR-05  | ETS185/30/1       | target           | REQUESTED  | act by        | Asia/Tokyo | 48 | target 2026-12-16T10:00:00+09:00 |
            DR-06  | ETS185/31/3       | target           | REQUESTED  | act by        | Asia/Tokyo | 24 | target 2026-12-15T10:00:00+09:00 |
            DR-07  | ETS185/27/7       | target           | REQUESTED  | act by        | Asia/Tokyo | 72 | target 2026-12-17T10:00:00+09:00 |
            DR-08  | ETS185/27/8       | target           | REQUESTED  | act by        | Asia/Tokyo | 24 | target 2026-12-15T10:00:00+09:00 |
            DR-09  | ETS185/28/3       | target           | REQUESTING | act by        | Asia/Tokyo | 24 | target 2026-12-15T10:00:00+09:00 |
            DR-10  | ETS185/27/9/a     | at the same time | REQUESTING | act by        | Asia/Tokyo | 0  | 2026-12-14T10:00:00+09:00 | 2026-12-14T10:00:00+09:00
            DR-11  | ETS185/25/3       | of relationship  | REQUESTING | act by        | Asia/Tokyo | 7  | 2026-12-21T23:59:59+09:00 | 2026-12-20T23:59:59+09:00
            DR-12  | ETS185/35/1       | target           | REQUESTED  | act by        | Asia/Tokyo | 0  | target none |
            DR-20  | CETS224/7/7       | 30 calendar days | PROVIDER   | not before    | Asia/Tokyo | 30 | 2027-01-13T23:59:59+09:00 | 2027-01-12T23:59:59+09:00
            DR-21  | CETS224/8/6/a     | 45 calendar days | REQUESTED  | act by        | Asia/Tokyo | 45 | 2027-01-28T23:59:59+09:00 | 2027-01-27T23:59:59+09:00
            DR-22  | CETS224/8/6/a/i   | 20 calendar days | PROVIDER   | act by        | Asia/Tokyo | 20 | 2027-01-03T23:59:59+09:00 | 2027-01-02T23:59:59+09:00
            DR-23  | CETS224/8/6/a/ii  | 45 calendar days | PROVIDER   | act by        | Asia/Tokyo | 45 | 2027-01-28T23:59:59+09:00 | 2027-01-27T23:59:59+09:00
            DR-24  | CETS224/9/6       | target           | REQUESTED  | act by        | Asia/Tokyo | 4  | target 2026-12-14T14:00:00+09:00 |
            DR-25  | CETS224/14/7/b    | target           | RECEIVER   | act by        | Asia/Tokyo | 24 | target 2026-12-15T10:00:00+09:00 |
            DR-30  | EU2023.1543/10/3  | 10 calendar days | PROVIDER   | act by        | Europe/Bucharest | 10 | 2026-12-28T23:59:59+02:00 | 2026-12-25T23:59:59+02:00
            DR-31  | EU2023.1543/10/2  | 10 calendar days | PROVIDER   | not before    | Europe/Bucharest | 10 | 2026-12-28T23:59:59+02:00 | 2026-12-25T23:59:59+02:00
            DR-32  | EU2023.1543/10/4  | 8 hours          | PROVIDER   | act by        | Europe/Bucharest | 8  | 2026-12-15T19:00:00+02:00 | 2026-12-15T18:20:00+02:00
            DR-33  | EU2023.1543/12/1  | 10 calendar days | ENFORCING  | act by        | Europe/Bucharest | 10 | 2026-12-28T23:59:59+02:00 | 2026-12-25T23:59:59+02:00
            DR-33E | EU2023.1543/10/4  | 96 hours         | ENFORCING  | act by        | Europe/Bucharest | 96 | 2026-12-19T11:00:00+02:00 | 2026-12-19T10:20:00+02:00
            DR-34  | EU2023.1543/10/6  | 5 calendar days  | REQUESTING | act by        | Europe/Bucharest | 5  | 2026-12-21T23:59:59+02:00 | 2026-12-20T23:59:59+02:00
            DR-35  | EU2023.1543/11/1  | 60 calendar days | PROVIDER   | hold ends     | Europe/Bucharest | 60 | 2027-02-15T23:59:59+02:00 | 2027-02-13T23:59:59+02:00
            DR-36  | EU2023.1543/11/2  | open-ended       | PROVIDER   | held at least | Europe/Bucharest | 0  | open-ended |
            DR-37  | EU2023.1543/4/5   | 48 hours         | REQUESTING | act by        | Europe/Bucharest | 48 | 2026-12-17T11:00:00+02:00 | 2026-12-17T10:20:00+02:00
            DR-38  | EU2023.1543/16/2  | 5 working days   | ENFORCING  | act by        | Europe/Bucharest | 5  | 2026-12-22T23:59:59+02:00 | 2026-12-22T23:59:59+02:00
            DR-39  | EU2023.1543/16/7  | 5 working days   | REQUESTING | act by        | Europe/Bucharest | 5  | 2026-12-22T23:59:59+02:00 | 2026-12-22T23:59:59+02:00
            DR-40  | EU2023.1543/17/2  | 10 calendar days | PROVIDER   | act by        | Europe/Bucharest | 10 | 2026-12-28T23:59:59+02:00 | 2026-12-25T23:59:59+02:00
            DR-50  | UNCC/42           | 60 calendar days | REQUESTED  | held at least | Asia/Tokyo | 60 | 2027-02-12T23:59:59+09:00 | 2027-02-11T23:59:59+09:00
            DR-60  | JP-CCP/197/3      | 30 calendar days | REQUESTED  | hold ends     | Asia/Tokyo | 30 | 2027-01-13T23:59:59+09:00 | 2027-01-12T23:59:59+09:00
            DR-61  | US-18USC/2703/f/2 | 90 calendar days | REQUESTED  | hold ends     | America/New_York | 90 | 2027-03-14T23:59:59-04:00 | 2027-03-13T23:59:59-05:00
            DR-62  | GH-CYBERSECURITY-ACT | 120 calendar days | REQUESTED | hold ends  | Africa/Accra | 120 | 2027-04-13T23:59:59Z | 2027-04-12T23:59:59Z
            DR-90  | COMITY/acknowledgement | policy      | OURSELVES  | act by        | Asia/Tokyo | 1   | target 2026-12-14T11:00:00+09:00 |
            DR-91  | COMITY/triage     | policy           | OURSELVES  | act by        | Asia/Tokyo | 24  | target 2026-12-15T10:00:00+09:00 |
            DR-92  | COMITY/chaser     | policy           | OURSELVES  | act by        | Asia/Tokyo | 72  | target 2026-12-17T10:00:00+09:00 |
            DR-93  | COMITY/translation | policy          | OURSELVES  | act by        | Asia/Tokyo | 240 | target 2026-12-24T10:00:00+09:00 |
            DR-94  | COMITY/mla-draft  | policy           | OURSELVES  | act by        | Asia/Tokyo | 336 | target 2026-12-28T10:00:00+09:00 |
            DR-95  | COMITY/hand-over  | policy           | OURSELVES  | act by        | Asia/Tokyo | 24  | target 2026-12-15T10:00:00+09:00 |
            DR-96  | COMITY/carry      | policy           | OURSELVES  | act by        | Asia/Tokyo | 4   | target 2026-12-14T14:00:00+09:00 |
            DR-97  | COMITY/review     | until the end of the day named | REQUESTED | act by | Asia/Tokyo | 0  | target none |
            DR-98  | COMITY/condition  | policy           | OURSELVES  | act by        | Asia/Tokyo | 24  | target 2026-12-15T10:00:00+09:00 |
            DR-99  | COMITY/check      | policy           | OURSELVES  | act by        | Asia/Tokyo | 72  | target 2026-12-17T10:00:00+09:00 |
            """;

    private static Stream<String> rows() {
        return TABLE.lines();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isWhatTheTableSays(String row) {
        String[] cells = Arrays.stream(row.split("\\|", -1)).map(String::strip).toArray(String[]::new);
        DeadlineRule rule = DeadlineRule.of(cells[0]).orElseThrow();
        assertThat(rule.source().value()).isEqualTo(cells[1]);
        assertThat(rule.length().inWords())
                .isEqualTo(
                        switch (cells[2]) {
                            case "target" -> "policy target (no statutory figure)";
                            case "policy" -> "hours of our policy";
                            case "of relationship" -> "calendar days of the relationship";
                            default -> cells[2];
                        });
        assertThat(rule.obliged().name()).isEqualTo(cells[3]);
        assertThat(rule.meaning().inWords()).isEqualTo(cells[4]);
        assertEnds(
                Computation.compute(rule, inputs(ZoneId.of(cells[5]), Integer.parseInt(cells[6]))), cells[7], cells[8]);
    }

    @Test
    void everyRuleHasARow() {
        assertThat(rows().map(row -> row.substring(0, row.indexOf('|')).strip()))
                .containsExactlyElementsOf(
                        Stream.of(DeadlineRule.values()).map(DeadlineRule::id).toList());
    }

    @Test
    void whatWasNotComparedWithItsTextSaysSo() {
        assertThat(DeadlineRule.values())
                .filteredOn(DeadlineRule::isFromMemory)
                .extracting(DeadlineRule::id)
                .containsExactly("DR-20", "DR-21", "DR-22", "DR-23", "DR-24", "DR-25", "DR-50", "DR-60");
        assertThat(Computation.compute(DeadlineRule.DR_60, inputs(ZoneId.of("Asia/Tokyo"), 30))
                        .provenance())
                .startsWith("DR-60 (JP-CCP/197/3, from memory): 30 calendar days from");
    }

    private static Inputs inputs(ZoneId zone, int number) {
        if (!zone.getId().equals("Europe/Bucharest")) {
            OffsetDateTime ten =
                    LocalDate.of(2026, 12, 14).atTime(10, 0).atZone(zone).toOffsetDateTime();
            return Inputs.from(ten.toInstant(), number, zone);
        }
        OffsetDateTime event = OffsetDateTime.parse("2026-12-15T10:20:00+02:00");
        Holidays romania = HolidayCalendars.during(
                        CalendarFacts.unverified("ro"), LocalDate.of(2026, 12, 15), LocalDate.of(2027, 6, 1))
                .orElseThrow();
        return Inputs.from(event.toInstant(), number, zone).counted(CountingRule.EU_1182_71, romania);
    }

    private static void assertEnds(Outcome outcome, String latest, String earliest) {
        switch (outcome) {
            case Deadline deadline -> {
                assertThat(deadline.due())
                        .isEqualTo(OffsetDateTime.parse(latest).toInstant());
                assertThat(deadline.earliest())
                        .isEqualTo(OffsetDateTime.parse(earliest).toInstant());
            }
            case Outcome.Target target -> {
                String by = latest.replace("target ", "");
                assertThat(target.by())
                        .isEqualTo(
                                by.equals("none")
                                        ? Optional.empty()
                                        : Optional.of(OffsetDateTime.parse(by).toInstant()));
                assertThat(target.provenance()).contains("policy target (no statutory figure)");
            }
            case Outcome.OpenEnded open -> assertThat(latest).isEqualTo("open-ended");
            case Outcome.NotStarted none -> throw new AssertionError(none);
            case Outcome.Suspended none -> throw new AssertionError(none);
        }
    }
}
