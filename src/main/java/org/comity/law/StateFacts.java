package org.comity.law;

import java.time.DayOfWeek;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is recorded of one state. Whatever is empty is not recorded, never "no".
 *
 * @param code ISO 3166-1 alpha-2
 * @param reservations provisions it reserved or declared on, each with where that was read
 * @param hold what its law gives for a foreign preservation request
 * @param languages in which it takes requests, BCP 47
 * @param point its contact point of the 24/7 network (ETS185/35), by name
 * @param designations what its agencies are designated for, by their ids; an agency that is not among them: not recorded
 * @param weekend days of the week on which its offices are closed; Saturday and Sunday where none are recorded
 * @param holidays id of the holiday calendar of its authorities, such as {@code jp}
 */
public record StateFacts(
        String code,
        String name,
        Map<Citation, String> reservations,
        Optional<HoldPolicy> hold,
        List<String> languages,
        List<Authority> authorities,
        Optional<String> point,
        Map<String, Set<Designation>> designations,
        Set<DayOfWeek> weekend,
        Optional<String> holidays) {
    public static final Set<DayOfWeek> USUAL_WEEKEND =
            Collections.unmodifiableSet(EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY));

    public StateFacts {
        reservations = Map.copyOf(reservations);
        languages = List.copyOf(languages);
        authorities = List.copyOf(authorities);
        designations = Map.copyOf(designations);
        weekend = Set.copyOf(weekend);
    }
}
