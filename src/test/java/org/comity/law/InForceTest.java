package org.comity.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InForceTest {
    private static final LocalDate FIRST = LocalDate.of(2027, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2028, 2, 29);

    @Test
    void bindsFromItsFirstDayToItsLast() {
        InForce treaty =
                new InForce(Instrument.MLA_TREATY, Optional.of(FIRST), Optional.of(LAST), Optional.of("Treaty"), false);
        assertThat(treaty.on(FIRST.minusDays(1))).isFalse();
        assertThat(treaty.on(FIRST)).isTrue();
        assertThat(treaty.on(LAST)).isTrue();
        assertThat(treaty.on(LAST.plusDays(1))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = Instrument.class,
            names = {"CETS224", "UN_CYBERCRIME"})
    void whatWasNotInForceIsNeverOnWithoutADateOfActivation(Instrument instrument) {
        assertThat(new InForce(instrument, Optional.empty(), Optional.empty(), Optional.empty(), false).on(LAST))
                .isFalse();
        assertThat(new InForce(instrument, Optional.of(FIRST), Optional.empty(), Optional.empty(), false).on(LAST))
                .isTrue();
    }

    @Test
    void noDateMakesAnInstrumentOlderThanItIs() {
        InForce orders =
                new InForce(Instrument.EU_2023_1543, Optional.empty(), Optional.empty(), Optional.empty(), false);
        assertThat(orders.on(LocalDate.of(2026, 8, 17))).isFalse();
        assertThat(orders.on(LocalDate.of(2026, 8, 18))).isTrue();
    }

    @Test
    void aPeriodIsNotReversed() {
        assertThatThrownBy(() ->
                        new InForce(Instrument.ETS185, Optional.of(LAST), Optional.of(FIRST), Optional.empty(), false))
                .hasMessageContaining("until the same day or a later one");
    }

    @ParameterizedTest
    @EnumSource(Instrument.class)
    void everyInstrumentCanBeCited(Instrument instrument) {
        assertThat(Citation.of(instrument.citationStem() + "/1").value()).startsWith(instrument.citationStem());
    }
}
