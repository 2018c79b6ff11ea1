package org.comity.desk.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.comity.desk.pages.Shown.Span;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** UC-11/2: how long is left, in one number as people say it. */
class ShownTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    @ParameterizedTest
    @CsvSource({
        "PT0S, minutes, 0",
        "PT29S, minutes, 0",
        "PT59M20S, minutes, 59",
        "PT59M40S, hours, 1",
        "PT1H1M, minutes, 61",
        "PT1H29M, minutes, 89",
        "PT1H31M, hours, 2",
        "PT3H29M, hours, 3",
        "PT3H59M59S, hours, 4",
        "PT4H, hours, 4",
        "PT47H20M, hours, 47",
        "PT47H59M, days, 2",
        "P60D, days, 60"
    })
    void isRoundedToWhatSomebodyWouldSay(Duration size, String unit, long count) {
        Instant now = Instant.parse("2026-11-26T03:00:00Z");
        assertThat(Span.of(now, now.plus(size), TOKYO)).isEqualTo(new Span(unit, count));
        assertThat(Span.of(now, now.minus(size), TOKYO)).as("late").isEqualTo(new Span(unit, count));
    }

    /** Whoever looks in the morning and whoever looks in the evening of one day reads the same, of an end in the night too. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-25T15:00:00Z, 2027-02-24T04:59:59Z, 90",
        "2026-11-26T14:59:00Z, 2027-02-24T04:59:59Z, 90",
        "2026-11-26T14:59:00Z, 2027-02-23T15:00:00Z, 90",
        "2026-11-26T15:00:00Z, 2027-02-24T04:59:59Z, 89",
        "2026-11-26T03:00:00Z, 2026-11-23T14:00:00Z, 3"
    })
    void daysAreThoseOfTheOfficesCalendar(Instant now, Instant then, long days) {
        assertThat(Span.of(now, then, TOKYO)).isEqualTo(new Span("days", days));
    }
}
