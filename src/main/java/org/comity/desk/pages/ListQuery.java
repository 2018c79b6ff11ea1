package org.comity.desk.pages;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.comity.dashboard.Place;
import org.comity.dashboard.RequestFilter;
import org.comity.matters.Direction;
import org.comity.matters.NextMove;
import org.comity.matters.RequestState;
import org.comity.partners.AgencyId;
import org.jspecify.annotations.Nullable;

/**
 * The filters of the list as they stand in its address. What does not parse is left out: a page is a view, and a wrong bookmark shows
 * more rather than an error.
 */
public record ListQuery(
        @Nullable String show,
        @Nullable String direction,
        @Nullable String state,
        @Nullable String next,
        @Nullable String partner,
        @Nullable String due,
        @Nullable String reference,
        @Nullable String hand,
        @Nullable String after) {

    public boolean closed() {
        return "closed".equals(show);
    }

    RequestFilter filter(ZoneId zone) {
        return new RequestFilter(
                closed(),
                parse(Direction.class, direction),
                parse(RequestState.class, state),
                parse(NextMove.class, next),
                given(partner).filter(AgencyId::isValid).map(AgencyId::new),
                given(due)
                        .flatMap(ListQuery::day)
                        .map(day -> day.plusDays(1).atStartOfDay(zone).toInstant()),
                given(reference),
                parse(RequestFilter.InHand.class, hand));
    }

    Optional<Place> place() {
        return given(after).flatMap(Place::parse);
    }

    public boolean isFiltered() {
        return given(direction).isPresent()
                || given(state).isPresent()
                || given(next).isPresent()
                || given(partner).isPresent()
                || given(due).isPresent()
                || given(reference).isPresent()
                || given(hand).isPresent();
    }

    /** Of which few can be found, here or in the other list. */
    boolean isOfOneReference() {
        return given(reference).isPresent();
    }

    /** The same, of what is over instead of what is pending or the other way round; empty if it cannot be asked there. */
    Optional<ListQuery> inTheOtherList() {
        boolean onlyHere = given(state).isPresent()
                || given(next).isPresent()
                || given(due).isPresent();
        return isFiltered() && !onlyHere
                ? Optional.of(new ListQuery(
                        closed() ? null : "closed", direction, null, null, partner, null, reference, hand, null))
                : Optional.empty();
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text)
                .map(String::strip)
                .filter(stripped -> !stripped.isEmpty())
                .filter(stripped -> stripped.chars().noneMatch(Character::isISOControl));
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException notADay) {
            return Optional.empty();
        }
    }

    private static <E extends Enum<E>> Optional<E> parse(Class<E> type, @Nullable String text) {
        return given(text).flatMap(name -> {
            try {
                return Optional.of(Enum.valueOf(type, name));
            } catch (IllegalArgumentException unknown) {
                return Optional.empty();
            }
        });
    }
}
