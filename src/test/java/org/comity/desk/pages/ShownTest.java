package org.comity.desk.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.comity.desk.pages.Shown.Span;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** UC-11/2: how long is left, in one number as people say it. */
class ShownTest {
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
        "P60D, days, 60",
        "P59DT23H45M, days, 60",
        "P59DT20H, days, 59"
    })
    void isRoundedToWhatSomebodyWouldSay(Duration size, String unit, long count) {
        assertThat(Span.of(size)).isEqualTo(new Span(unit, count));
    }
}
