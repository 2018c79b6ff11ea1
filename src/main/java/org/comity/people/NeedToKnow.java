package org.comity.people;

import java.util.Optional;
import java.util.Set;

/**
 * Who may read the content of a matter. The same rule stands as a condition in every query of {@code dashboard}; a test holds
 * the two against each other.
 *
 * @param agency the own agency that the matter belongs to
 * @param unit the unit that works on it
 * @param readers names of persons whom a supervisor let in
 * @param openTo the unit that it is being handed over to, or has just been: it reads, and works on it only once it has taken it over
 */
public record NeedToKnow(String agency, UnitId unit, Set<String> readers, Optional<UnitId> openTo) {
    public NeedToKnow {
        readers = Set.copyOf(readers);
    }

    /** Whether it is the actor's to read. */
    public boolean allows(Actor actor) {
        boolean open = openTo.filter(actor.unit()::equals).isPresent();
        return isInCharge(actor) || (open && actor.agency().equals(agency) && actor.worksOnMatters());
    }

    /** Whether it is the actor's to work on. THREAT-92: agency first, then supervisor, or a working role together with the unit or a place among the readers. */
    public boolean isInCharge(Actor actor) {
        if (!actor.agency().equals(agency)) {
            return false;
        }
        return actor.is(Role.SUPERVISOR)
                || (actor.worksOnMatters() && (actor.unit().equals(unit) || readers.contains(actor.name())));
    }
}
