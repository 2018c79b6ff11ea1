package org.comity.deadlines;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.comity.law.CalendarFacts;
import org.comity.law.ShippedRelationships;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HolidayCalendarsTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2026, 12, 31);

    @Test
    void japanIsCorrectedWhereTheLibraryErrs() {
        Holidays library = during(CalendarFacts.unverified("jp"));
        assertThat(library.days()).contains(LocalDate.of(2026, 12, 23)).doesNotContain(LocalDate.of(2026, 9, 23));
        Holidays corrected = during(ShippedRelationships.load().calendar("jp"));
        assertThat(corrected.days())
                .contains(LocalDate.of(2026, 2, 23), LocalDate.of(2026, 5, 6), LocalDate.of(2026, 9, 22))
                .doesNotContain(LocalDate.of(2026, 12, 23))
                .allMatch(day -> day.getYear() == 2026);
        assertThat(corrected.confirmed()).isFalse();
    }

    @Test
    void aConfirmationIsOfOneVersionAndUntilADay() {
        assertThat(during(confirmed(HolidayCalendars.libraryVersion(), LAST)).confirmed())
                .isTrue();
        assertThat(during(confirmed("1.1.0", LAST)).confirmed()).isFalse();
        assertThat(during(confirmed(HolidayCalendars.libraryVersion(), LAST.minusDays(1)))
                        .confirmed())
                .isFalse();
    }

    @Test
    void whatTheLibraryLacksIsNotRecorded() {
        assertThat(HolidayCalendars.during(CalendarFacts.unverified("gh"), FIRST, LAST))
                .isEmpty();
    }

    @Test
    void aSubUnitHasItsOwnDaysToo() {
        LocalDate columbusDay = LocalDate.of(2026, 10, 12);
        Holidays federal = during(CalendarFacts.unverified("us"));
        assertThat(federal.days()).doesNotContain(columbusDay);
        assertThat(during(CalendarFacts.unverified("us_ny")).days())
                .containsAll(federal.days())
                .contains(columbusDay);
        // a federal holiday all the same
        assertThat(during(ShippedRelationships.load().calendar("us")).days()).contains(columbusDay);
    }

    @ParameterizedTest
    @MethodSource("calendars")
    void everyShippedCalendarExists(String id) {
        assertThat(HolidayCalendars.during(CalendarFacts.unverified(id), FIRST, LAST))
                .isPresent();
    }

    private static Stream<String> calendars() {
        return ShippedRelationships.load().pairs().values().stream()
                .flatMap(pair -> pair.states().values().stream())
                .flatMap(state -> state.holidays().stream())
                .distinct()
                .sorted();
    }

    private static CalendarFacts confirmed(String version, LocalDate until) {
        return new CalendarFacts(
                "ro", Optional.of(new CalendarFacts.Confirmed("ionescu", FIRST, version, until)), Set.of(), Set.of());
    }

    private static Holidays during(CalendarFacts facts) {
        return HolidayCalendars.during(facts, FIRST, LAST).orElseThrow();
    }
}
