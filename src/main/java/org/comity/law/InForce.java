package org.comity.law;

import java.time.LocalDate;
import java.util.Optional;

/**
 * An instrument that binds two states, and from when until when.
 *
 * @param from first day; empty: not recorded, and then it binds unless the instrument {@linkplain Instrument#needsActivation() needs
 *     its activation recorded}
 * @param until last day; empty: no end is recorded
 * @param name what the two states call it, such as the title of their treaty; empty: the instrument's own name says enough
 * @param translation whether it demands a language that the requested state takes, or a translation; false: not recorded
 */
public record InForce(
        Instrument instrument,
        Optional<LocalDate> from,
        Optional<LocalDate> until,
        Optional<String> name,
        boolean translation) {

    public InForce {
        if (from.isPresent() && until.isPresent() && until.get().isBefore(from.get())) {
            throw new IllegalArgumentException(
                    "an instrument is in force from a day until the same day or a later one");
        }
    }

    public boolean on(LocalDate day) {
        boolean begun = from.map(first -> !day.isBefore(first)).orElse(!instrument.needsActivation());
        boolean possible = instrument.since().map(first -> !day.isBefore(first)).orElse(true);
        boolean ended = until.map(day::isAfter).orElse(false);
        return begun && possible && !ended;
    }

    /** For people: the code and, where one is recorded, the name. */
    @Override
    public String toString() {
        return instrument.name() + name.map(called -> " (" + called + ")").orElse("");
    }
}
